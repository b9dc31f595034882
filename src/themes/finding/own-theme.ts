import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { Theme } from './theme.js';

/** The name by which a course asks for lectern's own theme. */
export const OWN_THEME = 'lectern';

/** What the paths of its fonts and of their style sheet begin with. */
export const OWN_FONTS = 'assets/fonts/';

/**
 * The theme that lectern brings along: its layouts, style sheets and assets. `name` is that of the theme for which it
 * stands in.
 */
export function ownTheme(role: Theme['role'], name: string = OWN_THEME): Theme {
  const root = programFolder();
  return {
    name,
    version: null,
    root,
    prefix: `theme:${OWN_THEME}/`,
    folders: {
      layouts: 'layouts',
      includes: 'layouts/includes',
      sass: null,
      data: null,
      assets: ['css', 'assets'],
    },
    configFile: null,
    plugins: [],
    role,
    isOwn: true,
  };
}

/** Absolute path of the folder with what lectern and its layouts say to readers, a file for each language. */
export function languagesFolder(): string {
  return path.join(programFolder(), LANGUAGES);
}

/** Where an include of lectern's own lies, and the path that it goes by. */
export function ownInclude(name: string): { readonly place: string; readonly absolute: string } {
  const file = `layouts/includes/${name}`;
  return { place: `theme:${OWN_THEME}/${file}`, absolute: path.join(programFolder(), file) };
}

const LANGUAGES = 'layouts/languages';

/** The folder of lectern itself: this file lies at different depths in the sources, compiled and bundled. */
function programFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, LANGUAGES, 'en.yml'))) {
    const above = path.dirname(folder);
    if (above === folder) throw new Error("lectern's own layouts are missing: install lectern again.");
    folder = above;
  }
  return realpathSync(folder);
}
