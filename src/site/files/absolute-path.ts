import path from 'node:path';
import { isThemePath, type Theme } from '../../themes/index.js';

/** Where the files of a site lie: in the folder of the course (absolute), and in its theme. */
export interface SiteFolders {
  readonly source: string;
  readonly theme: Theme | null;
}

/** Where on this machine a file of a site lies, by the path that it goes by: in the course, or in its theme. */
export function absolutePath({ source, theme }: SiteFolders, name: string): string {
  if (theme !== null && isThemePath(theme, name)) return `${theme.root}/${name.slice(theme.prefix.length)}`;
  return `${source}/${name}`;
}

/** The path that a file on this machine goes by: from the course, or from its theme where it lies there. */
export function namedPath({ source, theme }: SiteFolders, absolute: string): string {
  const inTheme = theme === null ? '..' : path.relative(theme.root, absolute);
  const isThemes = theme !== null && !inTheme.startsWith('..') && !path.isAbsolute(inTheme);
  const name = (isThemes ? inTheme : path.relative(source, absolute)).split(path.sep).join('/');
  return isThemes ? theme.prefix + name : name;
}
