import { type DataRecord, deepMerge } from '../data/data-value.js';
import { pathGlob } from '../files/glob.js';
import type { FrontMatterDefault, SiteConfig } from './site-config.js';

/** What `defaults:` says for a path (relative to the source, or a URL) and a type (null for a static file). */
export interface FrontMatterDefaults {
  /** All values, those of the closest scope on top (`FrontmatterDefaults#all`). */
  readonly all: (path: string, type: string | null) => DataRecord;
  /** One value, undefined where no scope gives it (`FrontmatterDefaults#find`). */
  readonly find: (path: string, type: string | null, key: string) => unknown;
}

interface Scope {
  readonly path: string;
  readonly type: string | null;
  readonly covers: (path: string) => boolean;
}

/** Makes the lookup (Jekyll: `frontmatter_defaults.rb`). */
export function frontMatterDefaults(
  config: Pick<SiteConfig, 'defaults' | 'collectionsDirectory'>,
): FrontMatterDefaults {
  const sets = config.defaults.map(({ scope, values }) => ({
    scope: compileScope(scope, config.collectionsDirectory),
    values,
  }));

  const matching = (path: string, type: string | null) => {
    const stripped = withoutLeadingSlash(path);
    return sets.filter(({ scope }) => (scope.type === null || scope.type === type) && scope.covers(stripped));
  };

  function all(path: string, type: string | null): DataRecord {
    let merged: DataRecord = {};
    let last: Scope | null = null;
    for (const { scope, values } of matching(path, type)) {
      if (isCloser(scope, last)) {
        merged = deepMerge(merged, values);
        last = scope;
      } else merged = deepMerge(values, merged);
    }
    return merged;
  }

  function find(path: string, type: string | null, key: string): unknown {
    let value: unknown;
    let last: Scope | null = null;
    for (const set of matching(path, type)) {
      if (!Object.hasOwn(set.values, key) || !isCloser(set.scope, last)) continue;
      value = set.values[key];
      last = set.scope;
    }
    return value;
  }

  return { all, find };
}

function compileScope({ path, type }: FrontMatterDefault['scope'], collectionsDirectory: string): Scope {
  const prefix = collectionsDirectory === '' ? '' : `${collectionsDirectory}/`;
  const own = withoutLeadingSlash(path);
  if (!path.includes('*')) {
    const start = prefix !== '' && path.startsWith(prefix) ? path.slice(prefix.length) : path;
    return { path: own, type, covers: (page) => page.startsWith(start) };
  }
  const matches = pathGlob(own);
  return {
    path: own,
    type,
    covers: (page) => pathAndFolders(page).some((each) => matches(each) || matches(prefix + each)),
  };
}

/** A path and every folder it lies in. */
function pathAndFolders(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Whether a scope's values go over those of the last one that did (`has_precedence?`). */
function isCloser(scope: Scope, last: Scope | null): boolean {
  if (last === null) return true;
  if (scope.path.length !== last.path.length) return scope.path.length > last.path.length;
  return scope.type !== null || last.type === null;
}

function withoutLeadingSlash(path: string): string {
  return path.replace(/^\//, '');
}
