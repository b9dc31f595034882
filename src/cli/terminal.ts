import { createInterface } from 'node:readline';
import type { Terminal } from '../commands/index.js';

/** The process's own terminal. A reader that goes away early (`lectern … | head`) ends the program quietly. */
export function processTerminal(): Terminal {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    cwd: process.cwd(),
    env: process.env,
    now: () => new Date(),
    timezone: process.env['TZ'] || Intl.DateTimeFormat().resolvedOptions().timeZone,
    clock: () => performance.now(),
    write: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    interactive: process.stderr.isTTY === true && process.env['CI'] === undefined,
    colours: process.stdout.hasColors?.() === true,
    stopped: new Promise(() => {}),
    get input() {
      return createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
    },
  };
}
