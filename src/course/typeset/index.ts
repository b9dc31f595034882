export type { FinishedPage, FinishOptions } from './finish-page.js';
export { readFormulas, writeFormulas } from './formula-list.js';
export { createPageTypesetter, type PageTypesetter } from './page-typesetter.js';
