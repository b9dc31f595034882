import path from 'node:path';
import type { FoldedCause, FoldedDiagnostic } from '../../diagnostics/index.js';

/** What a format may need besides what was found. */
export interface FormatContext {
  /** Absolute path of the folder of the course, from which diagnostics name their files. */
  readonly source: string;
  /** Absolute path of the folder from which other programs name files: that of the repository, in CI. */
  readonly workspace: string;
  /** Whether colours are wanted. */
  readonly colours: boolean;
  /** The text of a file of the course with `\n` at the ends of its lines; undefined where it cannot be read. */
  readonly readText: (file: string) => string | undefined;
}

/** Writes out what was found, or its causes, in the order given, to its last line break. */
export type Formatter = (
  diagnostics: readonly (FoldedDiagnostic & Partial<FoldedCause>)[],
  context: FormatContext,
) => string;

/**
 * How other programs name a file of the course: by its path from the folder of the repository, with `/` between
 * folders; undefined where the course lies outside of that folder.
 */
export function workspacePath(file: string, { source, workspace }: FormatContext): string | undefined {
  const relative = path.relative(workspace, path.resolve(source, file)).split(path.sep).join('/');
  return relative === '..' || relative.startsWith('../') || path.isAbsolute(relative) ? undefined : relative;
}

/** A path as a relative reference of a URI (RFC 3986, section 4.2). */
export function pathUri(relative: string): string {
  return relative.split('/').map(encodeURIComponent).join('/');
}
