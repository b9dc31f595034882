export { COMMAND_NAMES } from './commands/command-names.js';
export { isTexEnvironment } from './commands/environments.js';
export { loadPackage, packageOf } from './packages/packages.js';
export { COMPATIBILITY_MACROS } from './syntax/compatibility-macros.js';
export {
  addEnvironments,
  addMacros,
  copyTable,
  type Macro,
  type MacroLog,
  type MacroRecord,
  type MacroTable,
  meaningOf,
  newMacroLog,
  newTable,
} from './syntax/macro.js';
export { noteDiagnostic, quoteOf, TexError, type TexNote } from './syntax/tex-error.js';
export { tokenize } from './syntax/tokens.js';
export { readPreamble, type TranslatedFormula, translateFormula } from './translate.js';
export { type LabelTarget, type LabelTargets, newEquations } from './translation/equations.js';
export {
  addressInFormulas,
  authorOffset,
  formulaSource,
  type KatexSource,
} from './translation/katex-source.js';
export type { PageState } from './translation/translation.js';
