import { isObject, type Literal, type LiteralObject } from '../javascript/index.js';
import type { Delimiters, EnvironmentValue, MacroValue, MathConfig } from './math-config.js';

/** The settings that decide which formulas a page has and what they show, by their dotted names. */
export const MATHJAX_SETTINGS = [
  ...[
    'inlineMath',
    'displayMath',
    'processEscapes',
    'processEnvironments',
    'processRefs',
    'tags',
    'tagSide',
  ].map((name) => `tex.${name}`),
  ...['tex.packages', 'tex.macros', 'tex.environments', 'loader.load', 'extensions'],
  ...['options.skipHtmlTags', 'options.ignoreHtmlClass', 'options.processHtmlClass', 'tex2jax'],
  ...['TeX.Macros', 'TeX.equationNumbers.autoNumber', 'TeX.TagSide', 'TeX.extensions'],
];

/**
 * `config` with what one configuration object says, in the shape of MathJax 2 (`tex2jax`, `TeX`, …) or of
 * MathJax 3 (`tex`, `options`, `chtml`, …). A value of the wrong kind counts as not said.
 */
export function applySettings(config: MathConfig, settings: LiteralObject): MathConfig {
  const tex2 = object(settings, 'TeX');
  const tex3 = object(settings, 'tex');
  const finder = { ...object(settings, 'tex2jax'), ...tex3 };
  const page = object(settings, 'options');
  const output = { ...settings, ...object(settings, 'svg'), ...object(settings, 'chtml') };
  return {
    ...config,
    macros: { ...config.macros, ...macroValues(tex2['Macros']), ...macroValues(tex3['macros']) },
    environments: { ...config.environments, ...environments(object(tex3, 'environments')) },
    packages: packages(settings, config.packages),
    inlineMath: delimiters(finder['inlineMath'], config.inlineMath),
    displayMath: delimiters(finder['displayMath'], config.displayMath),
    processEscapes: flag(finder['processEscapes'], config.processEscapes),
    processEnvironments: flag(finder['processEnvironments'], config.processEnvironments),
    processRefs: flag(finder['processRefs'], config.processRefs),
    tags: tags(tex3['tags'] ?? object(tex2, 'equationNumbers')['autoNumber'], config.tags),
    tagSide: side(tex3['tagSide'] ?? tex2['TagSide'], config.tagSide),
    displayAlign: alignment(output['displayAlign'], config.displayAlign),
    displayIndent: length(output['displayIndent'], config.displayIndent),
    asciiMath: asciiMath(settings, config.asciiMath),
    skipTags: names(page['skipHtmlTags'] ?? finder['skipTags'], config.skipTags).map((n) => n.toLowerCase()),
    ignoreClass: classPattern(page['ignoreHtmlClass'] ?? finder['ignoreClass'], config.ignoreClass),
    processClass: classPattern(page['processHtmlClass'] ?? finder['processClass'], config.processClass),
  };
}

function object(of: LiteralObject, key: string): LiteralObject {
  const value = of[key];
  return isObject(value) ? value : {};
}

function isList(value: Literal | undefined): value is readonly Literal[] {
  return Array.isArray(value);
}

function flag(value: Literal | undefined, standard: boolean): boolean {
  return typeof value === 'boolean' ? value : standard;
}

function tags(value: Literal | undefined, standard: MathConfig['tags']): MathConfig['tags'] {
  const name = typeof value === 'string' ? value.toLowerCase() : '';
  return name === 'none' || name === 'ams' || name === 'all' ? name : standard;
}

function side(value: Literal | undefined, standard: MathConfig['tagSide']): MathConfig['tagSide'] {
  return value === 'left' || value === 'right' ? value : standard;
}

function alignment(
  value: Literal | undefined,
  standard: MathConfig['displayAlign'],
): MathConfig['displayAlign'] {
  return value === 'left' || value === 'center' || value === 'right' ? value : standard;
}

function length(value: Literal | undefined, standard: string): string {
  if (value === 0) return '0em';
  return typeof value === 'string' && /^-?\d*\.?\d+(em|ex|px|pt|cm|mm|in|%|rem)$/.test(value)
    ? value
    : standard;
}

