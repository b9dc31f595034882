import { baseName } from './file-name.js';
import { globMatcher } from './glob.js';

/** A pattern of `include:` or `exclude:`, ready to be matched. */
interface EntryPattern {
  readonly text: string;
  readonly glob: (path: string) => boolean;
}

/** Decides which files and folders belong to the site (Jekyll: `entry_filter.rb`). */
export interface EntryFilter {
  /**
   * Whether an entry is taken. `entry` is its path relative to `base`, and `base` the folder it was listed in,
   * relative to the source, without a slash at its end.
   */
  readonly takes: (entry: string, base: string, isDirectory: boolean) => boolean;
  /** Whether `include:` names it. `path` is relative to the source. */
  readonly includes: (path: string, isDirectory: boolean) => boolean;
  /** Whether `exclude:` names it. `path` is relative to the source. */
  readonly excludes: (path: string, isDirectory: boolean) => boolean;
}

/** Makes the filter of a site's `include:` and `exclude:` lists. */
export function entryFilter(include: readonly string[], exclude: readonly string[]): EntryFilter {
  const included = include.map(entryPattern);
  const excluded = exclude.filter((pattern) => !include.includes(pattern)).map(entryPattern);

  const includes = (path: string, isDirectory: boolean) =>
    matchesAny(included, path, isDirectory) || matchesAny(included, baseName(path), isDirectory);

  const excludes = (path: string, isDirectory: boolean) => matchesAny(excluded, path, isDirectory);

  function takes(entry: string, base: string, isDirectory: boolean): boolean {
    if (entry.endsWith('.') || isLecterns(baseName(entry))) return false;
    // Jekyll looks for an included entry as if it lay in the source itself, whatever folder it is in.
    if (includes(entry, isDirectory)) return true;
    if (excludes(base === '' ? entry : `${base}/${entry}`, isDirectory)) return false;
    return !isSpecial(entry) && !isSpecial(baseName(entry)) && !entry.endsWith('~');
  }

  return { takes, includes, excludes };
}

/** Whether a name is that of lectern's own files beside a course's, which no pattern can mean. */
function isLecterns(name: string): boolean {
  return name.startsWith('.lectern-') || name === 'lectern.lock';
}

/** Whether a name marks what is not published: hidden, of Jekyll's own, or an editor's. */
function isSpecial(name: string): boolean {
  return /^[._#~]/.test(name);
}

function entryPattern(pattern: string): EntryPattern {
  const text = pattern.replace(/^\/+/, '').replace(/\/{2,}/g, '/');
  return { text, glob: globMatcher(text) };
}

function matchesAny(patterns: readonly EntryPattern[], path: string, isDirectory: boolean): boolean {
  return patterns.some(
    ({ text, glob }) => path.startsWith(text) || glob(path) || (isDirectory && text === `${path}/`),
  );
}
