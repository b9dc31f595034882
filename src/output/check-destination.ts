import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { holds, isMissing, realPath } from './file-system.js';
import { MANIFEST_NAME, type Manifest, readManifest } from './manifest.js';
import { STAGING_NAME } from './staging-folder.js';

/** What may lie in a destination before lectern's first build without being anybody's work. */
const HARMLESS = new Set([
  '.git',
  '.nojekyll',
  '.DS_Store',
  'CNAME',
  MANIFEST_NAME,
  `${MANIFEST_NAME}.new`,
  `${MANIFEST_NAME}.file`,
  STAGING_NAME,
]);

/** A destination that a build may write to, or a sentence that says why not and what to do. */
export type DestinationCheck =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly message: string; readonly hint: string };

/**
 * Decides whether a build may write to `destination` (absolute). Refused are a destination that is or holds the
 * source, that is not a folder, or that holds files which no build of lectern wrote there (unless they are
 * `keepFiles`, as Jekyll's `keep_files` names them: paths relative to the destination).
 */
export async function checkDestination(
  destination: string,
  source: string,
  keepFiles: readonly string[],
): Promise<DestinationCheck> {
  const real = await realPath(destination);
  const realSource = await realPath(source);
  if (holds(real, realSource)) {
    return refuse(
      `The destination ${destination} is the source folder itself or holds it.`,
      'Name a folder of its own for the built site, such as docs, with --destination.',
    );
  }
  let entries: string[];
  try {
    if (!(await stat(destination)).isDirectory()) {
      return refuse(
        `The destination ${destination} is a file.`,
        'Name a folder with --destination, or move that file away.',
      );
    }
    entries = await readdir(destination);
  } catch (error) {
    if (isMissing(error)) return { ok: true, manifest: new Set() };
    throw error;
  }
  const manifest = await readManifest(destination);
  if (manifest === 'unreadable') {
    return refuse(
      `${path.join(destination, MANIFEST_NAME)} cannot be read, so lectern cannot tell its files from yours.`,
      'Delete that folder if it holds nothing but a built site, then build again.',
    );
  }
  if (manifest !== 'none') return { ok: true, manifest };
  const kept = new Set(keepFiles.map((file) => file.split('/')[0] ?? file));
  const foreign = entries.filter((entry) => !HARMLESS.has(entry) && !kept.has(entry)).sort();
  if (foreign.length === 0) return { ok: true, manifest: new Set() };
  const shown = foreign.slice(0, 3).join(', ') + (foreign.length > 3 ? ', …' : '');
  return refuse(
    `The destination ${destination} holds files that lectern did not write (${shown}).`,
    'Choose an empty or new folder with --destination, or empty this one if it holds only an old build.',
  );
}

function refuse(message: string, hint: string): DestinationCheck {
  return { ok: false, message, hint };
}
