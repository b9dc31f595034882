import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type LockHolder, type LockWait, takeLock } from './destination-lock.js';
import { realPath } from './file-system.js';
import { resumePublication } from './publication.js';
import {
  dropFiles,
  dropStagingFolder,
  JOURNAL_NAME,
  makeStagingFolder,
  releaseLock,
  stagingFolders,
} from './staging-folder.js';

/** A destination that no other build writes to as long as it is open. */
export interface OpenDestination {
  /** Its absolute path, with links resolved. */
  readonly destination: string;
  /** The folder in which its new files wait. */
  readonly folder: string;
  /** Whether no other build has taken it over meanwhile, as happens where this one's machine has slept. */
  readonly isHeld: () => boolean;
  /** Ends it, and removes what waits, unless a publication has to be ended by the next build. */
  readonly close: () => void;
}

/** A destination that has been opened, or whom it waited for in vain. */
export type Opening =
  | { readonly ok: true; readonly opened: OpenDestination }
  | { readonly ok: false; readonly holder: LockHolder | undefined };

/**
 * Opens a destination (absolute) for one build. Another build's end is waited for, see {@link takeLock}; what a build that
 * was killed has begun to publish is ended. Throws the system's error.
 */
export async function openDestination(stated: string, wait: LockWait = {}): Promise<Opening> {
  const destination = await realPath(stated);
  const locked = await takeLock(() => makeStagingFolder(destination), wait);
  if (!locked.ok) return locked;
  const { folder, isHeld, stop } = locked;
  const close = (): void => {
    stop();
    unhear();
    // What is there now is another build's.
    if (!isHeld()) return;
    if (existsSync(path.join(folder, JOURNAL_NAME))) {
      releaseLock(folder);
      return;
    }
    dropFiles(folder);
    dropStagingFolder(folder);
  };
  const unhear = atSignal(() => close());
  try {
    for (const other of stagingFolders(destination)) resumePublication(other, destination);
    const [, inside] = stagingFolders(destination);
    // As earlier versions left it, or a build that could not write beside the destination.
    if (inside !== folder) rmSync(inside, { recursive: true, force: true });
  } catch (error) {
    close();
    throw error;
  }
  return { ok: true, opened: { destination, folder, isHeld, close } };
}

/**
 * Runs `end` when the process is told to end and nothing else in it wants to hear of that, and then lets it end; answers
 * with the function that ends waiting for it.
 */
function atSignal(end: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const heard = (signal: NodeJS.Signals): void => {
    unhear();
    if (process.listenerCount(signal) > 0) return;
    try {
      end();
    } catch {
      // What is still being written there is removed by the next build.
    }
    process.kill(process.pid, signal);
  };
  const unhear = (): void => {
    for (const signal of signals) process.off(signal, heard);
  };
  for (const signal of signals) process.on(signal, heard);
  return unhear;
}

/** Whether a build that was killed has left something behind for a destination. */
export async function isUnfinished(stated: string): Promise<boolean> {
  return stagingFolders(await realPath(stated)).some((folder) => existsSync(folder));
}
