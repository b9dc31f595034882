import {
  type Diagnostic,
  diagnostic,
  locator,
  type MappedText,
  type Place,
} from '../../diagnostics/index.js';
import {
  evaluateScripts,
  isKind,
  isObject,
  type Literal,
  type LiteralObject,
  type PlainValue,
  plainValue,
  readScript,
  type ScriptEffect,
  type ScriptPosition,
  type ScriptReader,
} from '../javascript/index.js';
import { applyRender, distillOptions, KATEX_DEFAULTS, RENDER_SETTINGS } from './katex-settings.js';
import { MATHJAX_2_DEFAULTS, MATHJAX_3_DEFAULTS, type MathConfig } from './math-config.js';
import { applySettings, MATHJAX_SETTINGS, macroValues } from './mathjax-settings.js';
import {
  isElsewhere,
  namedFiles,
  type PageCode,
  pageCode,
  type ScriptTextOf,
  withLoadedCode,
} from './page-code.js';
import { type PageScript, scriptUses } from './page-scripts.js';

/** What an HTML text says to MathJax or KaTeX, and what of it could not be read. */
export interface MathJaxReading {
  readonly config: MathConfig;
  /** Where its macros are written, by the names that they have there. */
  readonly macroPlaces: Readonly<Record<string, Place>>;
  /** What its scripts are to its formulas, in the order of the text. */
  readonly scripts: readonly PageScript[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the configuration that an HTML text (a layout, an include, a composed page) gives to MathJax 2
 * (`MathJax.Hub.Config({…})`, `TEX.Macro(…)`), to MathJax 3 (`MathJax = {…}`) or to KaTeX's auto-render
 * (`renderMathInElement(…)`, distill's `<d-front-matter>`), in its scripts and in those of the course that it loads. They are read as data, and none
 * is run. Several configurations add up in their order. Where nothing is said, the defaults of MathJax or KaTeX hold.
 * Liquid in a script is skipped. A script that is no JavaScript, and a setting that is computed, are told; what they
 * say counts as not said.
 */
export function readMathJaxConfig(
  html: MappedText,
  read: ScriptReader = readScript,
  textOf: ScriptTextOf = () => undefined,
): MathJaxReading {
  const written = pageCode(html, read, textOf);
  if (written.elements.length === 0) {
    return { config: MATHJAX_2_DEFAULTS, macroPlaces: {}, scripts: [], diagnostics: [] };
  }
  const first = evaluateScripts(written.programs);
  const code = withLoadedCode(written, first.effects, read, textOf);
  const { effects, active } = code === written ? first : evaluateScripts(code.programs);
  const locate = scriptLocator(code);
  const settings = effects.map((one) => settingOf(one)).filter((one) => one !== undefined);
  const diagnostics = [...code.faults];
  const unreadable = new Set(code.unreadable);
  for (const { unknown } of settings) {
    for (const { name, position } of unknown) {
      unreadable.add(position.script);
      diagnostics.push(unreadableSetting(name, locate(position)));
    }
  }
  for (const { address, script, position } of namedFiles(code.elements, effects)) {
    if (!isElsewhere(address) || textOf(address) !== undefined) continue;
    unreadable.add(script);
    const element = locator(html)(code.elements[script]?.from ?? 0);
    diagnostics.push(unreadableFile(address, position === undefined ? element : locate(position)));
  }
  const findings = {
    configuring: new Set(
      effects.flatMap(({ kind, position }) => (CONFIGURING.has(kind) ? [position.script] : [])),
    ),
    active,
    unreadable,
    rendersKatex: settings.some((setting) => setting.for === 'katex'),
  };
  const scripts = scriptUses(html.text, code, findings, read);
  const distill = distillOptions(html.text);
  if (distill !== undefined)
    settings.push({ for: 'katex', value: distill, unknown: [], positions: new Map() });
  return {
    config: configOf(settings, scripts),
    macroPlaces: placesOf(settings, locate),
    scripts,
    diagnostics,
  };
}

/** The effects that say something to MathJax or auto-render. */
const CONFIGURING: ReadonlySet<ScriptEffect['kind']> = new Set(['config', 'macro', 'render', 'code']);

/** What a script says, as data. */
interface Setting {
  readonly for: 'mathjax' | 'katex' | 'formulas';
  readonly value: LiteralObject;
  /** Settings that matter for formulas and cannot be followed, by their dotted names. */
  readonly unknown: readonly { readonly name: string; readonly position: ScriptPosition }[];
  readonly positions: PlainValue['positions'];
}

function settingOf({ kind, values, position }: ScriptEffect): Setting | undefined {
  switch (kind) {
    case 'config': {
      const { value, unknown, positions } = plainValue(values[0]);
      return {
        for: 'mathjax',
        value: objectOf(value),
        unknown: relevant(unknown, MATHJAX_SETTINGS),
        positions,
      };
    }
    case 'macro': {
      const [name, ...parts] = values.map((value) => plainValue(value).value);
      if (typeof name !== 'string' || typeof parts[0] !== 'string') return undefined;
      const given = parts.filter((part): part is Literal => part !== undefined);
      const macro = given.length === 1 ? parts[0] : given;
      const positions = new Map([[`TeX Macros ${name}`, position]]);
      return { for: 'mathjax', value: { TeX: { Macros: { [name]: macro } } }, unknown: [], positions };
    }
    case 'render': {
      const { value, unknown, positions } = plainValue(values[1]);
      return { for: 'katex', value: objectOf(value), unknown: relevant(unknown, RENDER_SETTINGS), positions };
    }
    case 'formula': {
      // Of one formula's options the macros are likely those of the others.
      const { value, positions } = plainValue(values.findLast((given) => isKind(given, 'object')));
      return { for: 'formulas', value: { macros: objectOf(value)['macros'] }, unknown: [], positions };
    }
    case 'code':
      return { for: 'mathjax', value: {}, unknown: [{ name: 'macros', position }], positions: new Map() };
    case 'load':
    case 'folder':
      return undefined;
  }
}

/** What of the values that cannot be followed is, holds or lies in one of the settings that matter. */
function relevant(unknown: PlainValue['unknown'], settings: readonly string[]): Setting['unknown'] {
  return unknown.flatMap(({ path, position }) => {
    const name = path.join('.');
    const matters = settings.some(
      (setting) => name === '' || `${setting}.`.startsWith(`${name}.`) || name.startsWith(`${setting}.`),
    );
    return matters ? [{ name, position }] : [];
  });
}

function objectOf(value: Literal | undefined): LiteralObject {
  return isObject(value) ? value : {};
}

/** MathJax's configuration where a page has MathJax; KaTeX's macros and delimiters hold there, too. */
function configOf(settings: readonly Setting[], scripts: readonly PageScript[]): MathConfig {
  const ofMathJax = settings.filter((setting) => setting.for === 'mathjax').map(({ value }) => value);
  const ofKatex = settings.filter((setting) => setting.for === 'katex').map(({ value }) => value);
  const loader = scripts.find(({ use }) => use === 'load');
  const hasMathJax = ofMathJax.length > 0 || scripts.some(({ use }) => use === 'load' || use === 'configure');
  const macros = macroValues(
    Object.assign({}, ...settings.map((one) => (one.for === 'formulas' ? one.value['macros'] : {}))),
  );
  if (!hasMathJax && ofKatex.length === 0) return { ...MATHJAX_2_DEFAULTS, macros };
  const standard =
    ofKatex.length > 0 && loader === undefined && ofMathJax.length === 0
      ? KATEX_DEFAULTS
      : (loader?.version ?? versionOf(ofMathJax)) === 3
        ? MATHJAX_3_DEFAULTS
        : MATHJAX_2_DEFAULTS;
  const config = ofMathJax.reduce<MathConfig>(applySettings, { ...standard, macros, present: true });
  return ofKatex.reduce<MathConfig>(
    (sum, render) => applyRender(sum, render, standard === KATEX_DEFAULTS),
    config,
  );
}

function versionOf(settings: readonly LiteralObject[]): 2 | 3 {
  return settings.some((set) => 'tex' in set || 'loader' in set || 'chtml' in set || 'svg' in set) ? 3 : 2;
}

function placesOf(
  settings: readonly Setting[],
  locate: (position: ScriptPosition) => Place,
): Record<string, Place> {
  const places: Record<string, Place> = {};
  for (const { positions } of settings) {
    for (const [path, position] of positions) {
      const name = /^(?:(?:tex|TeX) )?[mM]acros (\S+)$/.exec(path)?.[1];
      if (name !== undefined) places[name] = locate(position);
    }
  }
  return places;
}

/** Tells where in the course's files a place in a page's scripts is. */
function scriptLocator({ texts }: PageCode): (position: ScriptPosition) => Place {
  const locators = new Map<number, (offset: number) => Place>();
  return ({ script, at }) => {
    const text = texts[script];
    if (text === undefined) return { file: '-', line: 1, column: 1 };
    const locate = locators.get(script) ?? locator(text);
    locators.set(script, locate);
    return locate(at);
  };
}

/** A setting of MathJax's or KaTeX's, by its dotted name, whose value cannot be read off the code of a script. */
function unreadableSetting(name: string, place: Place): Diagnostic {
  const what = name === '' ? 'This configuration' : `The value of "${name}"`;
  const message = `${what} is computed in a way that cannot be followed, so formulas may be missing, and the page's own scripts stay.`;
  return diagnostic('warning', 'mathjax-config-unreadable', place, message, {
    hint: 'Write the value out in the script, or the macros under "katex: macros:" and "dollars: true" under "katex:" in _config.yml.',
  });
}

/** Of a file with a configuration that a page names and that does not lie in the course. */
function unreadableFile(address: string, place: Place): Diagnostic {
  const message = `What "${address}" tells MathJax is not read, as it does not lie in the course, so formulas may be missing, and the page's own scripts stay.`;
  return diagnostic('warning', 'mathjax-config-unreadable', place, message, {
    hint: 'Put the file into the course, or write its macros under "katex: macros:" and "dollars: true" under "katex:" in _config.yml.',
  });
}
