import { readManifest } from './manifest.js';
import { applyJournal, type Journal, namesWaiting, type PublishResult, writeJournal } from './publication.js';
import type { Staging } from './staging.js';

/**
 * Makes the staged files the site. Each is moved into place by a rename, so a reader gets the old file or the
 * new one, never half of one. Files that an earlier build wrote and the new site lacks are removed,
 * unless `keep` says that they stay; nothing else in the destination is touched.
 *
 * A process can be killed between two of the renames, and then the site is partly the old one and partly the new one. So
 * all that is to be done is first written down beside the files that wait, in a journal that is there whole or not at
 * all. As long as it is not there, nothing of the destination has been touched, and what waits is dropped by the next
 * build. Once it is there, the next build first does what of it is left to do ({@link resumePublication}): a file that
 * still waits has not been moved, and one that waits no longer has. The journal goes last.
 *
 * Undefined where another build has taken the destination over, or somebody has removed what waited: then nothing of the
 * destination is touched.
 */
export async function publish(
  staging: Staging,
  keep: (path: string) => boolean,
): Promise<PublishResult | undefined> {
  const { destination, folder, staged, files } = staging;
  // Nobody else has written here since it was read, unless somebody has removed the lock by hand.
  const read = await readManifest(destination);
  const previous = typeof read === 'string' ? staging.previous : new Set([...staging.previous, ...read]);
  const journal: Journal = {
    destination,
    moves: [...staged].map(([file, name]) => [name, file] as const),
    files: [...files],
    stale: [...previous].filter((file) => !files.has(file) && !keep(file)).sort(),
    previous: [...previous],
    kept: [...previous].filter(keep),
  };
  const waitingNames = namesWaiting(folder);
  if (!staging.isHeld() || !journal.moves.every(([name]) => waitingNames.has(name))) return undefined;
  if (journal.moves.length + journal.stale.length > 0) writeJournal(folder, journal);
  const result = applyJournal(folder, journal, waitingNames);
  // What stands in their places is not what was made.
  for (const file of [...result.blocked, ...result.refused]) staging.hashes.delete(file);
  return result;
}
