import { fingerprint } from '../../cache/index.js';
import { joinMapped, type MappedText, mapText, sliceMapped } from '../../diagnostics/index.js';
import type { MathJaxReading } from '../../math/index.js';
import type { DataRecord, Layout, Page, Site } from '../../site/index.js';
import { isThemePath } from '../../themes/index.js';
import { layoutChain } from '../compose/index.js';
import { mapped } from '../incremental/index.js';

/**
 * What the layouts of pages say to MathJax: one reading, the same object, for all equal texts. `read` reads a text that is
 * new, whose fingerprint is its second argument.
 */
export function createMathReadings(
  textOf: MathTexts,
  read: (text: MappedText, key: string) => MathJaxReading,
): (page: Page) => MathJaxReading {
  const ofPages = new Map<Page, MathJaxReading>();
  const ofTexts = new Map<MappedText, MathJaxReading>();
  const byKey = new Map<string, MathJaxReading>();
  /** Kept for themselves as well, since reading a text may have to wait. */
  const keys = new Map<MappedText, string>();
  const keyOf = (text: MappedText): string => {
    const key = keys.get(text) ?? fingerprint(mapped(text));
    keys.set(text, key);
    return key;
  };
  const ofText = (text: MappedText): MathJaxReading => {
    const seen = ofTexts.get(text);
    if (seen !== undefined) return seen;
    const key = keyOf(text);
    const known = byKey.get(key) ?? read(text, key);
    byKey.set(key, known);
    ofTexts.set(text, known);
    return known;
  };
  return (page) => {
    const known = ofPages.get(page) ?? ofText(textOf(page));
    ofPages.set(page, known);
    return known;
  };
}

/** `{% include NAME … %}` with a plain name. */
const INCLUDE = /\{%-?\s*include(?:_cached)?\s+\/?([\w./-]+)/g;

/** The text that a page's MathJax configuration is read from: the same object for all pages that have the same. */
export type MathTexts = (page: Page) => MappedText;

/**
 * Whether `$…$` is a formula has to be known before a page's Markdown is read, but a configuration is complete
 * only in the composed page. So the texts of the layouts, and of the includes that they and the page name, are
 * read as they lie there, whatever conditions stand around them: who writes layouts for a course wants formulas in it. A
 * theme's author cannot know that; what a theme has under a condition counts where the page or the configuration has a
 * switch for formulas on.
 */
export function mathTexts(site: Site): MathTexts {
  const ofLayouts = new Map<string, MappedText>();
  const chainText = (page: Page): MappedText => {
    const { theme } = site.config;
    const { layouts, isBroken: isCut } = layoutChain(page, site);
    const isBroken = isCut || layouts.some(({ file }) => isThemePath(theme, file.path));
    const isWhole = theme?.role !== 'named' || hasSwitch(page.data) || hasSwitch(site.config.raw);
    const key = [isBroken, isWhole, ...layouts.map((layout) => layout.name)].join('\n');
    let text = ofLayouts.get(key);
    if (text === undefined) {
      const texts = layouts.toReversed().map((layout) => withIncludes(layout.body, site, new Set(), isWhole));
      text = withSingleQuotes(joinMapped(isBroken ? [...texts, ...themeIncludes(site)] : texts));
      ofLayouts.set(key, text);
    }
    return text;
  };
  return (page) => {
    const layouts = chainText(page);
    if (page.body.traits?.isPlain === true) return layouts;
    if (!/\{%|<script/i.test(page.body.text)) return layouts;
    const own = withIncludes(page.body, site, new Set());
    return /<script/i.test(own.text) ? joinMapped([layouts, withSingleQuotes(own)]) : layouts;
  };
}

/** The includes in which themes ask their users to write what belongs in a page's head, or that themes call after formulas. */
const OF_THEMES =
  /(?:^|\/)(?:custom[-_]head(?:er)?|(?:head|header|footer)[-_/]custom|math|mathjax(?:[-_]\w+)?|katex)\.html$/i;

/** Those of the course, for pages whose layouts lie in a theme that would read them: it is not there, or another version is. */
function themeIncludes({ config, includes }: Site): MappedText[] {
  return [...includes].flatMap(([name, text]) =>
    OF_THEMES.test(name) && !isThemePath(config.theme, text.runs[0]?.source.file ?? '')
      ? [mapText('\n'), text]
      : [],
  );
}

/** `src="{{ "/a.js" | relative_url }}"` is no tag of HTML until Liquid has been there. The text stays as long as it is. */
function withSingleQuotes(text: MappedText): MappedText {
  const quoted = text.text.replace(
    /(\bsrc\s*=\s*")(\{\{.*?\}\})/g,
    (_, before: string, output: string) => before + output.replaceAll('"', "'"),
  );
  return quoted === text.text ? text : { ...text, text: quoted };
}

/** A template with the texts of the includes that it names put behind it; of a theme's all, or what stands under no condition. */
function withIncludes(
  template: MappedText | Layout['body'],
  site: Site,
  seen: Set<string>,
  isWhole = true,
): MappedText {
  const isThemes = !isWhole && isThemePath(site.config.theme, template.runs[0]?.source.file ?? '');
  const shown = isThemes ? unconditional(template) : template;
  const parts: MappedText[] = [shown];
  for (const [, name = ''] of shown.text.matchAll(INCLUDE)) {
    const include = site.includes.get(name);
    if (include === undefined || seen.has(name)) continue;
    seen.add(name);
    parts.push(mapText('\n'), withIncludes(include, site, seen, isWhole));
  }
  return joinMapped(parts);
}

/** The name of a switch in front matter or the configuration that turns formulas on: `math`, `use_mathjax`, `enable_math`. */
const SWITCH = /(?:^|[_-])(?:use)?(?:math|mathjax|katex|latex)\w*$/i;

function hasSwitch(data: DataRecord): boolean {
  return Object.entries(data).some(
    ([name, value]) =>
      SWITCH.test(name) && (value === true || (typeof value === 'string' && value !== 'false')),
  );
}

/** An `if` and its end; one that asks whether something is not the case stands for what is so by default. */
const CONDITION = /\{%-?\s*(?:(if)\b([^%]*)|(endif)\b[^%]*)-?%\}/g;

/** What of a template stands under no condition. */
function unconditional(template: MappedText): MappedText {
  const parts: MappedText[] = [];
  const open: boolean[] = [];
  let from = 0;
  for (const { 0: tag, 1: begins, 2: condition = '', index } of template.text.matchAll(CONDITION)) {
    const isShown = !open.includes(true);
    if (begins !== undefined) open.push(!/!=|\bnil\b|\bfalse\b/.test(condition));
    else open.pop();
    const isShownThen = !open.includes(true);
    if (isShown && !isShownThen) parts.push(sliceMapped(template, from, index));
    if (!isShown && isShownThen) from = index + tag.length;
  }
  if (!open.includes(true)) parts.push(sliceMapped(template, from, template.text.length));
  return joinMapped(parts);
}
