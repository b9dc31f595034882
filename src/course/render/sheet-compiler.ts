import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type CompiledSheet, compileSheet, type Sheet, type SheetOptions } from './compile-sheet.js';

/** Compiles the style sheets of one build: those that are equal once, and all that it is told of in time beside this thread. */
export interface SheetCompiler {
  readonly compile: (sheet: Sheet) => CompiledSheet;
  /** Has the thread, which has been started for them, compile sheets, and then end; to be called once for each start. */
  readonly ahead: (sheets: readonly Sheet[]) => void;
  /** Resolves when the thread has compiled what it was told of, or has ended for any other reason. */
  readonly settled: () => Promise<unknown>;
  /** Starts the thread, in which Sass is loaded. */
  readonly start: () => void;
  /** Ends the thread at once, whatever it is at: Sass may go on without end. */
  readonly stop: () => void;
}

/** What the thread answers of one of the sheets that it was told of. */
export interface SheetAnswer {
  readonly index: number;
  /** When it began with the sheet, in milliseconds since 1970. */
  readonly begun: number;
  readonly compiled: CompiledSheet;
}

/** Makes the compiler of one build. */
export function createSheetCompiler(options: SheetOptions): SheetCompiler {
  const known = new Map<string, Omit<SheetAnswer, 'index'>>();
  let thread: Worker | undefined;
  let told: readonly Sheet[] = [];
  let ended: Promise<unknown> = Promise.resolve();
  return {
    compile: (sheet) => {
      const core = withoutBlankEnds(sheet);
      const found = known.get(keyOf(core));
      if (found !== undefined && isCurrent(found)) return found.compiled;
      const begun = Date.now();
      const compiled = compileSheet(core, options);
      // The places of what is wrong are those in the whole text.
      if (!('css' in compiled)) return compileSheet(sheet, options);
      known.set(keyOf(core), { begun, compiled });
      return compiled;
    },
    start: () => {
      const worker = new Worker(new URL('./sheet-worker.js', import.meta.url), { workerData: options });
      thread = worker;
      ended = new Promise((resolve) => {
        // What the thread could not do is done in this one, which then tells what is wrong.
        worker.on('error', resolve);
        worker.on('exit', resolve);
      });
      worker.on('message', ({ index, ...answer }: SheetAnswer) => {
        const sheet = told[index];
        if (sheet !== undefined && 'css' in answer.compiled) known.set(keyOf(sheet), answer);
      });
    },
    ahead: (sheets) => {
      told = [...new Map(sheets.map(withoutBlankEnds).map((sheet) => [keyOf(sheet), sheet])).values()];
      thread?.postMessage(told);
    },
    settled: () => ended,
    stop: () => void thread?.terminate(),
  };
}

/**
 * The sheet without the blank lines that it begins with and the white space at its end, in which templates leave variants
 * of a theme to differ. Where lines begin counts: Sass moves the lines of a comment as far as it moves the first.
 */
function withoutBlankEnds(sheet: Sheet): Sheet {
  if (sheet.syntax === 'sass') return sheet;
  return { ...sheet, text: sheet.text.replace(/^(?:[ \t]*\r?\n)+/, '').replace(/[ \t\r\n]+$/, '\n') };
}

function keyOf({ syntax, text }: Sheet): string {
  return `${syntax} ${text}`;
}

/** Milliseconds by which the times of files may lag behind the clock. */
const LAG = 20;

/** Whether no file that a sheet was made from has been changed since it was begun. */
function isCurrent({ begun, compiled }: Omit<SheetAnswer, 'index'>): boolean {
  return (
    'css' in compiled &&
    compiled.files.every((file) => {
      const found = statSync(file, { throwIfNoEntry: false });
      return found !== undefined && found.ctimeMs < begun - LAG;
    })
  );
}
