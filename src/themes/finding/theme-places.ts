import os from 'node:os';
import path from 'node:path';
import { type GemPlaces, SYSTEM_GEMS } from './installed-gem.js';

/** Where themes are looked for, and kept. */
export interface ThemePlaces extends GemPlaces {
  /** Absolute path of the folder that keeps what has been fetched. */
  readonly store: string;
}

/** The places of this machine, but for what is given. */
export function themePlaces(env: GemPlaces['env'], given: Partial<ThemePlaces> = {}): ThemePlaces {
  const home = given.home ?? homeFolder(env);
  return {
    env,
    home,
    systemGems: SYSTEM_GEMS,
    store: path.join(cacheOfUser(env, home, process.platform), 'lectern', 'themes'),
    ...given,
  };
}

/** A variable that is set to nothing says nothing. A user whom the system does not know has the home that containers give. */
function homeFolder(env: GemPlaces['env']): string {
  const stated = env['HOME'] || env['USERPROFILE'];
  if (stated) return stated;
  try {
    return os.homedir();
  } catch {
    return path.parse(process.execPath).root;
  }
}

/** The folder (absolute) in which programs of this machine keep for a user what can be had again. */
export function userCacheFolder(env: GemPlaces['env']): string {
  return cacheOfUser(env, homeFolder(env), process.platform);
}

/** The folder in which programs keep for a user what can be had again (XDG's base directories, Apple's, Microsoft's). */
function cacheOfUser(env: GemPlaces['env'], home: string, platform: NodeJS.Platform): string {
  const stated = env['XDG_CACHE_HOME'];
  if (stated !== undefined && path.isAbsolute(stated)) return stated;
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches');
  if (platform === 'win32') return env['LOCALAPPDATA'] || path.join(home, 'AppData', 'Local');
  return path.join(home, '.cache');
}
