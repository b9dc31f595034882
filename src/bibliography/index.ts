export { type BibtexEntry, type BibtexFile, type Entry, resolveEntries } from './bibtex-entry.js';
export {
  type CitationProcessor,
  type CitedItem,
  createProcessor,
  parseStyle,
  UnusableStyle,
} from './citation-processor.js';
export { type CslElement, localeName, OWN_LANGUAGES, ownStyle } from './csl-files.js';
export { type CslItem, cslItem } from './csl-item.js';
export { type EntryGroup, type Grouping, groupEntries, sortEntries } from './entry-order.js';
export { entryQuery, textOf, UnreadableQuery } from './entry-query.js';
export { entryVariables } from './entry-variables.js';
export { OTHERS, shortNames } from './person-names.js';
export { type ReadBibtex, readBibtex } from './read-bibtex.js';
export { withFormulas } from './rich-text.js';
