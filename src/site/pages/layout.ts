import type { MappedText } from '../../diagnostics/index.js';
import type { DataRecord } from '../data/data-value.js';
import type { SourceFile } from '../files/source-file.js';

/** A layout: a template with front matter of its own, which may name a further layout. */
export interface Layout {
  /** Path below the layouts folder without its extension: `default`, `lectures/week`. */
  readonly name: string;
  readonly file: SourceFile;
  readonly data: DataRecord;
  readonly body: MappedText;
}
