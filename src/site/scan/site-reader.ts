import { type Diagnostic, diagnostic } from '../../diagnostics/index.js';
import type { Theme } from '../../themes/index.js';
import { frontMatterDefaults } from '../config/front-matter-defaults.js';
import type { SiteConfig } from '../config/site-config.js';
import { UTC, zoneOf } from '../data/time.js';
import type { ScanEffects } from '../files/effects.js';
import { type EntryFilter, entryFilter } from '../files/entry-filter.js';
import { resolvePath } from '../files/resolve-path.js';
import { type LeftOut, type WalkedFile, walkFiles } from '../files/walk.js';
import type { PageContext } from '../pages/build-page.js';

/** What every step of the scan works with. */
export interface SiteReader extends PageContext {
  readonly effects: ScanEffects;
  readonly filter: EntryFilter;
  /** The source without symbolic links, which no link may lead out of. */
  readonly boundary: string;
  readonly report: (...diagnostics: readonly Diagnostic[]) => void;
}

/** Prepares a scan; what it reports is added to `diagnostics`. */
export function siteReader(config: SiteConfig, effects: ScanEffects, diagnostics: Diagnostic[]): SiteReader {
  const source = resolvePath(effects.fs, config.source);
  return {
    config,
    defaults: frontMatterDefaults(config),
    zone: zoneOf(config.timezone) ?? UTC,
    time: config.time ?? effects.now(),
    effects,
    filter: entryFilter(config.include, config.exclude),
    boundary: source?.path ?? config.source,
    report: (...found) => void diagnostics.push(...found),
  };
}

/**
 * The files below a folder of the site that `takes` lets through; its first argument is the entry's path relative to
 * that folder. `.git` and the destination are never opened, nor other sites that were built, unless `include:` names them.
 * They and links that are left out are reported.
 */
export function walkFolder(
  reader: SiteReader,
  folder: string,
  takes: (path: string, parent: string, isDirectory: boolean) => boolean,
): WalkedFile[] {
  const { config, effects, filter, report } = reader;
  const root = folder === '' ? config.source : `${config.source}/${folder}`;
  const inSource = (path: string): string => (folder === '' ? path : `${folder}/${path}`);
  return walkFiles(effects.fs, root, {
    boundary: reader.boundary,
    takes: (name, parent, isDirectory) => {
      const path = parent === '' ? name : `${parent}/${name}`;
      if (isDirectory && (name === '.git' || `${root}/${path}` === config.destination)) return false;
      if (isDirectory && `${inSource(path)}/` === config.theme?.prefix) return false;
      if (!takes(path, parent, isDirectory)) return false;
      const isBuilt = isDirectory && effects.isBuiltSite?.(`${root}/${path}`) === true;
      if (!isBuilt || filter.includes(inSource(path), true)) return true;
      report(builtSite(inSource(path)));
      return false;
    },
    leftOut: (path, reason) => report(leftOut(inSource(path), reason)),
  });
}

function builtSite(path: string): Diagnostic {
  const message = 'This folder is a site that lectern has built, so nothing in it is read.';
  const hint = 'Delete it if it is of no use any more, or name it under exclude: in _config.yml.';
  return diagnostic('info', 'folder-built', { file: path, line: 1, column: 1 }, message, { hint });
}

const REASONS: Readonly<Record<LeftOut, readonly [code: string, message: string, hint: string]>> = {
  outside: [
    'symlink-outside',
    'The symbolic link leads out of the course.',
    'Put a copy of the file into the course.',
  ],
  cycle: ['symlink-cycle', 'The symbolic link leads back to a folder it lies in.', 'Remove the link.'],
  broken: ['symlink-broken', 'The symbolic link leads to no file or folder.', 'Correct or remove the link.'],
  closed: ['folder-unreadable', 'The folder cannot be opened.', 'Check that you may read it.'],
};

function leftOut(path: string, reason: LeftOut): Diagnostic {
  const [code, message, hint] = REASONS[reason];
  return diagnostic('warning', code, { file: path, line: 1, column: 1 }, message, { hint });
}

/**
 * The files below a folder of the site's theme that `takes` lets through, as {@link walkFolder}; a folder may also be a single
 * file. Nothing is reported of what is left out.
 */
export function walkTheme(
  { effects }: SiteReader,
  { root }: Theme,
  folder: string,
  takes: (path: string, parent: string, isDirectory: boolean) => boolean,
): WalkedFile[] {
  const absolute = `${root}/${folder}`;
  const target = resolvePath(effects.fs, absolute);
  if (target?.kind === 'file') return [{ path: '', absolute }];
  return walkFiles(effects.fs, absolute, {
    boundary: root,
    takes: (name, parent, isDirectory) =>
      takes(parent === '' ? name : `${parent}/${name}`, parent, isDirectory),
    leftOut: () => {},
  });
}
