import { type MappedText, type Place, textLocator } from '../../diagnostics/index.js';
import type { MacroValues } from '../config/index.js';
import { addMacros, type Macro, meaningOf } from '../tex/index.js';
import { pageStart } from './initial-state.js';
import { definitionsOf, isStandardName, type MacroDefinition, type PlacedRecord } from './page-macros.js';

const NO_CONFIG = { macros: {}, environments: {}, packages: [], tags: 'none', version: 3 } as const;

/** The definitions that files of TeX make, read one after the other. */
export function preambleMacros(preambles: readonly MappedText[]): MacroDefinition[] {
  const start = pageStart({ config: NO_CONFIG, macros: [], preambles });
  const records: readonly PlacedRecord[] = start.records;
  return definitionsOf(records, start.ledger.used, start.layered, textLocator());
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
