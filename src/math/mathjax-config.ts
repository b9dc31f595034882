import { type Diagnostic, diagnostic, locator, type MappedText, type Place } from '../diagnostics/index.js';
import { MATHJAX_2_DEFAULTS, MATHJAX_3_DEFAULTS, type MathConfig } from './math-config.js';
import { findMathJax, type MathJaxScript } from './mathjax-scripts.js';
import { applySettings } from './mathjax-settings.js';
import { loadedVersion, type PageScript, pageScripts } from './page-scripts.js';
import {
  type Literal,
  type LiteralObject,
  readScript,
  type ScriptReader,
  type ScriptStatement,
} from './script-objects.js';

/** What an HTML text says to MathJax, and the scripts in it that could not be read. */
export interface MathJaxReading {
  readonly config: MathConfig;
  /** Where its macros are written, by the names that they have there. */
  readonly macroPlaces: Readonly<Record<string, Place>>;
  /** What its scripts are to its formulas, in the order of the text. */
  readonly scripts: readonly PageScript[];
  readonly diagnostics: readonly Diagnostic[];
}

const LIQUID = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;

/**
 * Reads the configuration that an HTML text (a layout, an include, a composed page) gives to MathJax 2
 * (`MathJax.Hub.Config({…})`, `TEX.Macro(…)`) or MathJax 3 (`MathJax = {…}`), as data: no script is run, and
 * what a script computes counts as not said. Several configurations add up in their order. Where nothing is
 * said, MathJax's own defaults hold. Liquid in the text is skipped; a script that is no JavaScript is left out
 * with a diagnostic.
 */
export function readMathJaxConfig(html: MappedText, read: ScriptReader = readScript): MathJaxReading {
  const scripts = findMathJax(html.text, read);
  if (scripts.length === 0)
    return { config: MATHJAX_2_DEFAULTS, macroPlaces: {}, scripts: [], diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const places = new Map<string, number>();
  const known = { html, read, diagnostics, places };
  const statements = scripts.flatMap((script) => statementsOf(script, known));
  const settings = statements.flatMap(settingsOf);
  const defaults = versionOf(scripts, settings) === 3 ? MATHJAX_3_DEFAULTS : MATHJAX_2_DEFAULTS;
  const config = settings.reduce<MathConfig>(applySettings, { ...defaults, present: true });
  const locate = locator(html);
  const named = Object.keys(config.macros).map((name) => [name, locate(places.get(name) ?? 0)] as const);
  return {
    config,
    macroPlaces: Object.fromEntries(named),
    scripts: pageScripts(html.text, read),
    diagnostics,
  };
}

/** An HTML text whose scripts are read, and what is found in them. */
interface Reading {
  readonly html: MappedText;
  readonly read: ScriptReader;
  readonly diagnostics: Diagnostic[];
  readonly places: Map<string, number>;
}

function statementsOf(
  script: MathJaxScript,
  { html, read, diagnostics, places }: Reading,
): readonly ScriptStatement[] {
  const content = html.text.slice(script.contentFrom, script.contentTo);
  if (content.trim() === '') return [];
  const reading = read(content);
  const blanked = reading.ok ? content : content.replace(LIQUID, blank);
  const second = blanked === content ? reading : read(blanked);
  if (second.ok) {
    for (const { name, at } of second.names) places.set(name, script.contentFrom + at);
    return second.statements;
  }
  diagnostics.push(
    diagnostic(
      'warning',
      'mathjax-config-unreadable',
      locator(html)(script.contentFrom + second.at),
      `This MathJax configuration is no JavaScript (${second.reason}), so its macros and delimiters are not known.`,
      { hint: 'Correct the script, or write the macros under "katex: macros:" in _config.yml.' },
    ),
  );
  return [];
}

/** Liquid's output becomes the number 0 and its tags white space, of the same length. */
function blank(liquid: string): string {
  const white = liquid.replace(/[^\n]/g, ' ');
  return liquid.startsWith('{{') ? `0${white.slice(1)}` : white;
}

/** What a statement of a script sets, as an object of MathJax's configuration. */
function settingsOf({ kind, target, values }: ScriptStatement): LiteralObject[] {
  const [first] = values;
  if (kind === 'call' && target === 'MathJax.Hub.Config') return isObject(first) ? [first] : [];
  if (kind === 'call' && /(^|\.)(TEX|TeX)\.Macro$/.test(target)) {
    const [name, body, args, standard] = values;
    if (typeof name !== 'string' || typeof body !== 'string') return [];
    const value = [body, args, standard].filter((part): part is Literal => part !== undefined);
    return [{ TeX: { Macros: { [name]: value.length === 1 ? body : value } } }];
  }
  if (kind !== 'assign' || !/^MathJax(\.|$)/.test(target) || first === undefined) return [];
  const path = target.split('.').slice(1);
  const value = path.reduceRight<Literal>((inner, key) => ({ [key]: inner }), first);
  return isObject(value) ? [value] : [];
}

function versionOf(scripts: readonly MathJaxScript[], settings: readonly LiteralObject[]): 2 | 3 {
  const loader = scripts.find(({ kind }) => kind === 'load')?.src ?? '';
  const version = loadedVersion(loader);
  if (version !== undefined) return version;
  return settings.some((set) => 'tex' in set || 'loader' in set || 'chtml' in set || 'svg' in set) ? 3 : 2;
}

function isObject(value: Literal | undefined): value is LiteralObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
