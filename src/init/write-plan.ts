import { lstatSync } from 'node:fs';
import { chmod, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../output/index.js';
import { stagingName } from './folder-kind.js';
import type { InitPlan, PlannedFile } from './plan-init.js';

/**
 * Writes what is planned: all files beside the course's first, in a hidden folder, then each into its place at once. A file that
 * has come there meanwhile, or has changed, stays as it is. Answers with what has become of each file. Rejects where the system
 * refuses something; every file is then as it was, or as planned. What an earlier run has left is made anew.
 */
export async function writePlan(
  folder: string,
  { files }: Pick<InitPlan, 'files'>,
  isNew: boolean,
): Promise<readonly PlannedFile[]> {
  const staging = path.join(folder, stagingName(isNew));
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  try {
    const staged = new Map<PlannedFile, string>();
    for (const file of files) {
      if (file.action === 'keep') continue;
      const beside = path.join(staging, String(staged.size));
      await writeFile(beside, file.content);
      staged.set(file, beside);
    }
    const done: PlannedFile[] = [];
    for (const file of files) {
      const beside = staged.get(file);
      const isDone = beside !== undefined && (await put(file, beside));
      const { path: name, absolute } = file;
      done.push(isDone || file.action === 'keep' ? file : { path: name, absolute, action: 'keep' });
    }
    return done;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Puts a staged file into its place; false where something else is there. */
async function put(file: PlannedFile, beside: string): Promise<boolean> {
  await mkdir(path.dirname(file.absolute), { recursive: true });
  if (file.action === 'change') {
    if (!file.before.equals(await readFile(file.absolute))) return false;
    await chmod(beside, (await stat(file.absolute)).mode);
    await rename(beside, file.absolute);
    return true;
  }
  try {
    // Unlike a rename, a second name for the file never takes the place of another one.
    await link(beside, file.absolute);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    if (!WITHOUT_LINKS.has(errorCode(error) ?? '')) throw error;
  }
  if (lstatSync(file.absolute, { throwIfNoEntry: false }) !== undefined) return false;
  await rename(beside, file.absolute);
  return true;
}

/** What the system says of links on disks that have none. */
const WITHOUT_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK']);
