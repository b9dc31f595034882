import type { DataRecord } from '../data/data-value.js';
import type { SourceFile } from '../files/source-file.js';

/** A file that is copied as it is. */
export interface StaticFile {
  readonly kind: 'static';
  readonly file: SourceFile;
  /** Jekyll's `relative_path`, without the leading slash. */
  readonly relativePath: string;
  /** Label of the collection it lies in, or null. */
  readonly collection: string | null;
  /** The front matter defaults that apply to it, as Liquid shows them. */
  readonly data: DataRecord;
  /** URL from the site's root. As in Jekyll it is not percent-encoded, except in a collection. */
  readonly url: string;
  /** Path relative to the destination. */
  readonly outputPath: string;
  /** Whether it is written: not where its collection has no output or a default says `published: false`. */
  readonly written: boolean;
}
