export { type PageStart, pageStart, startState } from './initial-state.js';
export {
  definitionsOf,
  type MissingMacro,
  type PageMacros,
  type PlacedRecord,
  usedNames,
} from './page-macros.js';
