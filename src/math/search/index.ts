export { mathScope } from './math-scope.js';
export { type PagePart, pageParts } from './page-parts.js';
export type { UnpairedDelimiter } from './unpaired-delimiters.js';
