import type { FrontMatterDefaults } from '../config/front-matter-defaults.js';
import { isTruthy } from '../data/data-value.js';
import { extensionName } from '../files/file-name.js';
import type { SourceFile } from '../files/source-file.js';
import { fillTemplate } from '../permalinks/permalink.js';
import { outputPath, sanitizeUrl } from '../permalinks/url.js';
import type { DocumentCollection } from './build-document.js';
import { pageBaseName } from './page-source.js';

import type { StaticFile } from './static-file.js';

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
