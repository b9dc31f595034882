import { type Diagnostic, type MappedText, textLocator } from '../../diagnostics/index.js';
import type { MacroValues, MathConfig } from '../config/index.js';
import {
  addEnvironments,
  addMacros,
  COMPATIBILITY_MACROS,
  copyTable,
  loadPackage,
  type Macro,
  type MacroLog,
  type MacroTable,
  newEquations,
  newMacroLog,
  newTable,
  noteDiagnostic,
  type PageState,
  readPreamble,
} from '../tex/index.js';
import type { PlacedRecord } from './page-macros.js';

/** The layers of macros below a page's own, from the lowest to the highest. */
export interface MacroLayers {
  /** What the page's layouts say to MathJax. */
  readonly config: Pick<MathConfig, 'macros' | 'environments' | 'packages' | 'tags' | 'version'>;
  /** Macros of `_config.yml`, over them those of the page's front matter. */
  readonly macros: readonly MacroValues[];
  /** TeX files of definitions, in the order in which they are read. */
  readonly preambles: readonly MappedText[];
}

/** What holds where a page's formulas begin. */
export interface InitialState {
  readonly table: MacroTable;
  readonly colors: ReadonlyMap<string, string>;
  readonly colorIsSwitch: boolean;
  /** The macros of the layers: what holds besides TeX's own commands. */
  readonly layered: ReadonlySet<Macro>;
  /** What the preambles define, and what they used for it. */
  readonly macroLog: MacroLog;
  readonly records: readonly PlacedRecord[];
  /** What is wrong with the preambles. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Puts the layers one over the other. */
export function initialState({ config, macros, preambles }: MacroLayers): InitialState {
  const table = newTable(COMPATIBILITY_MACROS);
  addMacros(table, config.macros);
  addEnvironments(table, config.environments);
  for (const values of macros) addMacros(table, values);
  for (const name of config.packages) loadPackage(table, name);
  const macroLog = newMacroLog();
  const state: PageState = {
    table,
    macroLog,
    equations: newEquations(config, ''),
    colors: new Map(),
    colorIsSwitch: false,
  };
  const diagnostics: Diagnostic[] = [];
  const records: PlacedRecord[] = [];
  const locate = textLocator();
  for (const preamble of preambles) {
    diagnostics.push(
      ...readPreamble(preamble.text, state).map((note) => noteDiagnostic(note, preamble, locate)),
    );
    for (const record of macroLog.defined.splice(0)) records.push({ record, text: preamble });
  }
  const layered = new Set(table.macros.values());
  for (const { begin } of table.environments.values()) layered.add(begin);
  const { colors, colorIsSwitch } = state;
  return { table, colors, colorIsSwitch, layered, macroLog, records, diagnostics };
}

/**
 * The state in which a page's first formula is read; it starts with what `initial` holds. Numbers of its equations have
 * `equationPrefix` before them.
 */
export function pageStateFrom(initial: InitialState, config: MathConfig, equationPrefix: string): PageState {
  return {
    table: copyTable(initial.table),
    macroLog: newMacroLog(),
    equations: newEquations(config, equationPrefix),
    colors: new Map(initial.colors),
    colorIsSwitch: initial.colorIsSwitch,
  };
}
