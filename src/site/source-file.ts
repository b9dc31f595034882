/** A file of the course, as the scan found it on disk. */
export interface SourceFile {
  /**
   * Path relative to the site's source, with `/` between folders and the names exactly as the disk has them
   * (no Unicode normalisation, no percent-encoding).
   */
  readonly path: string;
  /** Absolute path on this machine. */
  readonly absolute: string;
  /** Size in bytes. */
  readonly size: number;
  /** Time of the last change, in milliseconds since the epoch. */
  readonly mtimeMs: number;
}
