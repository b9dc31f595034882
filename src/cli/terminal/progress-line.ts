import type { Terminal } from './terminal.js';

/** How often the line is drawn anew at most, in milliseconds. */
const EVERY = 80;

/** Progress of a long command: one line that is drawn over itself where somebody is watching, else nothing. */
export interface ProgressLine {
  readonly show: (stage: string, done: number, total: number) => void;
  readonly clear: () => void;
}

/** Makes the progress line of a command. Without a watcher, or when quiet, it shows nothing. */
export function progressLine(terminal: Terminal, quiet: boolean): ProgressLine {
  if (quiet || !terminal.interactive) return { show: () => {}, clear: () => {} };
  let shown = Number.NEGATIVE_INFINITY;
  let drawn = false;
  return {
    show: (stage, done, total) => {
      const now = terminal.clock();
      if (now - shown < EVERY && done > 0 && done < total) return;
      shown = now;
      drawn = true;
      terminal.writeError(`\r\x1b[2K${stage}${total > 0 ? ` ${done}/${total}` : ''}`);
    },
    clear: () => {
      if (drawn) terminal.writeError('\r\x1b[2K');
      drawn = false;
    },
  };
}
