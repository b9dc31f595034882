/** The folders of a theme, by their paths in it; null where it has none. */
export interface ThemeFolders {
  readonly layouts: string | null;
  readonly includes: string | null;
  readonly sass: string | null;
  readonly data: string | null;
  /** Folders whose files are published, each at its own path. */
  readonly assets: readonly string[];
}

/** What a site is made from besides its course: layouts, includes, style sheets, data and other files that it has not itself. */
export interface Theme {
  /** Its name as templates see it (`site.theme`). */
  readonly name: string;
  /** Its version as its gem says; null where it says none. */
  readonly version: string | null;
  /** Absolute path of its folder, without symbolic links. */
  readonly root: string;
  /** What its files' paths begin with: `theme:minima/`; of a theme that lies in the course its own path there. */
  readonly prefix: string;
  readonly folders: ThemeFolders;
  /** Absolute path of the configuration that holds where the course's own says nothing; null where it has none. */
  readonly configFile: string | null;
  /** Plugins that come with it (Jekyll: `PluginManager#require_theme_deps`). */
  readonly plugins: readonly string[];
  /**
   * Why the site has it: the course names it; it stands in for one that is not to be had; or the course has neither theme
   * nor layouts.
   */
  readonly role: 'named' | 'stand-in' | 'default';
  /** Whether it is the one that lectern brings along. */
  readonly isOwn: boolean;
}

/** The path that a theme's file goes by in findings and caches; `path` is relative to the theme's folder. */
export function themePath({ prefix }: Pick<Theme, 'prefix'>, path: string): string {
  return prefix + path;
}

/** Whether a file, by the path that it goes by, is a theme's and not the course's own. */
export function isThemePath(theme: Pick<Theme, 'prefix'> | null, path: string): boolean {
  return theme !== null && path.startsWith(theme.prefix);
}

/** Absolute paths of a theme's folders and its configuration: what is read of it. */
export function themeFiles({ root, folders, configFile }: Theme): string[] {
  const { assets, ...others } = folders;
  const names = [...Object.values(others), ...assets].filter((name) => name !== null);
  return [...names.map((name) => `${root}/${name}`), ...(configFile === null ? [] : [configFile])];
}
