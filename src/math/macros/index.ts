export { type InitialState, initialState, pageStateFrom } from './initial-state.js';
export {
  definitionsOf,
  type MissingMacro,
  type PageMacros,
  type PlacedRecord,
  usedNames,
} from './page-macros.js';
