export {
  MATH_FOLDER,
  type MathAsset,
  type MathAssetOptions,
  type MathLink,
  type MathLinkOptions,
  mathAssets,
  mathLinks,
  mathStyles,
} from './assets/math-assets.js';
export { type MathUse, mathUseOf, mergeUse, NO_MATH } from './assets/math-use.js';
export { type FontCache, type FontMaker, makeFont } from './assets/subset-fonts.js';
export {
  type Delimiters,
  type EnvironmentValue,
  MATHJAX_2_DEFAULTS,
  MATHJAX_3_DEFAULTS,
  type MacroValue,
  type MacroValues,
  type MathConfig,
} from './config/math-config.js';
export { type MathJaxReading, readMathJaxConfig } from './config/mathjax-config.js';
export { findMathJax, type MathJaxScript } from './config/mathjax-scripts.js';
export { macroValue } from './config/mathjax-settings.js';
export type { ScriptTextOf } from './config/page-code.js';
export type { PageScript, ScriptUse } from './config/page-scripts.js';
export {
  FORMULA_MARK,
  type Formula,
  formulaIndexes,
  formulaMark,
  LITERAL_DOLLAR,
  MARK_CHARACTERS,
  MARK_OR_SHOWN,
  ownPart,
  SHOWN_FORMULA,
  withFormulaIndexes,
  withOwnParts,
  withoutOwnParts,
} from './formula/formula.js';
export { ownShownText, shownText, texText } from './formula/formula-text.js';
export { decodeReferences, escapeAttribute, escapeText } from './html/character-references.js';
export { isJavaScript, type ScriptElement, scriptElements } from './html/script-elements.js';
export { spanAt } from './html/span-at.js';
export {
  attributeOf,
  COMMON_TAGS_WITHOUT_ID,
  type HtmlToken,
  htmlTokens,
  TAGS_WITHOUT_ROOT_URL,
} from './html/tokens.js';
export { type ScriptReader, scriptReader } from './javascript/script-reader.js';
export type { MathOutput } from './katex/katex.js';
export {
  type CourseMacros,
  checkMacros,
  configuredMacros,
  type MacroLayer,
  preambleMacros,
  withDefiningPages,
} from './macros/course-macros.js';
export type { MacroDefinition, MissingMacro, PageMacros } from './macros/page-macros.js';
export { type FoundMath, findMath, isTextEnvironment, type MathDelimiters } from './search/find-math.js';
export { mathScope } from './search/math-scope.js';
export type { LabelTarget, LabelTargets } from './tex/translation/equations.js';
export type { FormulaCache } from './typesetting/formula-cache.js';
export type { FormulaTime, FormulaTimes } from './typesetting/formula-times.js';
export { formulasAt, type PlacedFormula, placeFormulas } from './typesetting/placed-formulas.js';
export { createTypesetter, type TypesetPage, type Typesetter } from './typesetting/typesetter.js';
export type { PageMath, TypesetterOptions } from './typesetting/typesetter-context.js';
