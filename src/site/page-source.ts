import type { Diagnostic, MappedText, Place } from '../diagnostics/index.js';
import type { FileSystem } from './effects.js';
import { splitFrontMatter } from './front-matter.js';
import type { DataRecord } from './page.js';
import { readText } from './read-file.js';
import type { SourceFile } from './source-file.js';

/** A page's file taken apart, before Jekyll's rules say where it goes and what it is called. */
export interface PageSource {
  readonly file: SourceFile;
  /** Jekyll's `relative_path`. */
  readonly relativePath: string;
  /** Its own front matter, without defaults. */
  readonly data: DataRecord;
  readonly body: MappedText;
  /** Where a key of the front matter stands. */
  readonly placeOf: (key: string) => Place;
}

/** A page's file as it was read, and what it had wrong. */
export interface ReadPageSource {
  readonly source: PageSource;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a page's file. Rejects with the system's error. */
export async function readPageSource(
  fs: FileSystem,
  file: SourceFile,
  relativePath: string,
): Promise<ReadPageSource> {
  const { source, diagnostics } = await readText(fs, file);
  const { data, body, placeOf, diagnostics: more } = splitFrontMatter(source);
  return { source: { file, relativePath, data, body, placeOf }, diagnostics: [...diagnostics, ...more] };
}
