import { type Diagnostic, diagnostic } from '../diagnostics/index.js';
import { directoryName } from './file-name.js';
import type { Page } from './page.js';
import type { StaticFile } from './static-file.js';

/** What is written where, and what cannot be. */
export interface OutputFiles {
  readonly files: ReadonlyMap<string, Page | StaticFile>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Collects what is written, by its path in the destination. Of two with one path the later counts, which in Jekyll's
 * order is a document before a static file before a page (`Site#each_site_file`); the other is reported, as is a
 * file where there is a folder.
 */
export function outputFiles(pages: readonly Page[], staticFiles: readonly StaticFile[]): OutputFiles {
  const files = new Map<string, Page | StaticFile>();
  const diagnostics: Diagnostic[] = [];
  const isPage = (page: Page) => page.kind === 'page';
  for (const item of [...pages.filter(isPage), ...staticFiles, ...pages.filter((page) => !isPage(page))]) {
    if (!item.written) continue;
    const other = files.get(item.outputPath);
    if (other !== undefined) diagnostics.push(conflict(other, item));
    files.set(item.outputPath, item);
  }
  const folders = new Map<string, Page | StaticFile>();
  for (const [path, item] of files) {
    for (
      let folder = directoryName(path);
      folder !== '' && !folders.has(folder);
      folder = directoryName(folder)
    ) {
      folders.set(folder, item);
    }
  }
  for (const [path, item] of files) {
    const inside = folders.get(path);
    if (inside !== undefined) diagnostics.push(conflict(item, inside));
  }
  return { files, diagnostics };
}

function conflict(loser: Page | StaticFile, winner: Page | StaticFile): Diagnostic {
  const place = { file: loser.file.path, line: 1, column: 1 };
  const message = `${loser.url} is also the address of ${winner.file.path}, so this file will not be seen.`;
  const hint = 'Rename one of the two files, or give it another permalink.';
  return diagnostic('warning', 'url-conflict', place, message, { text: loser.outputPath, hint });
}
