import { existsSync } from 'node:fs';
import path from 'node:path';
import { type GemPlaces, installedGem, lockedVersion } from './installed-gem.js';
import { ownTheme } from './own-theme.js';
import type { Theme } from './theme.js';
import { themeFolder } from './theme-folder.js';
import type { RepositoryReference, ThemeReference } from './theme-reference.js';
import { themeRepository } from './theme-repository.js';

/** What a theme is looked for with. */
export interface ThemeSearch {
  /** Absolute path of the course. */
  readonly source: string;
  readonly places: GemPlaces;
  /** Repositories by the names of gems, which the course adds. */
  readonly repositories: Readonly<Record<string, string>>;
  /** The folder of a repository that has been fetched before; undefined where it has not been. */
  readonly stored: (repository: RepositoryReference) => string | undefined;
}

/** What was found of the theme that a course names. */
export type FoundTheme =
  | { readonly kind: 'found'; readonly theme: Theme }
  /** It names none, or `none`. */
  | { readonly kind: 'none'; readonly stated: boolean }
  /** It is not on this machine; `repository` is where it can be fetched from, if that is known. */
  | {
      readonly kind: 'missing';
      readonly text: string;
      readonly reason: MissingReason;
      readonly repository: RepositoryReference | null;
    };

/**
 * Why a theme is not to be had: its folder is not there or has nothing of a theme, it has not been fetched, nobody knows
 * where to fetch it from, or what is written names none.
 */
export type MissingReason = 'folder' | 'unfetched' | 'unknown' | 'unreadable';

/**
 * Finds the theme that a course names, on this machine: a folder, a package of npm, a gem, what has been fetched. Neither Ruby
 * nor the network is asked.
 */
export function findTheme(reference: ThemeReference, search: ThemeSearch): FoundTheme {
  const { source } = search;
  switch (reference.kind) {
    case 'unstated':
      return { kind: 'none', stated: false };
    case 'none':
      return { kind: 'none', stated: true };
    case 'lectern':
      return { kind: 'found', theme: ownTheme('named') };
    case 'unreadable':
      return missing(reference.text, 'unreadable');
    case 'folder': {
      const folder = path.resolve(source, reference.path.replace(/^~(?=[/\\]|$)/, search.places.home));
      const name = path.basename(folder);
      // The course is no theme of its own.
      const theme =
        folder === path.resolve(source)
          ? null
          : themeFolder(folder, { name, source, configured: !reference.isRemote });
      return theme === null ? missing(reference.path, 'folder') : { kind: 'found', theme };
    }
    case 'package': {
      const theme = packagedTheme(reference.name, search) ?? gemTheme(reference.name.toLowerCase(), search);
      if (theme !== null) return { kind: 'found', theme };
      const version = lockedVersion(source, reference.name.toLowerCase());
      const repository = themeRepository(reference.name.toLowerCase(), search.repositories, version);
      if (repository === undefined) return missing(reference.text, 'unknown');
      return storedTheme(reference.text, repository, reference.name.toLowerCase(), true, search);
    }
    case 'repository':
      return storedTheme(reference.text, reference, reference.name.toLowerCase(), false, search);
  }
}

function missing(text: string, reason: MissingReason): FoundTheme {
  return { kind: 'missing', text, reason, repository: null };
}

/** A package of npm, in the course's `node_modules` or in those of the folders above it, as Node looks for it. */
function packagedTheme(name: string, { source }: ThemeSearch): Theme | null {
  for (let folder = source; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    const theme = existsSync(candidate) ? themeFolder(candidate, { name, source, configured: true }) : null;
    if (theme !== null || folder === path.dirname(folder)) return theme;
  }
}

function gemTheme(name: string, { source, places }: ThemeSearch): Theme | null {
  const gem = installedGem(name, lockedVersion(source, name), source, places);
  if (gem === undefined) return null;
  const { folder, gemspec } = gem;
  return themeFolder(folder, {
    name,
    source,
    configured: true,
    ...(gemspec === undefined ? {} : { gemspec }),
  });
}

/** A repository that has been fetched. As with Jekyll, the configuration of a remote theme does not hold for the course. */
function storedTheme(
  text: string,
  repository: RepositoryReference,
  name: string,
  configured: boolean,
  { source, stored }: ThemeSearch,
): FoundTheme {
  const folder = stored(repository);
  const theme = folder === undefined ? null : themeFolder(folder, { name, source, configured });
  return theme === null
    ? { kind: 'missing', text, reason: 'unfetched', repository }
    : { kind: 'found', theme };
}
