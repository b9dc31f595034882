export { processTerminal } from './process-terminal.js';
export { type ProgressLine, progressLine } from './progress-line.js';
export { cleanTerminal, foreignText, type Terminal, tellFault } from './terminal.js';
