import { textFingerprint } from '../cache/index.js';
import type { MadePages, SiteFile } from './context/index.js';
import { generatedFile } from './make-pages.js';
import { pictureFiles } from './picture-files.js';

/** The files of a site by their paths relative to the destination: those that are copied, its pages, and the pictures of pages. */
export function siteFiles(
  statics: Iterable<readonly [string, SiteFile]>,
  made: MadePages,
): Map<string, SiteFile> {
  const files = new Map<string, SiteFile>(statics);
  for (const one of made.pages) files.set(one.page.outputPath, generatedFile(one));
  for (const { page, output, outputHash } of made.failed) {
    files.set(page.outputPath, generatedFile({ page, output: () => output, outputHash }));
  }
  for (const [outputPath, file] of made.variants) files.set(outputPath, file);
  for (const [file, picture] of pictureFiles(made.rendered)) if (!files.has(file)) files.set(file, picture);
  return files;
}

/** A file with what lectern has made for it. */
export function contentFile(content: string | Uint8Array): SiteFile {
  return { kind: 'generated', content: () => content, hash: textFingerprint(content) };
}
