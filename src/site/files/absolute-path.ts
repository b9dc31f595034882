import path from 'node:path';
import { isThemePath } from '../../themes/index.js';
import type { SiteConfig } from '../config/site-config.js';

/** Where on this machine a file of a site lies, by the path that it goes by: in the course, or in its theme. */
export function absolutePath({ source, theme }: Pick<SiteConfig, 'source' | 'theme'>, name: string): string {
  if (theme !== null && isThemePath(theme, name)) return `${theme.root}/${name.slice(theme.prefix.length)}`;
  return `${source}/${name}`;
}

/** The path that a file on this machine goes by: from the course, or from its theme where it lies there. */
export function namedPath({ source, theme }: Pick<SiteConfig, 'source' | 'theme'>, absolute: string): string {
  const inTheme = theme === null ? '..' : path.relative(theme.root, absolute);
  const isThemes = theme !== null && !inTheme.startsWith('..') && !path.isAbsolute(inTheme);
  const name = (isThemes ? inTheme : path.relative(source, absolute)).split(path.sep).join('/');
  return isThemes ? theme.prefix + name : name;
}
