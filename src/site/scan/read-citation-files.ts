import type { SourceText } from '../../diagnostics/index.js';
import type { SiteConfig } from '../config/site-config.js';
import { asRecord } from '../data/data-value.js';
import { extensionName } from '../files/file-name.js';
import { mapConcurrently, readText, unreadable } from '../files/read-file.js';
import { resolvePath } from '../files/resolve-path.js';
import { walkFiles } from '../files/walk.js';
import type { SiteReader } from './site-reader.js';

/** Extensions of bibliographies and of citation styles. */
const EXTENSIONS: ReadonlySet<string> = new Set(['.bib', '.bibtex', '.csl']);

/** Folders that hold nothing of a course's own. */
const FOREIGN: ReadonlySet<string> = new Set(['node_modules', 'vendor']);

/** How many files are read at a time. */
const CONCURRENCY = 16;

/** The names under which a course switches jekyll-scholar on. */
const NAMES = ['jekyll-scholar', 'jekyll/scholar'];

/** Where bibliographies lie: `scholar: source:`, as a path in the course. */
function bibliographyFolder(config: SiteConfig): string {
  const source = asRecord(config.raw['scholar'])?.['source'];
  return typeof source === 'string' ? source.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '') : '_bibliography';
}

/** Whether anything of a course cites: its plugins say so, its settings do, or it has the folder. */
function cites({ config, effects }: SiteReader): boolean {
  const gems: unknown = config.raw['gems'];
  const named = [...config.plugins, ...(Array.isArray(gems) ? gems : [])];
  return (
    NAMES.some((name) => named.includes(name)) ||
    config.lectern.citations === 'pandoc' ||
    resolvePath(effects.fs, `${config.source}/${bibliographyFolder(config)}`)?.kind === 'folder'
  );
}

/**
 * Reads the bibliographies (BibTeX) and citation styles (CSL) of a course, wherever they lie, by their paths in it; nothing of
 * a course that does not cite.
 */
export async function readCitationFiles(
  reader: SiteReader,
): Promise<ReadonlyMap<string, SourceText> | undefined> {
  if (!cites(reader)) return undefined;
  const { config, effects, boundary, report } = reader;
  const files = walkFiles(effects.fs, config.source, {
    boundary,
    takes: (name, folder, isDirectory) => {
      if (!isDirectory) return EXTENSIONS.has(extensionName(name).toLowerCase());
      const absolute = `${config.source}/${folder === '' ? name : `${folder}/${name}`}`;
      const isHidden = name.startsWith('.') || FOREIGN.has(name);
      return !isHidden && absolute !== config.destination && effects.isBuiltSite?.(absolute) !== true;
    },
    // The walk that looks for pages tells of them.
    leftOut: () => {},
  });
  const read = await mapConcurrently(files, CONCURRENCY, async (file) => {
    try {
      const { source, diagnostics } = await readText(effects.fs, file);
      report(...diagnostics);
      return [[file.path, source] as const];
    } catch (error) {
      report(unreadable(file.path, error));
      return [];
    }
  });
  return new Map(read.flat());
}
