export type { Formula } from './formula.js';
export {
  FORMULA_MARK,
  LITERAL_DOLLAR,
  MARK_CHARACTERS,
  MARK_OR_REMAINS,
  MARK_OR_SHOWN,
  shownIndex,
} from './formula-mark.js';
export { isShownAs, writtenFormula } from './formula-text.js';
export { marksAsWritten, marksInRawText, marksInTag, marksInText } from './plain-marks.js';
