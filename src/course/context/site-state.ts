import { ControlFlow, type Diagnostic } from '../../diagnostics/index.js';
import type { ExternalLink } from '../../links/index.js';
import type { Site, SiteConfig } from '../../site/index.js';

/** A file of the built site, before it is anywhere on disk. */
export type SiteFile = GeneratedSiteFile | StaticSiteFile;

/** A page, or a file that lectern adds. */
export interface GeneratedSiteFile {
  readonly kind: 'generated';
  /** Its text or bytes. A function, so that a large site need not lie in memory as a whole. */
  readonly content: () => string | Uint8Array;
  /** The fingerprint of its content: of equal contents it is the same. */
  readonly hash: string;
  /** Of a page: the path of its file, relative to the course. */
  readonly path?: string;
}

/** A file that is published as it lies in the course. */
export interface StaticSiteFile {
  readonly kind: 'static';
  /** Absolute path of the file in the course. */
  readonly source: string;
  /** Its path relative to the course. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Last modification, in milliseconds since 1970, and last change of what the disk says of the file. */
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly ino: number;
}

/** Scripts and style sheets of MathJax's and KaTeX's that pages need no more, and of how many pages they were left out. */
export interface LeftOut {
  readonly scripts: number;
  readonly pages: number;
}

export const NOTHING_LEFT_OUT: LeftOut = { scripts: 0, pages: 0 };

/** A course as it would be published, and what was found in it. */
export interface SiteState {
  readonly config: SiteConfig;
  /** Whether nothing was built, for the reason that `diagnostics` give; `files` are those of the build before. */
  readonly refused: boolean;
  /** Whether it is what an earlier build recorded, as nothing has changed since; its files' content is then not known. */
  readonly isRecalled?: true;
  /** Names the diagnostics of a site that was recorded: those of no other record have this name. */
  readonly findings?: string;
  /** Whether every page could be made. */
  readonly complete: boolean;
  /** Every file, by its path relative to the destination. */
  readonly files: ReadonlyMap<string, SiteFile>;
  /** Paths of pages that could not be made, which is a bug: their files are the last version, or their text with a notice. */
  readonly failed: readonly string[];
  /** Paths of published files that those load: they should stay although the course may no longer have them. */
  readonly needed: readonly string[];
  /** Paths of files that are new or differ from the build before. */
  readonly changed: readonly string[];
  /** Paths of files that the build before had and this one has not. */
  readonly removed: readonly string[];
  readonly pageCount: number;
  readonly formulaCount: number;
  readonly leftOut: LeftOut;
  /** Everything that was found, in the order of files and lines. */
  readonly diagnostics: readonly Diagnostic[];
  /** Links that lead out of the site, in the order of the pages. */
  readonly external: readonly ExternalLink[];
}

/** A site's static files by output path. Of two sources for one file the scan has settled which is published. */
export function staticFiles(site: Site): Map<string, StaticSiteFile> {
  const files = new Map<string, StaticSiteFile>();
  for (const { file, outputPath, written } of site.staticFiles) {
    const published = site.files.get(outputPath);
    if (!written || (published !== undefined && published.file !== file)) continue;
    const { absolute, path, size, mtimeMs, ctimeMs, ino } = file;
    files.set(outputPath, { kind: 'static', source: absolute, path, size, mtimeMs, ctimeMs, ino });
  }
  return files;
}

/** Whether a file is what it was in the build before. */
export function isSameFile(file: SiteFile, before: SiteFile | undefined): boolean {
  if (before === undefined || file.kind !== before.kind) return false;
  if (file.kind === 'generated') return before.kind === 'generated' && file.hash === before.hash;
  const { source, size, mtimeMs, ctimeMs, ino } = file;
  return (
    before.kind === 'static' &&
    source === before.source &&
    size === before.size &&
    mtimeMs === before.mtimeMs &&
    ctimeMs === before.ctimeMs &&
    ino === before.ino
  );
}

/** Thrown where the content of a recorded file is asked for, which only making the site anew can tell. */
export class ContentNeeded extends ControlFlow {}
