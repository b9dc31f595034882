import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isInside } from './manifest.js';
import { JOURNAL_NAME } from './staging-folder.js';

/** All that a publication does. Paths are relative to the destination. */
export interface Journal {
  /** Absolute. */
  readonly destination: string;
  /** Of each file that is new or has changed, the name under which it waits and its path. */
  readonly moves: readonly (readonly [name: string, file: string])[];
  /** Every file of the new site. */
  readonly files: readonly string[];
  /** Those of an earlier build that are removed. */
  readonly stale: readonly string[];
  /** Every file that was lectern's before. */
  readonly previous: readonly string[];
  /** Those of them that stay as they are. */
  readonly kept: readonly string[];
}

/** Writes a journal, which is there from one moment to the next. */
export function writeJournal(folder: string, journal: Journal): void {
  const file = path.join(folder, JOURNAL_NAME);
  rmSync(`${file}.new`, { recursive: true, force: true });
  writeFileSync(`${file}.new`, JSON.stringify(journal), { flag: 'wx' });
  renameSync(`${file}.new`, file);
}

/** The journal of a destination that lies in a staging folder; undefined for none. What leads elsewhere is left out of it. */
export function readJournal(folder: string, destination: string): Journal | undefined {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path.join(folder, JOURNAL_NAME), 'utf8'));
  } catch {
    return undefined;
  }
  if (typeof data !== 'object' || data === null) return undefined;
  const { moves, ...lists }: Partial<Record<keyof Journal, unknown>> = data;
  if (lists.destination !== destination || !Array.isArray(moves)) return undefined;
  return {
    destination,
    moves: moves.flatMap((move: unknown) => {
      const [name, file] = paths(move);
      return name !== undefined && file !== undefined && /^\d+$/.test(name) ? [[name, file] as const] : [];
    }),
    files: paths(lists.files),
    stale: paths(lists.stale),
    previous: paths(lists.previous),
    kept: paths(lists.kept),
  };
}

function paths(list: unknown): string[] {
  return Array.isArray(list)
    ? list.filter((file): file is string => typeof file === 'string' && isInside(file))
    : [];
}
