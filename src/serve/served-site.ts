import type { SiteFile } from '../build/index.js';

/** A site as it is served at a moment. */
export interface ServedFiles {
  /** By path in the site. */
  readonly files: ReadonlyMap<string, SiteFile>;
  /** False until the first build has ended: what is not there may still come. */
  readonly complete: boolean;
  /** The number of the last build that has ended, from 1; 1 also before that. */
  readonly build: number;
}

/** The site that is served: files enter it as soon as they are known. */
export interface ServedSite {
  readonly now: () => ServedFiles;
  /** A file that is known, of a build that goes on. */
  readonly put: (path: string, file: SiteFile) => void;
  /** The state in which a build has left the site. */
  readonly replace: (files: ReadonlyMap<string, SiteFile>) => void;
  /** Resolves when there is more than now. */
  readonly more: () => Promise<void>;
}

/** Makes a site that has no files yet. */
export function createServedSite(): ServedSite {
  let files = new Map<string, SiteFile>();
  let complete = false;
  let build = 1;
  let waiting: (() => void)[] = [];
  const grown = (): void => {
    const told = waiting;
    waiting = [];
    for (const tell of told) tell();
  };
  return {
    now: () => ({ files, complete, build }),
    put: (path, file) => {
      files.set(path, file);
      grown();
    },
    replace: (all) => {
      if (complete) build++;
      files = new Map(all);
      complete = true;
      grown();
    },
    more: () => new Promise((resolve) => waiting.push(resolve)),
  };
}
