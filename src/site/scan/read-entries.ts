import { type Diagnostic, diagnostic } from '../../diagnostics/index.js';
import { remembered } from '../files/file-memory.js';
import { baseName, extensionName } from '../files/file-name.js';
import { hiddenSecret, privateFile } from '../files/private-files.js';
import { mapConcurrently, readStart, sourceFile, unreadable } from '../files/read-file.js';
import { resolvePath } from '../files/resolve-path.js';
import type { SourceFile } from '../files/source-file.js';
import type { WalkedFile } from '../files/walk.js';
import { isMarkdown } from '../pages/page-format.js';
import { type SiteReader, walkFolder } from './site-reader.js';

/** A file of the site and whether it begins with front matter. */
export interface Entry {
  readonly file: SourceFile;
  readonly hasFrontMatter: boolean;
}

/** What lies in the source outside of Jekyll's own folders. */
export interface Entries {
  readonly entries: readonly Entry[];
  /** Folders with posts and drafts that were come by, relative to the source. */
  readonly postFolders: readonly string[];
  readonly draftFolders: readonly string[];
}

/** How many files are looked into at a time. */
const CONCURRENCY = 128;

/** Walks the source as Jekyll's reader does (`reader.rb`), and looks into every file for front matter. */
export async function readEntries(reader: SiteReader): Promise<Entries> {
  const { config, filter } = reader;
  const postFolders: string[] = [];
  const draftFolders: string[] = [];
  const files = walkFolder(reader, '', (path, parent, isDirectory) => {
    const name = baseName(path);
    if (isDirectory && hasPosts(parent, config.collectionsDirectory)) {
      if (name === '_posts') postFolders.push(path);
      else if (name === '_drafts') draftFolders.push(path);
    }
    const isTaken = filter.takes(name, parent, isDirectory);
    const isUnnoticed = !isTaken && !isDirectory && !filter.excludes(path, isDirectory);
    const hidden = isUnnoticed ? hiddenSecret(path) : undefined;
    if (hidden !== undefined) reader.report(hidden);
    return isTaken;
  });
  const included = includedFiles(reader, new Set(files.map(({ path }) => path)));
  return {
    entries: await probeAll(reader, [...files, ...included], ''),
    postFolders: postFolders.sort(),
    draftFolders: draftFolders.sort(),
  };
}

/** With a folder for collections, posts are looked for below it only (`outside_configured_directory?`). */
function hasPosts(folder: string, collectionsDirectory: string): boolean {
  return collectionsDirectory === '' || folder.startsWith(collectionsDirectory);
}

/** Files that `include:` names and that the walk did not come by (`read_included_excludes`). */
function includedFiles(reader: SiteReader, walked: ReadonlySet<string>): WalkedFile[] {
  const { config, effects, boundary } = reader;
  const found: WalkedFile[] = [];
  for (const entry of config.include) {
    const path = entry.replace(/^\/+/, '');
    if (path === '' || walked.has(path) || path.split('/').includes('..')) continue;
    const absolute = `${config.source}/${path}`;
    const target = resolvePath(effects.fs, absolute);
    if (target?.kind === 'file' && target.path.startsWith(`${boundary}/`)) found.push({ path, absolute });
  }
  return found;
}

/**
 * Looks into files; one that cannot be opened, or that nobody means to publish, is reported and left out. `prefix` goes in
 * front of their paths.
 */
export async function probeAll(
  reader: SiteReader,
  files: readonly WalkedFile[],
  prefix: string,
): Promise<Entry[]> {
  const probed = await mapConcurrently(files, CONCURRENCY, (file) => probe(reader, file, prefix));
  const privateFiles = new Map<string, Diagnostic>();
  const entries = probed.filter((entry) => {
    if (entry === null || entry.hasFrontMatter || reader.filter.includes(entry.file.path, false)) {
      return entry !== null;
    }
    const found = privateFile(entry.file.path, entry.file.size);
    if (found !== undefined) privateFiles.set(found.file, found);
    return found === undefined;
  });
  reader.report(...privateFiles.values());
  return entries.filter((entry) => entry !== null);
}

async function probe(reader: SiteReader, walked: WalkedFile, prefix: string): Promise<Entry | null> {
  const path = prefix + walked.path;
  try {
    const { fs, memory } = reader.effects;
    const file = sourceFile(fs, path, walked.absolute);
    const { hasFrontMatter, hidesFrontMatter } = await remembered(memory, 'start', file, () =>
      readStart(fs, file.absolute),
    );
    // Markdown is read as a page anyway, and there the mark does no harm.
    if (hidesFrontMatter && !isMarkdown(extensionName(path), reader.config)) {
      const message =
        'A byte order mark in front of the first `---` keeps the file from being read as a page.';
      const hint = 'Save the file as UTF-8 without a byte order mark.';
      reader.report(
        diagnostic('warning', 'front-matter-bom', { file: path, line: 1, column: 1 }, message, { hint }),
      );
    }
    return { file, hasFrontMatter };
  } catch (error) {
    reader.report(unreadable(path, error));
    return null;
  }
}
