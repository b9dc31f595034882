export { type LinkableTerm, linkTerms } from './link-terms.js';
export { type PageTerm, pageTerms } from './page-terms.js';
export { type GlossaryEntry, glossaryEntries, type PlaceOf, twice } from './read-entries.js';
export { termId } from './term-id.js';
export { TERM_REGION, withoutTermRegions } from './term-regions.js';
export { formsOf, shownName } from './term-text.js';
