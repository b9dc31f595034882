import {
  type Diagnostic,
  diagnostic,
  type MappedText,
  type Place,
  textLocator,
} from '../../diagnostics/index.js';
import type { MacroValues } from '../config/index.js';
import { addMacros, type Macro, meaningOf } from '../tex/index.js';
import { initialState } from './initial-state.js';
import {
  definitionsOf,
  isStandardName,
  type MacroDefinition,
  type PageMacros,
  type PlacedRecord,
} from './page-macros.js';

const NO_CONFIG = { macros: {}, environments: {}, packages: [], tags: 'none', version: 3 } as const;

/** The definitions that files of TeX make, read one after the other. */
export function preambleMacros(preambles: readonly MappedText[]): MacroDefinition[] {
  const initial = initialState({ config: NO_CONFIG, macros: [], preambles });
  const records: readonly PlacedRecord[] = initial.records;
  return definitionsOf(records, initial.macroLog.used, initial.layered, textLocator());
}

/** The macros that a configuration makes; `placeOf` says where it writes a name. */
export function configuredMacros(values: MacroValues, placeOf: (name: string) => Place): MacroDefinition[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const macros = new Map<string, Macro>();
    addMacros({ macros }, { [key]: value });
    return Array.from(macros, ([name, macro]): MacroDefinition => {
      const definition = { name, by: '', meaning: meaningOf(macro), used: false, ...placeOf(key) };
      return isStandardName(name) ? { ...definition, shadows: 'tex' } : definition;
    });
  });
}

/**
 * One list of definitions for each place that makes some (`configuredMacros`, `preambleMacros`). Of several places in a
 * layer a page has one: the configuration of its own layout, say.
 */
export type MacroLayer = readonly (readonly MacroDefinition[])[];

/** The macros of a whole course. */
export interface CourseMacros {
  /** The definitions outside of pages, the lowest layer first. */
  readonly layers: readonly MacroLayer[];
  readonly pages: readonly PageMacros[];
}

/** A definition, on however many pages it stands: an include brings one to each page that includes it. */
interface CourseDefinition {
  readonly definition: MacroDefinition;
  /** The file whose page it holds on, or undefined for one that holds on many. */
  readonly page: string | undefined;
  /** The number of the layer in which it is made outside of pages; undefined for one of a page. */
  readonly layer: number | undefined;
  used: boolean;
}

const UNDEFINED: ReadonlySet<string> = new Set(['math-undefined-macro', 'math-undefined-environment']);

/** Commands that say themselves that they give another meaning to a name. */
const OPENLY = new Set(['\\renewcommand', '\\renewenvironment']);
const LONGEST_MEANING = 60;
const MOST_PLACES = 3;

/**
 * What is odd about the macros of a course, each with severity `info`: that nobody uses one
 * (`math-macro-unused`), that one takes the place of another or of a command of TeX without saying so
 * (`math-macro-shadows`), and that two pages give one name different meanings (`math-macro-differs`).
 */
export function checkMacros(course: CourseMacros): Diagnostic[] {
  const definitions = courseDefinitions(course);
  return [...unused(definitions), ...shadowing(definitions), ...differing(definitions)];
}

/** Every definition once, with whether any page uses it. */
function courseDefinitions({ layers, pages }: CourseMacros): CourseDefinition[] {
  const byPlace = new Map<string, CourseDefinition>();
  const used = new Set(pages.flatMap((page) => page.used));
  for (const [layer, places] of layers.entries()) {
    for (const definition of places.flat()) {
      const isUsed = definition.used || used.has(definition.name);
      byPlace.set(placeKey(definition), { definition, page: undefined, layer, used: isUsed });
    }
  }
  for (const { file, defined } of pages) {
    for (const definition of defined) {
      const key = placeKey(definition);
      const known = byPlace.get(key);
      const page = known === undefined || known.page === file ? file : undefined;
      const used = definition.used || known?.used === true;
      byPlace.set(key, { definition, page, layer: known?.layer, used });
    }
  }
  return [...byPlace.values()];
}

function placeKey({ name, file, line, column }: MacroDefinition): string {
  return `${name}\n${file}\n${line}\n${column}`;
}

/** Macros that no page uses under any of their definitions, each at the first of these. */
function unused(definitions: readonly CourseDefinition[]): Diagnostic[] {
  const used = new Set(definitions.filter((one) => one.used).map(({ definition }) => definition.name));
  const idle = new Map<string, MacroDefinition[]>();
  for (const { definition } of definitions) {
    if (used.has(definition.name)) continue;
    idle.set(definition.name, [...(idle.get(definition.name) ?? []), definition]);
  }
  return [...idle.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const more = others.length === 0 ? '' : ` It is also defined in ${listed(others.map(placeText))}.`;
    return [
      info('math-macro-unused', first, `No page of the course uses ${what(first)}.${more}`, {
        hint: 'Remove the definition, if it is not kept for later.',
      }),
    ];
  });
}

function listed(places: readonly string[]): string {
  const shown = places.slice(0, MOST_PLACES).join(', ');
  return places.length > MOST_PLACES ? `${shown} and ${places.length - MOST_PLACES} more places` : shown;
}

