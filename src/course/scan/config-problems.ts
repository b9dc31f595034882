import { type Diagnostic, diagnostic } from '../../diagnostics/index.js';
import { mountPoint } from '../../links/index.js';
import { idleKramdownOptions, readKramdownOptions } from '../../markdown/index.js';
import { keyPlace, type SiteConfig } from '../../site/index.js';
import { unknownKeys } from './config-keys.js';

/** What a configuration says that those it says it to cannot read, or do not know. */
export function configProblems(config: SiteConfig): Diagnostic[] {
  return [
    ...urlProblems(config),
    ...kramdownProblems(config),
    ...idleOptions(config),
    ...katexProblems(config),
    ...unknownKeys(config),
  ];
}

/**
 * A `url` with a path: Jekyll's filter `relative_url` knows only `baseurl`, and `absolute_url` puts that behind `url`.
 * Without any `baseurl` on GitHub Pages the path is taken for it.
 */
function urlProblems(config: SiteConfig): Diagnostic[] {
  const { publishedUrl, baseurl } = config;
  if (!URL.canParse(publishedUrl)) return [];
  const { origin, pathname, hostname } = new URL(publishedUrl);
  const path = pathname.replace(/\/+$/, '');
  if (path === '' || (baseurl === '' && hostname.endsWith('.github.io'))) return [];
  const message =
    path === baseurl
      ? `The url ends with ${path}, as the baseurl does: \`absolute_url\` puts both into an address.`
      : `The url has a path, ${path}, which addresses made by \`relative_url\` leave out.`;
  const hint = `Write url: ${origin} and baseurl: ${mountPoint(pathname, baseurl)}.`;
  return [
    diagnostic('warning', 'config-url', keyPlace(config, 'url'), message, { text: publishedUrl, hint }),
  ];
}

/** Values of `kramdown:` in the configuration that kramdown would not take either. */
function kramdownProblems(config: SiteConfig): Diagnostic[] {
  return readKramdownOptions(config.kramdown).problems.map(({ option, expected }) =>
    diagnostic(
      'warning',
      'config-kramdown',
      keyPlace(config, 'kramdown', option),
      `The value of kramdown: ${option} cannot be read, so the option stays as it is by default.`,
      { text: option, hint: `Write ${expected}.` },
    ),
  );
}

/** Options of `kramdown:` that kramdown follows and this does not, or that have no effect on HTML. */
function idleOptions(config: SiteConfig): Diagnostic[] {
  return idleKramdownOptions(config.kramdown).map(({ path, why }) =>
    diagnostic(
      'warning',
      'config-kramdown',
      keyPlace(config, 'kramdown', ...path),
      `kramdown: ${path.join(': ')} has no effect: ${why}.`,
      { text: path.at(-1) ?? '', hint: 'Take it out.' },
    ),
  );
}

/** What settings of `katex:` take whose values are few. */
const KATEX_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  dollars: [true, false],
  output: ['htmlAndMathml', 'html', 'mathml'],
  tags: ['ams', 'all', 'none'],
};

function katexProblems(config: SiteConfig): Diagnostic[] {
  return Object.entries(KATEX_VALUES).flatMap(([key, values]) => {
    const { [key]: value } = config.katex;
    if (value === undefined || value === null || values.includes(value)) return [];
    const place = keyPlace(config, 'katex', key);
    const message = `\`katex.${key}\` cannot be ${JSON.stringify(value)}; its default is used instead.`;
    return [diagnostic('warning', 'config-type', place, message, { hint: `Write ${values.join(' or ')}.` })];
  });
}
