import { existsSync } from 'node:fs';
import { fingerprint } from '../../cache/index.js';
import { type Diagnostic, guarded } from '../../diagnostics/index.js';
import { isBuiltSite } from '../../output/index.js';
import {
  changedSite,
  type FileMemory,
  type ScanResult,
  type Site,
  type SiteConfig,
  scanSite,
} from '../../site/index.js';
import type { Effects, PageCache } from '../context/index.js';
import { configProblems } from './config-problems.js';
import { CourseChanged } from './course-changed.js';
import { siteEffects } from './site-effects.js';

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
    isBuiltSite,
    memory: effects.changed === undefined ? memory : withoutChanged(memory, effects.changed),
  });
  // Of a folder that is gone by now not all has been read.
  if (!existsSync(config.source)) throw new CourseChanged(`${config.source} is gone.`);
  const faults: Diagnostic[] = [];
  const failing = 'checking the configuration failed';
  const problems = guarded(
    { failing, place: '_config.yml', tell: (fault) => faults.push(fault) },
    () => configProblems(config),
    () => [],
  );
  return { site: scanned.site, diagnostics: [...problems, ...faults, ...scanned.diagnostics] };
}

/** A course of which only these files (absolute paths) are said to have changed since it was scanned: {@link changedSite}. */
export async function rescanFiles(
  site: Site,
  changed: readonly string[],
  effects: Effects,
  cache: PageCache,
  memory: FileMemory,
): Promise<Site | undefined> {
  const plainText = plainTextOf(site.config, cache);
  return changedSite(site, changed, { ...siteEffects(effects), plainText, memory });
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
