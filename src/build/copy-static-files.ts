import { type Diagnostic, diagnostic } from '../diagnostics/index.js';
import { type CopiedFile, type Staging, stageCopies } from '../output/index.js';
import type { Site } from '../site/index.js';

/** The static files of a build. */
export interface StaticCopies {
  readonly count: number;
  /** Output paths of the files that could not be copied. */
  readonly failed: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Stages a course's static files. */
export async function copyStaticFiles(site: Site, staging: Staging): Promise<StaticCopies> {
  const sources = new Map<string, string>();
  const files: CopiedFile[] = [];
  for (const { file, outputPath, written } of site.staticFiles) {
    // Of two sources for one file the scan has settled which is published, and has said so.
    const published = site.files.get(outputPath);
    if (!written || (published !== undefined && published.file !== file)) continue;
    sources.set(outputPath, file.path);
    files.push({
      kind: 'copied',
      path: outputPath,
      from: file.absolute,
      size: file.size,
      mtimeMs: file.mtimeMs,
    });
  }
  const failures = await stageCopies(staging, files);
  return {
    count: files.length - failures.length,
    failed: failures.map(({ file }) => file.path),
    diagnostics: failures.map(({ file, reason }) =>
      diagnostic(
        'error',
        'file-unreadable',
        { file: sources.get(file.path) ?? file.path, line: 1, column: 1 },
        `This file could not be copied: ${reason}.`,
        { hint: 'See whether it still exists and may be read.' },
      ),
    ),
  };
}
