export { decodeName } from './decode-name.js';
export {
  counterOf,
  LABEL_KINDS,
  type Label,
  type LabelKind,
  type Mention,
  type NumberedKind,
} from './label.js';
export { type FoundLabel, type LabelledPage, type LabelTable, labelTable } from './label-table.js';
export { type PictureMark, pictureMark, readPictureMark } from './picture-mark.js';
export {
  hasReferenceMarks,
  isMarkable,
  originOf,
  type ReferenceForm,
  type ReferenceMark,
  readReferenceMark,
  referenceMark,
  referenceMarksIn,
  replaceReferenceMarks,
  withoutReferenceMarks,
} from './reference-mark.js';
export { elementOf, markedReference, shownReference } from './shown-reference.js';
