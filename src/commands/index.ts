export type { Terminal } from './terminal.js';
