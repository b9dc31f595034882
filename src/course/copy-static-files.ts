import { type Diagnostic, diagnostic } from '../diagnostics/index.js';
import { type CopiedFile, type CopyThreads, type Staging, stageCopies } from '../output/index.js';
import type { StaticSiteFile } from './context/index.js';

/** The static files of a build. */
export interface StaticCopies {
  readonly count: number;
  /** Output paths of the files that could not be copied. */
  readonly failed: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Stages a course's static files, given by output path. */
export async function copyStaticFiles(
  files: ReadonlyMap<string, StaticSiteFile>,
  staging: Staging,
  threads: CopyThreads,
): Promise<StaticCopies> {
  const copies = [...files].map(
    ([path, { source, size, mtimeMs, ctimeMs, ino }]): CopiedFile => ({
      kind: 'copied',
      path,
      from: source,
      size,
      mtimeMs,
      ctimeMs,
      ino,
    }),
  );
  const failures = await stageCopies(staging, copies, threads);
  return {
    count: copies.length - failures.length,
    failed: failures.map(({ file }) => file.path),
    diagnostics: failures.map(({ file, reason }) =>
      diagnostic(
        'error',
        'file-unreadable',
        { file: files.get(file.path)?.path ?? file.path, line: 1, column: 1 },
        `This file could not be copied: ${reason}.`,
        { hint: 'See whether it still exists and may be read.' },
      ),
    ),
  };
}
