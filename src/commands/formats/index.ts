export { FORMATS, type FormatName } from './formats.js';
export type { FormatContext, Formatter } from './formatter.js';
export { causeText, paintSeverity } from './text.js';
