export {
  FORMULA_MARK,
  type Formula,
  LITERAL_DOLLAR,
  MARK_CHARACTERS,
  MARK_OR_REMAINS,
  MARK_OR_SHOWN,
  ownPart,
  shownIndex,
  withOwnParts,
} from './formula.js';
export {
  isShownAs,
  marksAsWritten,
  marksInRawText,
  marksInTag,
  marksInText,
  writtenFormula,
} from './formula-text.js';
