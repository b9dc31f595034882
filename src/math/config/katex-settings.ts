import { escapePattern } from '../../diagnostics/index.js';
import { isObject, type Literal, type LiteralObject, plainValue, valueOfJson } from '../javascript/index.js';
import { type Delimiters, MATHJAX_3_DEFAULTS, type MathConfig } from './math-config.js';
import { macroValues } from './mathjax-settings.js';

/** The options of KaTeX's auto-render that decide what a page shows. */
export const RENDER_SETTINGS = [
  'delimiters',
  'macros',
  'ignoredTags',
  'ignoredClasses',
  'preProcess',
] as const;

/** A pattern that no class matches. */
const NO_CLASS = '(?!)';

/**
 * What KaTeX's auto-render does where its options say nothing (`contrib/auto-render/auto-render.ts` of KaTeX): no dollar
 * delimits a formula within a line, `\$` is no escape and `\ref` nothing in running text. KaTeX numbers equations as
 * amsmath does.
 */
export const KATEX_DEFAULTS: MathConfig = {
  ...MATHJAX_3_DEFAULTS,
  processEscapes: false,
  processRefs: false,
  tags: 'ams',
  skipTags: ['script', 'noscript', 'style', 'textarea', 'pre', 'code', 'option'],
  ignoreClass: NO_CLASS,
  processClass: NO_CLASS,
};

/**
 * `config` with the options of one call of KaTeX's auto-render. Where the page has MathJax as well they only add to what
 * that does; `isOnly` tells that it has not.
 */
export function applyRender(config: MathConfig, options: LiteralObject, isOnly: boolean): MathConfig {
  const { delimiters, macros, ignoredTags, ignoredClasses } = options;
  const found = readDelimiters(delimiters);
  const ignored = names(ignoredClasses);
  const base =
    isOnly && found !== undefined ? { inlineMath: [], displayMath: [], processEnvironments: false } : config;
  return {
    ...config,
    macros: { ...config.macros, ...macroValues(macros) },
    inlineMath: [...base.inlineMath, ...(found?.inline ?? [])],
    displayMath: [...base.displayMath, ...(found?.display ?? [])],
    processEnvironments: base.processEnvironments || found?.environments === true,
    skipTags: names(ignoredTags)?.map((name) => name.toLowerCase()) ?? config.skipTags,
    ignoreClass:
      ignored === undefined ? config.ignoreClass : ignored.map(escapePattern).join('|') || NO_CLASS,
  };
}

/** Undefined where the options have no list of delimiters, so that the default holds. */
function readDelimiters(
  value: Literal | undefined,
):
  | { readonly inline: Delimiters[]; readonly display: Delimiters[]; readonly environments: boolean }
  | undefined {
  if (!Array.isArray(value)) return undefined;
  const [inline, display]: [Delimiters[], Delimiters[]] = [[], []];
  let environments = false;
  for (const one of value) {
    if (typeof one !== 'object' || one === null || !('left' in one)) continue;
    const { left, right, display: isDisplay } = one;
    if (typeof left !== 'string' || typeof right !== 'string' || left === '' || right === '') continue;
    // The TeX of an environment has its \begin and \end.
    if (left.startsWith('\\begin{')) environments = true;
    else (isDisplay === true ? display : inline).push([left, right]);
  }
  return { inline, display, environments };
}

function names(value: Literal | undefined): string[] | undefined {
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : undefined;
}

/**
 * What `<d-front-matter>` of a page on distill's template tells KaTeX (`katex`, a JSON object in the element's script);
 * undefined where it has none. Liquid may stand elsewhere in the script.
 */
export function distillOptions(html: string): LiteralObject | undefined {
  const script = /<d-front-matter\b[^>]*>([\s\S]*?)<\/d-front-matter>/i.exec(html)?.[1] ?? '';
  const at = /"katex"\s*:\s*(?=\{)/.exec(script);
  if (at === null) return undefined;
  const from = at.index + at[0].length;
  return objectOfJson(script.slice(from, closingBrace(script, from)));
}

/** Where the object of JSON ends that starts at `from`; the end of the text where it is not closed. */
function closingBrace(json: string, from: number): number {
  const parts = /"(?:[^"\\]|\\.)*"|[{}]/g;
  parts.lastIndex = from;
  let depth = 0;
  for (let part = parts.exec(json); part !== null; part = parts.exec(json)) {
    depth += part[0] === '{' ? 1 : part[0] === '}' ? -1 : 0;
    if (depth === 0) return parts.lastIndex;
  }
  return json.length;
}

function objectOfJson(json: string): LiteralObject | undefined {
  try {
    const { value } = plainValue(valueOfJson(JSON.parse(json)));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