/** Definitions that take the place of another; told once for each name and what it takes the place of, at the first. */
function shadowing(definitions: readonly CourseDefinition[]): Diagnostic[] {
  const inLayers = new Map<string, CourseDefinition[]>();
  const found = new Map<string, MacroDefinition[]>();
  const note = (definition: MacroDefinition, other: string): void => {
    const key = `${what(definition)} takes the place of ${other}`;
    found.set(key, [...(found.get(key) ?? []), definition]);
  };
  for (const one of definitions) {
    const { definition, layer } = one;
    const { name, by, meaning, shadows } = definition;
    const lower = (inLayers.get(name) ?? []).filter((below) => layer === undefined || below.layer !== layer);
    const other = lower.at(-1)?.definition;
    if (layer !== undefined) inLayers.set(name, [...(inLayers.get(name) ?? []), one]);
    if (layer !== undefined && other !== undefined && other.meaning !== meaning) {
      note(definition, `the macro of ${placeText(other)}`);
    } else if (shadows !== undefined && !OPENLY.has(by)) {
      const outer = other === undefined ? "the site's macro" : `the macro of ${placeText(other)}`;
      note(definition, { tex: 'a command of TeX', page: 'an earlier definition', site: outer }[shadows]);
    }
  }
  return [...found].flatMap(([message, [first, ...others]]) => {
    if (first === undefined) return [];
    const more = others.length === 0 ? '' : ` So it does in ${listed(others.map(placeText))}.`;
    return [
      info('math-macro-shadows', first, `This definition of ${message}.${more}`, {
        hint: 'Choose another name, or write \\renewcommand to say that it is meant.',
      }),
    ];
  });
}

/** Names to which pages give different meanings: the meaning of the fewest pages is reported. */
function differing(definitions: readonly CourseDefinition[]): Diagnostic[] {
  const byName = new Map<string, CourseDefinition[]>();
  for (const one of definitions) {
    if (one.layer !== undefined) continue;
    byName.set(one.definition.name, [...(byName.get(one.definition.name) ?? []), one]);
  }
  return [...byName.values()].flatMap(differences);
}

function differences(definitions: readonly CourseDefinition[]): Diagnostic[] {
  const byMeaning = new Map<string, Map<string, MacroDefinition>>();
  for (const { definition } of definitions) {
    const files = byMeaning.get(definition.meaning) ?? new Map<string, MacroDefinition>();
    if (!files.has(definition.file)) files.set(definition.file, definition);
    byMeaning.set(definition.meaning, files);
  }
  if (byMeaning.size < 2) return [];
  const [usual, ...others] = [...byMeaning.values()].sort((a, b) => b.size - a.size);
  const norm = usual?.values().next().value;
  if (norm === undefined) return [];
  return others.flatMap((files) =>
    [...files.values()]
      .filter(({ file }) => file !== norm.file)
      .map((definition) =>
        info(
          'math-macro-differs',
          definition,
          `${what(definition)} means ${shown(definition)} here, but ${shown(norm)} in ${placeText(norm)}.`,
          {
            hint: 'Give one of them another name, or define it once in a file of macros (katex: preamble:).',
          },
        ),
      ),
  );
}

function what({ name }: MacroDefinition): string {
  return name.startsWith('\\begin{') ? `the environment ${name.slice(7, -1)}` : name;
}

function shown({ meaning }: MacroDefinition): string {
  const text = meaning.replace(/^→/, '').replace(/ (?=[^A-Za-z])|(?<=[^A-Za-z]) /g, '');
  return `"${text.length > LONGEST_MEANING ? `${text.slice(0, LONGEST_MEANING)}…` : text}"`;
}

function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}

function info(code: string, place: Place, message: string, more: { readonly hint: string }): Diagnostic {
  return diagnostic('info', code, place, message, more);
}

/**
 * `diagnostics` in which macros and environments that are not defined on their page are told with the place where another page or
 * the course defines them.
 */
export function withDefiningPages(
  diagnostics: readonly Diagnostic[],
  { layers, pages }: CourseMacros,
): Diagnostic[] {
  const missing = new Map<string, string>();
  for (const page of pages) for (const one of page.missing) missing.set(faultKey(one), one.name);
  if (missing.size === 0) return [...diagnostics];
  const defined = new Map<string, MacroDefinition>();
  const all = [...pages.map((page) => page.defined), ...layers.flat()];
  for (const definition of all.flat()) {
    if (!defined.has(definition.name)) defined.set(definition.name, definition);
  }
  return diagnostics.map((one) => {
    const name = UNDEFINED.has(one.code) ? missing.get(faultKey(one)) : undefined;
    const definition = name === undefined ? undefined : defined.get(name);
    if (definition === undefined) return one;
    const hint =
      definition.file === one.file
        ? `It is defined further down, in line ${definition.line}: put the definition before its first use.`
        : `${placeText(definition)} defines it: define it on this page too, or for all pages in a file of macros (katex: preamble:) or under "katex: macros:" in _config.yml.`;
    return { ...one, hint };
  });
}

function faultKey({ file, line, column }: Place): string {
  return `${file}\n${line}\n${column}`;
}
