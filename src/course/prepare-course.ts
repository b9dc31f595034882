import { statSync } from 'node:fs';
import path from 'node:path';
import { type Diagnostic, guarded, guardedLater } from '../diagnostics/index.js';
import { applyPlugins, type PluginResult, tellsLastModified, withLastModified } from '../generators/index.js';
import { absoluteUrl } from '../liquid/index.js';
import {
  type CoursePlugins,
  type GeneratedSite,
  type LoadedPlugins,
  loadPlugins,
  readCoursePlugins,
  runGenerators,
} from '../plugins/index.js';
import { isTruthy, type ScanResult, type Site, settleOutputs } from '../site/index.js';
import { readSiteMath, type SiteMath } from './compose/index.js';
import { type BuildRequest, type Effects, type PageCache, staticFiles } from './context/index.js';
import { lastChanges } from './git/index.js';
import type { SettledCourse } from './page-batches.js';
import { inferBaseurl, type MountedSite } from './scan/index.js';

/** What a course is prepared with. */
interface PreparationOptions {
  readonly cache: PageCache;
  readonly effects: Effects;
  readonly request: BuildRequest;
  /** Told of what lectern has failed at. */
  readonly tell: (fault: Diagnostic) => void;
}

/** A course of which the pages can be made. */
export interface PreparedCourse {
  readonly mounted: MountedSite;
  readonly plugins: CoursePlugins;
  readonly loaded: LoadedPlugins;
  readonly generated: GeneratedSite;
  readonly dated: DatedSite;
  readonly settled: SettledCourse;
  readonly statics: ReturnType<typeof staticFiles>;
  readonly math: SiteMath;
}

/** Puts a course where it is published, has its plugins add to it, and settles what of it can be written. */
export async function prepareCourse(
  site: Site,
  { cache, effects, request, tell }: PreparationOptions,
): Promise<PreparedCourse> {
  const { config } = site;
  const mounted = await guardedLater<MountedSite>(
    {
      failing: 'looking for where the course is published failed, so its configuration counts',
      place: '_config.yml',
      tell,
    },
    () => inferBaseurl(site, cache),
    () => ({ site, diagnostics: [] }),
  );
  const plugins = readCoursePlugins({
    source: config.source,
    pluginsDirectory: config.pluginsDirectory,
    isSafe: isTruthy(config.raw['safe']),
  });
  const loaded = await loadPlugins(plugins);
  const dated = await guardedLater<DatedSite>(
    {
      failing: 'asking git when files were changed failed, so pages do not say it',
      place: '_config.yml',
      tell,
    },
    () => withChanges(mounted.site, effects, cache),
    () => ({ site: mounted.site, diagnostics: [], isUncertain: true }),
  );
  const generated = await runGenerators(dated.site, loaded);
  const settled: SettledCourse = { ...settledCourse(dated.site, generated.site), plugins };
  const statics = staticFiles(settled.site);
  request.scanned?.(statics, config);
  const math = await readSiteMath(settled.site);
  return { mounted, plugins, loaded, generated, dated, settled, statics, math };
}

/** A site with what git says of when its files were changed, or without it where that `isUncertain`. */
interface DatedSite extends Pick<ScanResult, 'site' | 'diagnostics'> {
  readonly isUncertain: boolean;
}

/** The site with what git says of when its files were changed, where something shows it. */
async function withChanges(site: Site, effects: Effects, cache: PageCache): Promise<DatedSite> {
  const { config } = site;
  const byPlugin = tellsLastModified(config);
  const byTemplates = config.lectern.show.changed && (config.ownTheme || namesChanges(site));
  if (!byPlugin && !byTemplates) return { site, diagnostics: [], isUncertain: false };
  const changes = await lastChanges(config.source, effects, cache);
  const isUncertain = changes === 'unknown';
  const known = byTemplates && changes !== 'unknown' && changes !== 'cut' ? { ...site, changes } : site;
  return { ...(byPlugin ? withLastModified(known, changes) : { site: known, diagnostics: [] }), isUncertain };
}

/** Whether templates of a course ask when pages were changed (`lectern.changed`). */
function namesChanges({ layouts, includes }: Site): boolean {
  const texts = [...Array.from(layouts.values(), ({ body }) => body), ...includes.values()];
  return texts.some(({ text }) => text.includes('lectern.changed'));
}

/** A course, to which its own plugins have added pages, with what others add, of which every output can be written. */
function settledCourse(course: Site, extended: Site): PluginResult {
  const { config } = course;
  const { site, diagnostics, ...rest } = applyPlugins(extended, (path) => absoluteUrl(path, config));
  const added = new Set(site.pages.slice(course.pages.length));
  const faults: Diagnostic[] = [];
  const settled = guarded(
    {
      failing: 'looking for outputs that cannot be written failed',
      place: '_config.yml',
      tell: (fault) => faults.push(fault),
    },
    () => settleOutputs(site, added, { foldsNames: foldsNames(config.source) }),
    () => ({ files: site.files, diagnostics: [] }),
  );
  return {
    ...rest,
    site: { ...site, files: settled.files },
    diagnostics: [...diagnostics, ...settled.diagnostics, ...faults],
  };
}

/** Whether the file system of a folder takes names for one that differ in letter case: it is asked for another case. */
function foldsNames(folder: string): boolean {
  const other = path.join(path.dirname(folder), swapCase(path.basename(folder)));
  const [found, same] = [folder, other].map((name) => statSync(name, { throwIfNoEntry: false }));
  return other !== folder && found !== undefined && found.ino === same?.ino && found.dev === same.dev;
}

function swapCase(text: string): string {
  const upper = text.toUpperCase();
  return upper === text ? text.toLowerCase() : upper;
}
