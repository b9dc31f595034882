import type { FrontMatterDefaults } from '../config/front-matter-defaults.js';
import { type DataRecord, isTruthy } from '../data/data-value.js';
import { extensionName } from '../files/file-name.js';
import type { SourceFile } from '../files/source-file.js';
import { fillTemplate } from '../permalinks/permalink.js';
import { outputPath, sanitizeUrl } from '../permalinks/url.js';
import type { DocumentCollection } from './build-document.js';
import { pageBaseName } from './page-source.js';

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

/** Makes a static file (Jekyll: `static_file.rb`); `collection` is the one it lies in, or null. */
export function buildStaticFile(
  file: SourceFile,
  relativePath: string,
  collection: DocumentCollection | null,
  defaults: FrontMatterDefaults,
): StaticFile {
  const url = staticUrl(relativePath, collection);
  const type = collection?.label ?? null;
  const { published = true } = defaults.all(url, type);
  return {
    kind: 'static',
    file,
    relativePath,
    collection: type,
    data: defaults.all(relativePath, type),
    url,
    outputPath: outputPath(url),
    written: isTruthy(published) && (collection === null || collection.output),
  };
}

/** `StaticFile#url`: the path without periods in front of its extension, or the collection's permalink. */
function staticUrl(relativePath: string, collection: DocumentCollection | null): string {
  const extension = extensionName(relativePath);
  const cleaned = relativePath.slice(0, relativePath.length - extension.length).replace(/\.*$/, '');
  if (collection === null) return `/${cleaned}${extension}`;
  const url = fillTemplate(collection.permalink, [
    ['collection', collection.label],
    ['path', cleaned.replace(collection.directory, () => '')],
    ['output_ext', ''],
    ['name', pageBaseName(relativePath)],
    ['title', ''],
  ]);
  return sanitizeUrl(url).replace(/\/$/, '') + extension;
}
