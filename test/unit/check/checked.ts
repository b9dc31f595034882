import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type BuildOptions, type CheckResult, checkSite, type Effects } from '../../../src/course/index.js';
import type { Diagnostic } from '../../../src/diagnostics/index.js';

/** Writes a course, given by paths and texts, to a folder of its own for as long as `use` runs. */
export async function withCourse<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-check-'));
  try {
    for (const [file, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), content);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Checks the course in a folder, at a fixed moment, without keeping anything. */
export function checkFolder(
  source: string,
  options: BuildOptions = {},
  more: Partial<Effects> = {},
): Promise<CheckResult> {
  const effects = {
    cwd: source,
    env: {},
    now: () => new Date('2026-03-04T05:06:07Z'),
    timezone: 'UTC',
    progress: () => {},
    ...more,
  };
  return checkSite({ source, cache: false, ...options }, effects);
}

/** Checks a course, given by paths and texts. */
export function checked(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: BuildOptions = {},
): Promise<CheckResult> {
  return withCourse(files, (folder) => checkFolder(folder, options));
}

/** Diagnostics as `file:line:column severity code`, with `×N` where they were found on several pages. */
export function places(found: readonly (Diagnostic & { readonly times?: number })[]): string[] {
  return found.map(
    ({ file, line, column, severity, code, times = 1 }) =>
      `${file}:${line}:${column} ${severity} ${code}${times > 1 ? ` ×${times}` : ''}`,
  );
}
