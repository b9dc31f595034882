export { count, totals } from './count.js';
export { cutStart } from './display-width.js';
export { excerptAt } from './excerpt.js';
export { FORMATS, type FormatName } from './formats.js';
export type { FormatContext, Formatter } from './formatter.js';
export { sourceLine } from './source-line.js';
export { causeText, paintSeverity } from './text.js';
