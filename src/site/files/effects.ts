import type * as fs from 'node:fs';
import type { FileMemory } from './file-memory.js';

/** The part of Node's file system that the scan uses. */
export interface FileSystem
  extends Pick<typeof fs, 'close' | 'open' | 'read' | 'readdirSync' | 'realpathSync' | 'statSync'> {
  readonly readFile: (
    file: string,
    done: (error: NodeJS.ErrnoException | null, bytes: Uint8Array) => void,
  ) => void;
}

/** Everything outside the program that reading a site depends on. */
export interface SiteEffects {
  readonly fs: FileSystem;
  /** The present moment. */
  readonly now: () => Date;
  /** IANA name of the machine's time zone, for courses that set none. */
  readonly timezone: string;
}

/** What `scanSite` needs besides the disk and the clock. */
export interface ScanEffects extends SiteEffects {
  /** What earlier scans have read. Without it every file is read. */
  readonly memory?: FileMemory;
  /** Whether a folder (absolute) is a site that was built, and no source of one. Without it none is. */
  readonly isBuiltSite?: (folder: string) => boolean;
  /**
   * A heading's Markdown as a reader sees it, without markup (Jekyll: `markdownify | strip_html`). Titles that
   * pages take from their first heading are made with it.
   */
  readonly plainText: (markdown: string) => string | Promise<string>;
}
