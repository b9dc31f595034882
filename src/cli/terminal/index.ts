export { cleanTerminal, foreignText, tellFault } from './clean-terminal.js';
export { processTerminal } from './process-terminal.js';
export { type ProgressLine, progressLine } from './progress-line.js';
export type { Terminal } from './terminal.js';
