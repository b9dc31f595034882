import type { MappedText, Place, textLocator } from '../../diagnostics/index.js';
import {
  COMMAND_NAMES,
  isTexEnvironment,
  type Macro,
  type MacroLog,
  type MacroRecord,
  type MacroTable,
  meaningOf,
} from '../tex/index.js';

const STANDARD_NAMES: ReadonlySet<string> = new Set(COMMAND_NAMES);

/** A macro or environment that a formula or a preamble defines. */
export interface MacroDefinition extends Place {
  /** `\name`, or `\begin{name}` for an environment. */
  readonly name: string;
  /** The command that defines it: `\newcommand`, `\def`, … */
  readonly by: string;
  /** What it stands for, in a form by which definitions can be compared; what changes nothing is left out. */
  readonly meaning: string;
  /** Whether a formula of the page uses this definition. */
  readonly used: boolean;
  /** What it takes the place of: a macro of the page, of the site or its layout, or a command of TeX. */
  readonly shadows?: 'page' | 'site' | 'tex';
}

/** What the formulas of a page do with macros: plain data, to be compared over all pages. */
export interface PageMacros {
  readonly file: string;
  readonly defined: readonly MacroDefinition[];
  /** The names of the macros of the site or of the page's layout that the page uses. */
  readonly used: readonly string[];
  /** The macros that were not defined where they were used. */
  readonly missing: readonly MissingMacro[];
}

/** A macro that is not defined, at the place where it is used. */
export interface MissingMacro extends Place {
  readonly name: string;
}

/** A definition and the text that it stands in. */
export interface PlacedRecord {
  readonly record: MacroRecord;
  readonly text: MappedText;
}

/** `records` as data. `used` are the macros that were used, `layered` those that held where the page began; `locate` reads places. */
export function definitionsOf(
  records: readonly PlacedRecord[],
  used: ReadonlySet<Macro>,
  layered: ReadonlySet<Macro>,
  locate: ReturnType<typeof textLocator>,
): MacroDefinition[] {
  return records.map(({ record, text }) => {
    const { name, by, macro, end, at } = record;
    const meaning = meaningOf(macro, end);
    const shadows = shadowed(record, meaning, layered);
    return {
      name,
      by,
      meaning,
      used: used.has(macro),
      ...locate(text, at),
      ...(shadows === undefined ? {} : { shadows }),
    };
  });
}

/**
 * Whether MathJax gives a command, or an environment written as `\begin{name}`, a meaning. What only KaTeX knows, such
 * as `\R`, is free to be defined.
 */
export function isStandardName(name: string): boolean {
  const environment = /^\\begin\{(.*)\}$/s.exec(name)?.[1];
  return environment === undefined ? STANDARD_NAMES.has(name) : isTexEnvironment(environment);
}

function shadowed(
  { name, before, beforeEnd }: MacroRecord,
  meaning: string,
  layered: ReadonlySet<Macro>,
): MacroDefinition['shadows'] {
  if (before === undefined) return isStandardName(name) ? 'tex' : undefined;
  if (meaningOf(before, beforeEnd) === meaning) return undefined;
  if (layered.has(before)) return 'site';
  return 'page';
}

/** The names in `outer` whose macros were used. */
export function usedNames(outer: MacroTable, { used }: MacroLog): string[] {
  const names: string[] = [];
  for (const [name, macro] of outer.macros) if (used.has(macro)) names.push(name);
  for (const [name, { begin }] of outer.environments) if (used.has(begin)) names.push(`\\begin{${name}}`);
  return names;
}
