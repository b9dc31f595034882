import { baseName, compareBytes } from '../files/file-name.js';
import { mapConcurrently, unreadable } from '../files/read-file.js';
import type { SourceFile } from '../files/source-file.js';
import {
  canBePublished,
  emptyPermalink,
  type PageSource,
  permalinkType,
  readPageSource,
} from '../pages/page-source.js';
import type { StaticFile } from '../pages/static-file.js';
import type { SiteReader } from './site-reader.js';

/** How many pages are read at a time. */
const CONCURRENCY = 16;

/** Reads files with front matter as pages, in Jekyll's order, as far as they are to be published. */
export async function readPages(reader: SiteReader, files: readonly SourceFile[]): Promise<PageSource[]> {
  const pages = await readPageSources(
    reader,
    files.map((file) => ({ file, relativePath: file.path })),
  );
  return pages
    .sort((a, b) => compareReadOrder(a.relativePath, b.relativePath))
    .sort((a, b) => compareBytes(baseName(a.relativePath), baseName(b.relativePath)));
}

/** Reads files as pages, as far as they are to be published. */
export async function readPageSources(
  reader: SiteReader,
  files: readonly Pick<StaticFile, 'file' | 'relativePath'>[],
): Promise<PageSource[]> {
  const pages = await readSources(reader, files);
  return pages.filter(({ data }) => canBePublished(data, reader.config));
}

/** Jekyll's reader goes into the folders of a folder before it comes to its files (`read_directories`). */
function compareReadOrder(a: string, b: string): number {
  const [partsA, partsB] = [a.split('/'), b.split('/')];
  for (let index = 0; ; index++) {
    const [partA, partB] = [partsA[index], partsB[index]];
    if (partA === undefined || partB === undefined) return 0;
    const byKind = Number(index === partsA.length - 1) - Number(index === partsB.length - 1);
    if (partA !== partB) return byKind || compareBytes(partA, partB);
  }
}

/** Reads files as pages, in the order given; one that cannot be read is reported and left out. */
export async function readSources(
  reader: SiteReader,
  files: readonly Pick<StaticFile, 'file' | 'relativePath'>[],
): Promise<PageSource[]> {
  const pages = await mapConcurrently(files, CONCURRENCY, async ({ file, relativePath }) => {
    try {
      const { source, diagnostics } = await readPageSource(reader.effects, file, relativePath);
      reader.report(...diagnostics, ...emptyPermalink(source), ...permalinkType(source));
      return source;
    } catch (error) {
      reader.report(unreadable(file.path, error));
      return null;
    }
  });
  return pages.filter((page) => page !== null);
}
