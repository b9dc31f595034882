export { printAnnotations } from './annotations.js';
export { changeTimes, diskTimes } from './change-times.js';
export { diagnosticsPrinter } from './diagnostics-printer.js';
export { printDigest, printTold, type ToldFindings, toldFindings } from './findings-digest.js';
export { type FindingsFilter, newFindings } from './new-findings.js';
export { printOverview } from './overview.js';
