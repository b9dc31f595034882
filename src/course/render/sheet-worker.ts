import { parentPort, workerData } from 'node:worker_threads';
import { compileSheet, type Sheet, type SheetOptions } from './compile-sheet.js';
import type { SheetAnswer } from './sheet-compiler.js';

// The thread that compiles style sheets for `sheet-compiler.ts`, which tells it of all of them at once.
const options: SheetOptions = workerData;

// Sass gets ready while the main thread does.
compileSheet({ text: '', syntax: 'scss' }, options);

parentPort?.once('message', (sheets: readonly Sheet[]) => {
  for (const [index, sheet] of sheets.entries()) {
    const answer: SheetAnswer = { index, begun: Date.now(), compiled: compileSheet(sheet, options) };
    parentPort?.postMessage(answer);
  }
  parentPort?.close();
});
