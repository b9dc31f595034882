export type { FinishedPage } from './finish-page.js';
export { readFormulas, writeFormulas } from './formula-list.js';
export type { PageTypesetter } from './page-typesetter.js';
export { type TypesetterPool, typesetterPool } from './typesetter-pool.js';
