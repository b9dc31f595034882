/** The files of a built site, wherever they lie. */
export interface SiteFiles {
  /** What the site is called in a report. */
  readonly name: string;
  /** The sizes in bytes of its files, by their paths, with `/` between folders. Hidden files are none of them. */
  readonly sizes: ReadonlyMap<string, number>;
  /** A file's text, read as UTF-8; undefined where it cannot be read. */
  readonly read: (file: string) => Promise<string | undefined>;
  /** The file of the course that a page is made of, where that is known. */
  readonly sourceOf?: (file: string) => string | undefined;
  /** Ends what reading takes. */
  readonly close: () => Promise<void>;
}

/** The most files of a site that are looked at. */
export const MOST_FILES = 300_000;

/** Whether no name on a path is hidden, as `.git` is. */
export function isVisible(file: string): boolean {
  return !file.split('/').some((name) => name.startsWith('.'));
}
