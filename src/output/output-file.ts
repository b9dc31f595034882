/** A file of the built site. `path` is relative to the destination, with `/` between folders, decoded. */
export type OutputFile = GeneratedFile | CopiedFile;

/** A file whose bytes lectern made. */
export interface GeneratedFile {
  readonly kind: 'generated';
  readonly path: string;
  /** Its text or bytes, asked for only where they have to be written or compared. */
  readonly content: () => string | Uint8Array;
  /** A fingerprint of the content: of equal contents it is the same. */
  readonly hash: string;
}

/** A file that is published as it lies in the source. */
export interface CopiedFile {
  readonly kind: 'copied';
  readonly path: string;
  /** Absolute path of the file to copy. */
  readonly from: string;
  /** In bytes. */
  readonly size: number;
  /** Last modification, in milliseconds since 1970, and last change of what the disk says of the file. */
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly ino: number;
}
