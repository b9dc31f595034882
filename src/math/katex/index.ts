export {
  isKatexCommand,
  type KatexResult,
  type KatexStyle,
  type MathOutput,
  renderKatex,
  TOO_LONG,
} from './katex.js';
export { isSafeClass, isSafeId, isSafeStyle, isSafeUrl } from './trust.js';
