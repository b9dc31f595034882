import { fstatSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { machineTimezone } from '../../course/index.js';
import type { Terminal } from './terminal.js';

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
    timezone: machineTimezone(process.env),
    clock: () => performance.now(),
    write: (text) => void process.stdout.write(text),
    writeData: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    columns: widthOf(process.stdout),
    errorColumns: widthOf(process.stderr),
    isToFile: isRegularFile(process.stdout.fd),
    interactive: process.stderr.isTTY === true && process.env['CI'] === undefined && !isDumb(process.env),
    colours: wantsColours(process.stdout, process.env),
    errorColours: wantsColours(process.stderr, process.env),
    untilStopped,
    // Taking hold of standard input keeps the process alive, so it waits until somebody reads.
    input: {
      [Symbol.asyncIterator]: () =>
        createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })[
          Symbol.asyncIterator
        ](),
    },
  };
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Whether a stream is to be coloured. `FORCE_COLOR` says so of any stream, and with `0` or `false` the contrary
 * (force-color.org; Node and chalk for the two values); then `NO_COLOR` (no-color.org) and `TERM=dumb` say no. Either
 * counts unless it is empty.
 */
export function wantsColours(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'hasColors'>,
  env: Environment,
): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced) return forced !== '0' && forced !== 'false';
  if (env['NO_COLOR'] || isDumb(env)) return false;
  return stream.isTTY === true && stream.hasColors({ ...env });
}

function isDumb(env: Environment): boolean {
  return env['TERM'] === 'dumb';
}

function widthOf({ isTTY, columns }: NodeJS.WriteStream): number | undefined {
  return isTTY === true && columns > 0 ? columns : undefined;
}

function isRegularFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}

/** Resolves at Ctrl-C, or when the process is told to end; a second time that ends it as ever. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
