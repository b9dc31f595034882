import type { Terminal } from '../terminal/index.js';

/** Says how a folder is named that was written where there is no place for it; answers with the exit status. */
export function refuseFolder(command: string, folder: string, terminal: Terminal): number {
  terminal.writeError(
    `error: lectern ${command} takes the course's folder by an option. Use --source ${folder}\n`,
  );
  return 2;
}
