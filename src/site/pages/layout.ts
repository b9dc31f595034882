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

/**
 * The layout of a Markdown page or post whose front matter names none, as jekyll-default-layout has it: the first
 * that exists of `home` for the site's index, `page` or `post`, and `default`.
 */
export function defaultLayout(
  kind: 'page' | 'post',
  url: string,
  exists: (layout: string) => boolean,
): string | null {
  const candidates = url === '/' ? ['home', kind, 'default'] : [kind, 'default'];
  return candidates.find(exists) ?? null;
}
