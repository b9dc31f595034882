import fs from 'node:fs';
import { stat } from 'node:fs/promises';
import { fingerprint } from '../cache/index.js';
import { type Diagnostic, diagnostic } from '../diagnostics/index.js';
import {
  type FileMemory,
  type FileSystem,
  keyPlace,
  readConfig,
  type ScanResult,
  type SiteConfig,
  scanSite,
} from '../site/index.js';
import type { BuildOptions } from './build-options.js';
import { configProblems } from './config-problems.js';
import type { Effects } from './effects.js';
import type { PageCache } from './page-products.js';

/** A course's configuration, and whether a site can be made by it. */
export interface CourseConfig {
  readonly config: SiteConfig;
  /** False where the configuration or the folder of the course cannot be read. */
  readonly usable: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a course's configuration, under what the options say. */
export async function readCourseConfig(options: BuildOptions, effects: Effects): Promise<CourseConfig> {
  const { mend, unused = false, ...rest } = options;
  const read = await readConfig({ cwd: effects.cwd, ...rest }, siteEffects(effects));
  const config: SiteConfig = {
    ...read.config,
    ...(mend === false ? { mend } : {}),
    ...(unused ? { diagnostics: withUnused(read.config) } : {}),
  };
  // A configuration that cannot be read would move every page and have the old ones removed.
  const broken = read.diagnostics.some(({ severity }) => severity === 'error');
  const missing = broken || (await isFolder(config.source)) ? [] : [missingSource(config.source)];
  return {
    config,
    usable: !broken && missing.length === 0,
    diagnostics: [...read.diagnostics, ...missing],
  };
}

/** What the course says of reports, with unused files among them. */
function withUnused({ diagnostics, keyPlaces }: SiteConfig): SiteConfig['diagnostics'] {
  const place = keyPlace({ keyPlaces }, 'diagnostics');
  return { ...diagnostics, severities: [...diagnostics.severities, ['file-unused', 'info', place]] };
}

/** Scans the folder of a course whose configuration is usable. */
export async function scanCourse(
  config: SiteConfig,
  effects: Effects,
  cache: PageCache,
  memory: FileMemory,
): Promise<ScanResult> {
  effects.progress('Reading the course', 0, 0);
  const scanned = await scanSite(config, {
    ...siteEffects(effects),
    plainText: plainTextOf(config, cache),
    memory: effects.changed === undefined ? memory : withoutChanged(memory, effects.changed),
  });
  return { site: scanned.site, diagnostics: [...configProblems(config), ...scanned.diagnostics] };
}

/** {@link plainText} out of the cache, so that Markdown is loaded only for headings that are new. */
function plainTextOf(config: SiteConfig, cache: PageCache): (text: string) => Promise<string> {
  let made: Promise<(text: string) => string> | undefined;
  const options = fingerprint(config.kramdown);
  return async (text) => {
    const name = `${options} ${text}`;
    const kept = cache.find('title', name, () => true)?.text(0);
    if (kept !== undefined) return kept;
    made ??= import('./plain-text.js').then(({ plainText }) => plainText(config));
    const title = (await made)(text);
    cache.keep('title', name, { reads: [], value: null, texts: [title] });
    return title;
  };
}

function siteEffects({ now, timezone, changed }: Effects) {
  return { fs: changed === undefined ? fs : withChanges(changed), now, timezone };
}

/** A memory that knows nothing of files that are to be read as if they held something else. */
function withoutChanged(memory: FileMemory, changed: ReadonlyMap<string, Uint8Array>): FileMemory {
  return {
    ...memory,
    recall: (kind, file) => (changed.has(file.absolute) ? undefined : memory.recall(kind, file)),
    keep: (kind, file, reading) => {
      if (!changed.has(file.absolute)) memory.keep(kind, file, reading);
    },
  };
}

/** The machine's files, but for those that are to be read as if they held something else. */
function withChanges(changed: ReadonlyMap<string, Uint8Array>): FileSystem {
  return {
    ...fs,
    readFile: (file, done) => {
      const bytes = changed.get(file);
      if (bytes === undefined) fs.readFile(file, done);
      else done(null, bytes);
    },
  };
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}

/** A course that is not there would have every page of the last site removed. */
function missingSource(source: string): Diagnostic {
  const message = `There is no folder ${source} to read the course from.`;
  const hint = 'Correct the path given with --source.';
  return diagnostic('error', 'source-missing', { file: source, line: 1, column: 1 }, message, { hint });
}
