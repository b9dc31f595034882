export { printAnnotations } from './annotations.js';
export { changeTimes, diskTimes } from './change-times.js';
export { diagnosticsPrinter } from './diagnostics-printer.js';
export { type FindingsFilter, findingNews } from './finding-news.js';
export { printDigest } from './findings-digest.js';
