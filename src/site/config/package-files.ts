import { join } from 'node:path';
import { isRecord } from '../data/data-value.js';
import type { SiteEffects } from '../files/effects.js';
import { readText } from '../files/read-file.js';

const PACKAGE = 'package.json';

/** What npm and its like keep at the top of a folder. */
export const PACKAGE_FILES: readonly string[] = [
  PACKAGE,
  'package-lock.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'bun.lockb',
];

/**
 * The files of packages that are no part of a course, relative to its source: all of them where its package.json asks for
 * lectern, as Jekyll leaves out the Gemfile that asks for Jekyll. None where it does not, or cannot be read: then they may
 * be what the course is about.
 */
export async function packageFiles(source: string, { fs }: SiteEffects): Promise<readonly string[]> {
  try {
    const file = { path: PACKAGE, absolute: join(source, PACKAGE) };
    const { text } = (await readText(fs, file)).source;
    return asksForLectern(JSON.parse(text)) ? PACKAGE_FILES : [];
  } catch {
    return [];
  }
}

function asksForLectern(manifest: unknown): boolean {
  if (!isRecord(manifest)) return false;
  return ['dependencies', 'devDependencies'].some((key) => {
    const packages = manifest[key];
    return isRecord(packages) && Object.hasOwn(packages, 'lectern');
  });
}
