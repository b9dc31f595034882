import type { SiteFile } from '../../course/index.js';

/** A site as it is served at a moment. */
export interface ServedFiles {
  /** By path in the site. */
  readonly files: ReadonlyMap<string, SiteFile>;
  /** Whether a build has ended yet. */
  readonly isBuilt: boolean;
  /** Whether a build goes on: what is not there may still come. */
  readonly isGrowing: boolean;
  /** The number of the last build that has ended, from 1; 1 also before that. */
  readonly build: number;
}

/** The site that is served: files enter it as soon as they are known. */
export interface ServedSite {
  readonly now: () => ServedFiles;
  /** A build begins. */
  readonly begin: () => void;
  /** A file that is known, of the build that goes on; answers whether it is another one than before. */
  readonly put: (path: string, file: SiteFile) => boolean;
  /** The state in which a build has left the site. */
  readonly replace: (files: ReadonlyMap<string, SiteFile>) => void;
  /** Resolves when there is more than now. */
  readonly more: () => Promise<void>;
}

/** Makes a site that has no files yet. */
export function createServedSite(): ServedSite {
  let files = new Map<string, SiteFile>();
  let isBuilt = false;
  let isGrowing = true;
  let build = 1;
  let waiting: (() => void)[] = [];
  const grown = (): void => {
    const told = waiting;
    waiting = [];
    for (const tell of told) tell();
  };
  return {
    now: () => ({ files, isBuilt, isGrowing, build }),
    begin: () => {
      isGrowing = true;
    },
    put: (path, file) => {
      const before = files.get(path);
      files.set(path, file);
      if (waiting.length > 0) grown();
      return before === undefined || revisionOf(before) !== revisionOf(file);
    },
    replace: (all) => {
      if (isBuilt) build++;
      files = new Map(all);
      isBuilt = true;
      isGrowing = false;
      grown();
    },
    more: () => new Promise((resolve) => waiting.push(resolve)),
  };
}

/** A short text that is another one when the file is another one; safe in an attribute and in an ETag. */
export function revisionOf(file: SiteFile): string {
  return file.kind === 'generated'
    ? encodeURIComponent(file.hash)
    : [file.size, file.mtimeMs, file.ctimeMs, file.ino]
        .map((number) => Math.round(number).toString(36))
        .join('-');
}