/** Macros by their names, out of an object of them. */
export function macroValues(values: Literal | undefined): Record<string, MacroValue> {
  const entries: [string, MacroValue][] = [];
  for (const [name, value] of Object.entries(isObject(values) ? values : {})) {
    const macro = macroValue(value);
    if (macro !== undefined) entries.push([name, macro]);
  }
  return Object.fromEntries(entries);
}

/** A macro as configurations write it: `"body"`, `["body", args]` or `["body", args, "default"]`. */
export function macroValue(value: unknown): MacroValue | undefined {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return undefined;
  const [body, args, standard]: unknown[] = value;
  if (typeof body !== 'string') return undefined;
  const count = typeof args === 'number' && args >= 0 && args <= 9 ? Math.floor(args) : 0;
  if (args === undefined) return body;
  return typeof standard === 'string' ? [body, count, standard] : [body, count];
}

/**
 * The extensions that a configuration loads: `loader: {load: ['[tex]/physics']}` and `tex: {packages: …}` in
 * MathJax 3, `extensions: ['TeX/physics.js']` and `TeX: {extensions: ['physics.js']}` in MathJax 2.
 */
function packages(settings: LiteralObject, standard: readonly string[]): readonly string[] {
  const { tex, TeX } = { tex: object(settings, 'tex'), TeX: object(settings, 'TeX') };
  const stated = tex['packages'];
  const listed = isObject(stated) ? stated['[+]'] : stated;
  const lists = [object(settings, 'loader')['load'], listed, settings['extensions'], TeX['extensions']];
  const found = lists.flatMap((list) => (isList(list) ? list : []));
  const named = found.flatMap((name) =>
    typeof name === 'string' ? [name.replace(/^\[tex\]\/|^.*\/|\.js$/gi, '')] : [],
  );
  const without = isObject(stated) ? names(stated['[-]'], []) : [];
  if (named.length === 0 && without.length === 0) return standard;
  return [...new Set([...standard, ...named])].filter((name) => !without.includes(name));
}

/** MathJax 2 reads AsciiMath by `jax: ['input/AsciiMath']` or its extension, MathJax 3 by `loader: {load: [...]}`. */
function asciiMath(settings: LiteralObject, standard: MathConfig['asciiMath']): MathConfig['asciiMath'] {
  const lists = [settings['jax'], settings['extensions'], object(settings, 'loader')['load']];
  const named = lists.some((list) => names(list, []).some((name) => /asciimath/i.test(name)));
  const stated = { ...object(settings, 'asciimath2jax'), ...object(settings, 'asciimath') };
  return {
    isRead: standard.isRead || named,
    delimiters: delimiters(stated['delimiters'], standard.delimiters),
  };
}

function environments(values: LiteralObject): Record<string, EnvironmentValue> {
  const entries: [string, EnvironmentValue][] = [];
  for (const [name, value] of Object.entries(values)) {
    if (!isList(value)) continue;
    const [begin, end, args, standard] = value;
    if (typeof begin !== 'string' || typeof end !== 'string') continue;
    const count = typeof args === 'number' ? args : 0;
    entries.push([name, typeof standard === 'string' ? [begin, end, count, standard] : [begin, end, count]]);
  }
  return Object.fromEntries(entries);
}

/** A list of delimiters; MathJax 3 also adds to its list with `{'[+]': […]}`. */
function delimiters(value: Literal | undefined, standard: readonly Delimiters[]): readonly Delimiters[] {
  if (isObject(value)) return [...standard, ...delimiters(value['[+]'], [])];
  if (!isList(value)) return standard;
  const pairs: Delimiters[] = [];
  for (const pair of value) {
    const [open, close] = isList(pair) ? pair : [];
    if (typeof open === 'string' && typeof close === 'string' && open !== '' && close !== '') {
      pairs.push([open, close]);
    }
  }
  return pairs;
}

function names(value: Literal | undefined, standard: readonly string[]): readonly string[] {
  if (isObject(value)) {
    const without = names(value['[-]'], []);
    return [...standard.filter((name) => !without.includes(name)), ...names(value['[+]'], [])];
  }
  return isList(value) ? value.filter((name): name is string => typeof name === 'string') : standard;
}

/** A regular expression for a class, which takes the place of the one that holds anyway; MathJax 3 also takes several. */
function classPattern(value: Literal | undefined, standard: string): string {
  if (typeof value === 'string') return value;
  return isList(value) ? names(value, []).join('|') : standard;
}
