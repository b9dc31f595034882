import { type Diagnostic, type MappedText, textLocator } from '../../diagnostics/index.js';
import type { MacroValues, MathConfig } from '../config/index.js';
import {
  addEnvironments,
  addMacros,
  COMPATIBILITY_MACROS,
  copyTable,
  loadPackage,
  type Macro,
  type MacroLedger,
  type MacroTable,
  newEquations,
  newLedger,
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
export interface PageStart {
  readonly table: MacroTable;
  readonly colors: ReadonlyMap<string, string>;
  readonly colorIsSwitch: boolean;
  /** The macros of the layers: what holds besides TeX's own commands. */
  readonly layered: ReadonlySet<Macro>;
  /** What the preambles define, and what they used for it. */
  readonly ledger: MacroLedger;
  readonly records: readonly PlacedRecord[];
  /** What is wrong with the preambles. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Puts the layers one over the other. */
export function pageStart({ config, macros, preambles }: MacroLayers): PageStart {
  const table = newTable(COMPATIBILITY_MACROS);
  addMacros(table, config.macros);
  addEnvironments(table, config.environments);
  for (const values of macros) addMacros(table, values);
  for (const name of config.packages) loadPackage(table, name);
  const ledger = newLedger();
  const state: PageState = {
    table,
    ledger,
    equations: newEquations(config),
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
    for (const record of ledger.defined.splice(0)) records.push({ record, text: preamble });
  }
  const layered = new Set(table.macros.values());
  for (const { begin } of table.environments.values()) layered.add(begin);
  const { colors, colorIsSwitch } = state;
  return { table, colors, colorIsSwitch, layered, ledger, records, diagnostics };
}

/** The state in which a page's first formula is read; it starts with what `start` holds. */
export function startState(start: PageStart, config: MathConfig): PageState {
  return {
    table: copyTable(start.table),
    ledger: newLedger(),
    equations: newEquations(config),
    colors: new Map(start.colors),
    colorIsSwitch: start.colorIsSwitch,
  };
}
