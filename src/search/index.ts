export { type ClientScript, clientScript } from './client-script.js';
export { FORMULA_SIGN } from './formula-sign.js';
export { type HeadingsList, headingsList } from './headings-list.js';
export {
  type IndexedPage,
  type IndexHead,
  type IndexParts,
  indexParts,
} from './index-parts.js';
export { type ListedSection, type PageIndex, pageIndex } from './page-index.js';
export { type FoundFormula, pageSections, type SearchedPage, type SearchSection } from './page-sections.js';
export { changedTerms, mergedTerms, type TermsChange } from './term-lines.js';
export {
  folded,
  type QueryTerm,
  queryTerms,
  type RunTerm,
  stem,
  type TextRun,
  termsOf,
  textRuns,
} from './terms.js';
