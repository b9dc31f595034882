import type { Dollars } from '../../markdown/index.js';
import type { MathConfig } from '../../math/index.js';
import { namesMath, once, ownTemplates, type Site } from '../../site/index.js';
import { isThemePath } from '../../themes/index.js';

/** Whether `$…$` is a formula on a page whose layouts say this to MathJax. */
export type SiteDollars = (math: Pick<MathConfig, 'inlineMath'>) => Dollars;

/**
 * Tells where a site's `$…$` is a formula: `katex: dollars:` decides. Without it the page's layouts do, by what they say
 * to MathJax; a course that has never been anything but its texts takes `$…$` by Pandoc's rules.
 */
export function siteDollars(site: Site): SiteDollars {
  const stated = site.config.katex['dollars'];
  const isPlain = once(() => isPlainCourse(site));
  return ({ inlineMath }) => {
    if (typeof stated === 'boolean') return stated;
    return inlineMath.some(([open]) => open === '$') || (isPlain() && 'tight');
  };
}

/** Settings of a site that was made with Jekyll, where its theme or a plugin said what a dollar is. */
const HISTORY = /^(?:theme|remote_theme|plugins|gems|whitelist|plugins_dir)(?:\.|$)/;

/**
 * Whether a course has neither layouts nor includes nor a trace of Jekyll: its configuration names no theme but
 * lectern's own and no plugins, no page names a layout of another's, and MathJax and KaTeX are named nowhere in its pages. On such a course no reader has
 * ever seen a dollar that was text. Where its formulas are not to be mended, Markdown is read as Jekyll reads it, and
 * so are dollars.
 */
function isPlainCourse(site: Site): boolean {
  const { config, pages } = site;
  const { mend, keyPlaces, theme } = config;
  const { layouts, includes } = ownTemplates(theme, site);
  if (mend === false || mend['formulas'] === false) return false;
  if (layouts.size > 0 || includes.size > 0) return false;
  // Jekyll knows nothing of lectern's own theme, nor of the layouts of a course that names it.
  const isLecterns = theme?.isOwn === true && theme.role === 'named';
  if ([...keyPlaces.keys()].some((key) => HISTORY.test(key) && !(isLecterns && key === 'theme')))
    return false;
  return pages.every(
    ({ kind, layout, isLayoutUsual, file, body }) =>
      kind === 'notebook' ||
      isThemePath(theme, file.path) ||
      ((layout === null || isLecterns || isLayoutUsual === true) &&
        !(body.traits?.namesMath ?? namesMath(body.text))),
  );
}
