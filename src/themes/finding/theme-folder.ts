import { lstatSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { readGemspec } from './gemspec.js';
import type { Theme, ThemeFolders } from './theme.js';

/** What is asked of a folder that is to be a theme. */
export interface ThemeFolderOptions {
  readonly name: string;
  /** Absolute path of the course: a theme that lies in it goes by its path there. */
  readonly source: string;
  /** Whether its configuration holds for the course, as that of a gem does and that of a remote theme does not. */
  readonly configured: boolean;
  /** The text of its gemspec, where that does not lie in it. */
  readonly gemspec?: string;
}

/**
 * Reads what of a theme lies in a folder (Jekyll: `theme.rb`); null where it has none of a theme's folders. Where a gemspec
 * lies in it, only what that packs counts of a gem's data and its configuration.
 */
export function themeFolder(folder: string, options: ThemeFolderOptions): Theme | null {
  const root = realFolder(folder);
  if (root === null) return null;
  const within = (name: string): string | null => {
    const real = realFolder(path.join(root, name));
    return real?.startsWith(root + path.sep) === true ? toPosix(path.relative(root, real)) : null;
  };
  const { packs, plugins, version } = readGemspec(root, options.name, options.gemspec);
  const assets = within('assets');
  const folders: ThemeFolders = {
    layouts: within('_layouts'),
    includes: within('_includes'),
    sass: within('_sass'),
    data: !options.configured || packs('_data/navigation.yml') ? within('_data') : null,
    assets: assets === null ? [] : [assets],
  };
  if (Object.values(folders).every((found) => found === null || found.length === 0)) return null;
  const configFile = path.join(root, '_config.yml');
  const isConfigured = options.configured && packs('_config.yml') && isFile(configFile);
  return {
    name: options.name,
    version,
    root,
    prefix: prefixOf(root, options),
    folders,
    configFile: isConfigured ? configFile : null,
    plugins,
    role: 'named',
    isOwn: false,
  };
}

/** What the paths of a theme's files begin with: no folder of a course has a name with a colon as this one. */
function prefixOf(root: string, { name, source }: ThemeFolderOptions): string {
  const inside = toPosix(path.relative(realFolder(source) ?? source, root));
  if (inside !== '' && !inside.startsWith('..') && !path.isAbsolute(inside)) return `${inside}/`;
  return `theme:${name}/`;
}

function realFolder(folder: string): string | null {
  try {
    const real = realpathSync(folder);
    return statSync(real).isDirectory() ? real : null;
  } catch {
    return null;
  }
}

/** Jekyll reads no configuration of a theme through a symbolic link (`Site#load_theme_configuration`). */
function isFile(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function toPosix(name: string): string {
  return name.split(path.sep).join('/');
}
