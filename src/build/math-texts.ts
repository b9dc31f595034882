import { joinMapped, type MappedText, mapText } from '../diagnostics/index.js';
import type { Layout, Page, Site } from '../site/index.js';
import { layoutChain } from './layout-chain.js';

/** `{% include NAME … %}` with a plain name. */
const INCLUDE = /\{%-?\s*include(?:_cached)?\s+([\w./-]+)/g;

/** The text that a page's MathJax configuration is read from: the same object for all pages that have the same. */
export type MathTexts = (page: Page) => MappedText;

/**
 * Whether `$…$` is a formula has to be known before a page's Markdown is read, but a configuration is complete
 * only in the composed page. So the texts of the layouts, and of the includes that they and the page name, are
 * read as they lie there, whatever conditions stand around them.
 */
export function mathTexts(site: Site): MathTexts {
  const ofLayouts = new Map<string, MappedText>();
  const chainText = (page: Page): MappedText => {
    const { layouts } = layoutChain(page, site);
    const key = layouts.map((layout) => layout.name).join('\n');
    let text = ofLayouts.get(key);
    if (text === undefined) {
      text = joinMapped(layouts.toReversed().map((layout) => withIncludes(layout.body, site, new Set())));
      ofLayouts.set(key, text);
    }
    return text;
  };
  return (page) => {
    const layouts = chainText(page);
    if (page.body.traits?.isPlain === true) return layouts;
    const own =
      page.body.text.includes('MathJax') || page.body.text.includes('{%')
        ? withIncludes(page.body, site, new Set())
        : undefined;
    return own?.text.includes('MathJax') ? joinMapped([layouts, own]) : layouts;
  };
}

/** A template with the texts of the includes that it names put behind it. */
function withIncludes(template: MappedText | Layout['body'], site: Site, seen: Set<string>): MappedText {
  const parts: MappedText[] = [template];
  for (const [, name = ''] of template.text.matchAll(INCLUDE)) {
    const include = site.includes.get(name);
    if (include === undefined || seen.has(name)) continue;
    seen.add(name);
    parts.push(mapText('\n'), withIncludes(include, site, seen));
  }
  return joinMapped(parts);
}
