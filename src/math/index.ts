export { type FontMaker, type FontMemory, makeFont } from './assets/subset-fonts.js';
export {
  MATH_FOLDER,
  type MathAsset,
  type MathAssetOptions,
  type MathLink,
  type MathLinkOptions,
  mathAssets,
  mathLinks,
} from './assets.js';
export { type CourseMacros, checkMacros, type MacroLayer, withDefiningPages } from './check-macros.js';
export { type FoundMath, findMath, type MathDelimiters } from './find-math.js';
export type { Formula } from './formula.js';
export type { FormulaMemory } from './formula-memory.js';
export type { FormulaTime, FormulaTimes } from './formula-times.js';
export { escapeText } from './html/escape.js';
export { attributeOf, type HtmlPiece, htmlPieces } from './html/pieces.js';
export type { MathOutput } from './katex.js';
export {
  type Delimiters,
  type EnvironmentValue,
  MATHJAX_2_DEFAULTS,
  MATHJAX_3_DEFAULTS,
  type MacroValue,
  type MacroValues,
  type MathConfig,
} from './math-config.js';
export { type MathUse, mathUseOf, mergeUse, NO_MATH } from './math-use.js';
export { type MathJaxReading, readMathJaxConfig } from './mathjax-config.js';
export { findMathJax, type MathJaxScript } from './mathjax-scripts.js';
export { macroValue } from './mathjax-settings.js';
export type { ScriptTextOf } from './page-code.js';
export type { PageMath, TypesetterOptions } from './page-in-work.js';
export type { MacroDefinition, MissingMacro, PageMacros } from './page-macros.js';
export type { PageScript, ScriptUse } from './page-scripts.js';
export { FORMULA_MARK, formulaMark, LITERAL_DOLLAR, MARK_CHARACTERS, SHOWN_FORMULA } from './placeholder.js';
export { type ScriptReader, scriptReader } from './script-objects.js';
export { configuredMacros, preambleMacros } from './site-macros.js';
export { ownShownText, shownText, texText } from './tex-text.js';
export { isTextEnvironment } from './text-environment.js';
export { createTypesetter, type TypesetPage, type Typesetter } from './typesetter.js';
