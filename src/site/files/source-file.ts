/** What the disk says of a file without its being opened. */
export interface FileStamp {
  /** In bytes. */
  readonly size: number;
  /** Time of the last change, in milliseconds since the epoch. */
  readonly mtimeMs: number;
  /** The same of the last change to the file or to what is said of it, which nobody can set. */
  readonly ctimeMs: number;
  readonly ino: number;
}

/** A file of the course, as the scan found it on disk. */
export interface SourceFile extends FileStamp {
  /**
   * Path relative to the site's source, with `/` between folders and the names exactly as the disk has them
   * (no Unicode normalisation, no percent-encoding).
   */
  readonly path: string;
  /** Absolute path on this machine. */
  readonly absolute: string;
}
