import type { Site } from '../pages/site.js';

/** Where readers find a course's search. Paths are relative to the site's root. */
export interface SearchPlace {
  /** The folder with all that it needs. */
  readonly folder: string;
  /** The file of the page with all headings, which is there for those whose browser runs no scripts. */
  readonly page: string;
  /** The script that opens it. */
  readonly script: string;
}

/** Names of the folder, of which the first counts that the course has not. */
const FOLDERS = ['search', 'lectern-search'] as const;

/** Where the search of a course is; null where it has none. */
export function searchPlace({ isSearched, files }: Pick<Site, 'isSearched' | 'files'>): SearchPlace | null {
  if (isSearched !== true) return null;
  const taken = (folder: string): boolean =>
    [...files].some(
      ([path, item]) =>
        (path === folder || path === `${folder}.html` || path.startsWith(`${folder}/`)) &&
        // Its own page is no file of the course.
        item.file.absolute !== '',
    );
  const folder = FOLDERS.find((name) => !taken(name)) ?? FOLDERS[1];
  return { folder, page: `${folder}/index.html`, script: `${folder}/open.js` };
}
