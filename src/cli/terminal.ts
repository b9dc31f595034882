import { createInterface } from 'node:readline';
import type { Terminal } from '../commands/index.js';

/**
 * The process's own terminal. A reader that goes away early (`lectern … | head`) is written to no more; the work is done
 * all the same.
 */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  return {
    cwd: process.cwd(),
    env: process.env,
    now: () => new Date(),
    timezone: process.env['TZ'] || Intl.DateTimeFormat().resolvedOptions().timeZone,
    clock: () => performance.now(),
    write: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    interactive: process.stderr.isTTY === true && process.env['CI'] === undefined,
    colours: hasColours(process.stdout),
    errorColours: hasColours(process.stderr),
    untilStopped,
    get input() {
      return createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
    },
  };
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** `hasColors` heeds `NO_COLOR` and `FORCE_COLOR`, but is there for terminals only. */
function hasColours(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && stream.hasColors();
}

/** Resolves at Ctrl-C, or when the process is told to end; a second time that ends it as ever. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
