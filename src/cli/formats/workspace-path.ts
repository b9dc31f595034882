import path from 'node:path';
import type { FormatContext } from './formatter.js';

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
