export type { FinishedPage, FinishOptions, UnfinishedPage } from './finish-page.js';
export { readFormulas, writeFormulas } from './formula-list.js';
export { type MarkedTitle, withTitles } from './marked-title.js';
export { equationLabels, labelTarget, type OwnReferences } from './page-references.js';
export { createPageTypesetter, type PageTypesetter } from './page-typesetter.js';
export { rootOf } from './relative-urls.js';
export { themeScripts } from './theme-scripts.js';
