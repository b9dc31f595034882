export { type CompletedTerms, type Completion, filledText } from './completed-page.js';
export { type BesideThreads, eachPage, type FailedPage, type StageResult } from './each-page.js';
export type { PageMaker } from './page-maker.js';
export { PageMakerNeeded } from './page-results.js';
export { isSheet, isSheetThreadWorth } from './sheet-pages.js';
export { openSitePages, type PageSources, type SitePages } from './site-pages.js';
