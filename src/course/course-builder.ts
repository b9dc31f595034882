import { memoryCache, openFolderCache } from '../cache/index.js';
import {
  type Diagnostic,
  diagnostic,
  type GuardedOperation,
  guarded,
  guardedLater,
  hasInternalFault,
} from '../diagnostics/index.js';
import type { CopyUntil, KnownFiles } from '../output/index.js';
import { once, type SiteConfig } from '../site/index.js';
import {
  type BuildOptions,
  type BuildRequest,
  type Effects,
  isSameFile,
  type LeftOut,
  NOTHING_LEFT_OUT,
  type PageCache,
  type SiteFile,
  type SiteState,
  type StaticSiteFile,
  timed,
} from './context/index.js';
import {
  type BuiltSite,
  cacheFolder,
  cacheRefusal,
  cacheWarning,
  courseSnapshot,
  keepWritten,
  programVersion,
  type RecalledSite,
  type RecordKey,
  readWritten,
  recallSite,
  recordedFiles,
  recordKey,
  recordSite,
  reportable,
} from './incremental/index.js';
import type { SiteMaker } from './make-site.js';
import { applyPolicy, withoutThemeFindings, withoutThemeLinks } from './resolve/index.js';
import { readCourseConfig } from './scan/index.js';

/** Builds one course, again and again, in memory. */
export interface CourseBuilder {
  /**
   * Builds the course as it is now. One build at a time: the next may begin when this one has ended. Rejects with a
   * `CourseChanged` where a file that was to be read had changed meanwhile: then it is to be built again.
   */
  readonly build: (request?: BuildRequest) => Promise<SiteState>;
  /** What an earlier build knows of the files that it wrote to a destination; once a build has begun. */
  readonly written: (destination: string) => KnownFiles;
  /** Keeps it; undefined where it is in the site's record. */
  readonly keepWritten: (destination: string, files: KnownFiles | undefined) => void;
  /** Keeps what is known by now of the files of a recorded site, by their paths, where that is more than was. */
  readonly keepRecalled: (paths: Iterable<string>, known: () => KnownFiles) => void;
  /**
   * Records the site of the last build, which is complete, with what is known of the files that were written. Answers with
   * the name of its findings, if it could be recorded.
   */
  readonly record: (written: KnownFiles) => string | undefined;
  /** Keeps on disk what has been made since the last time, for the builds of other processes. */
  readonly save: () => void;
  /** What has kept results from being kept since this was last asked. */
  readonly cacheFaults: () => readonly Diagnostic[];
  /** Copies files beside a build that is under way. */
  readonly copy: CopyUntil;
  /** Ends what runs beside the builder. The files of its last state can no longer be read. */
  readonly close: () => Promise<void>;
}

/** What a builder holds from build to build. */
interface BuilderState {
  readonly options: BuildOptions;
  readonly effects: Effects;
  /** {@link programVersion}, for which all of the program is read, once. */
  readonly version: () => string;
  /** Absent as long as nothing had to be made. */
  maker: SiteMaker | undefined;
  cache: { readonly folder: string | undefined; readonly cache: PageCache } | undefined;
  cacheFault: Diagnostic | undefined;
  last: ReadonlyMap<string, SiteFile>;
  /** By what the site of the build that is under way is known again, where it may be. */
  key: RecordKey | undefined;
  recalled: RecalledSite | undefined;
  /** What the last build made, and where it may be recorded. */
  built: (BuiltSite & { readonly key: RecordKey }) | undefined;
}

/**
 * Makes the builder of a course: scan, render, resolve, compose. No page is written, except to the cache. What an
 * author wrote wrong is in the state's diagnostics, and everything else is built; a throw is a bug or the machine's
 * failure.
 */
export function createCourseBuilder(options: BuildOptions, effects: Effects): CourseBuilder {
  const held: BuilderState = {
    options,
    effects,
    version: once(programVersion),
    maker: undefined,
    cache: undefined,
    cacheFault: undefined,
    last: new Map(),
    key: undefined,
    recalled: undefined,
    built: undefined,
  };
  return {
    build: async (request = {}) => {
      const state = await buildCourse(held, request);
      held.last = state.files;
      return state;
    },
    written: (destination) => {
      if (held.recalled !== undefined) return held.recalled.written;
      // A build that made nothing may know of files that were too young for the one before it.
      const recorded = held.key === undefined ? [] : recordedFiles(held.key);
      return new Map([...recorded, ...readWritten(destination, held.cache?.cache)]);
    },
    keepWritten: (destination, files) => keepWritten(destination, files, held.cache?.cache),
    keepRecalled: (paths, known) => held.recalled?.keepWritten(paths, known),
    record: (written) =>
      held.built === undefined ? undefined : recordSite(held.built.key, held.built, written),
    save: () => {
      held.maker?.save();
      held.cache?.cache.save();
    },
    copy: async (copies, end) => held.maker?.copy(copies, end) ?? [...copies.keys()],
    cacheFaults: () => {
      const found = held.cacheFault;
      held.cacheFault = undefined;
      return found === undefined ? [] : [found];
    },
    close: async () => {
      await held.maker?.close();
      held.cache?.cache.close();
      held.cache = undefined;
    },
  };
}

async function buildCourse(held: BuilderState, request: BuildRequest): Promise<SiteState> {
  const { options, effects, last } = held;
  const {
    config,
    usable,
    missingTheme,
    diagnostics: found,
  } = await timed(effects, 'stage', 'reading the configuration', () => readCourseConfig(options, effects));
  if (!usable) return refused(config, found, last);
  const folder = cacheFolder(config.source, options, effects);
  const ofCache = folder === undefined ? undefined : await cacheRefusal(folder, config);
  if (ofCache !== undefined) return refused(config, [...found, ofCache], last);
  const refusal = (await request.accept?.(config)) ?? [];
  if (refusal.length > 0) return refused(config, [...found, ...refusal], last);
  const begun = Date.now();
  const faults: Diagnostic[] = [];
  const unrecorded = (failing: string): GuardedOperation => ({
    failing,
    place: '_config.yml',
    tell: (fault) => faults.push(fault),
  });
  const key = await timed(effects, 'stage', 'looking for changes', () =>
    guardedLater(
      unrecorded('looking for what has changed in the course failed, so all of it is read'),
      () => keyOf(held, config, request),
      () => undefined,
    ),
  );
  held.built = undefined;
  held.key = key;
  held.recalled =
    key !== undefined && request.recall?.() === true
      ? guarded(
          unrecorded('reading what the last build has left failed, so the course is read'),
          () => recallSite(key, config, config.time ?? effects.now()),
          () => undefined,
        )
      : undefined;
  if (held.recalled !== undefined) {
    request.scanned?.(staticOnes(held.recalled.state.files), config);
    return held.recalled.state;
  }
  const cache = await timed(effects, 'stage', 'opening the cache', () => cacheOf(held, config));
  const isNew = cache.find('files', config.source, () => true) === undefined;
  const maker = await timed(effects, 'stage', 'loading what makes pages', () => makerOf(held, isNew));
  const site = await maker.make(config, cache, allowing(options, request));
  if (site === undefined) return refused(config, [...found, emptyCourse(config)], last);
  const { made, files, pageCount, formulaCount } = site;
  const all = withoutThemeFindings([...found, ...site.diagnostics, ...faults], made.site, missingTheme);
  const state: SiteState = {
    config: site.config,
    refused: false,
    complete: made.failed.length === 0,
    files,
    failed: made.failed.map(({ page }) => page.outputPath),
    needed: made.needed,
    changed: [...files].filter(([name, file]) => !isSameFile(file, last.get(name))).map(([name]) => name),
    removed: [...last.keys()].filter((name) => !files.has(name)),
    pageCount,
    formulaCount,
    leftOut: leftOutOf(made.pages),
    diagnostics: applyPolicy(reportable(all), config),
    external: withoutThemeLinks(site.external, made.site),
  };
  if (
    key !== undefined &&
    !site.isTransient &&
    !hasInternalFault([...found, ...faults, ...(missingTheme === null ? [] : [missingTheme])])
  )
    held.built = { state, made, begun, key };
  return state;
}

function leftOutOf(pages: readonly { readonly leftOut: number }[]): LeftOut {
  const lighter = pages.filter(({ leftOut }) => leftOut > 0);
  return { scripts: lighter.reduce((sum, { leftOut }) => sum + leftOut, 0), pages: lighter.length };
}

function allowing({ allowEmpty }: BuildOptions, request: BuildRequest): BuildRequest {
  return allowEmpty === undefined ? request : { ...request, allowEmpty };
}

function emptyCourse({ source }: SiteConfig): Diagnostic {
  const place = { file: source, line: 1, column: 1 };
  const message = 'This folder has no page, neither of Markdown nor of HTML, so there is no course in it.';
  const hint = 'Name the folder of the course with --source, or add --allow-empty.';
  return diagnostic('error', 'course-empty', place, message, { hint });
}

/**
 * The maker, whose code is loaded when something has to be made. Of a course that `isNew` all pages have to be: a thread is
 * loaded meanwhile, and while the course is read.
 */
async function makerOf(held: BuilderState, isNew: boolean): Promise<SiteMaker> {
  const { options, effects } = held;
  if (held.maker === undefined) {
    const { createThreadPool } = await import('./threads/index.js');
    const threads = createThreadPool(options.threads, effects.profile);
    if (isNew) threads.prepare();
    try {
      const { createSiteMaker } = await import('./make-site.js');
      held.maker = createSiteMaker(effects, options, threads);
    } catch (error) {
      await threads.close();
      throw error;
    }
  }
  return held.maker;
}

/** By what a site is known again, where it may be recorded. */
async function keyOf(
  { options, effects, version }: BuilderState,
  config: SiteConfig,
  { recall, mathFiles }: BuildRequest,
): Promise<RecordKey | undefined> {
  const folder = cacheFolder(config.source, options, effects);
  if (recall === undefined || folder === undefined || effects.changed !== undefined) return undefined;
  const snapshot = await courseSnapshot(config, [folder]);
  const environment = effects.env['JEKYLL_ENV'];
  const what = { version: version(), environment, isChecked: mathFiles === false };
  return snapshot === undefined ? undefined : recordKey(folder, snapshot, config, what);
}

function staticOnes(files: ReadonlyMap<string, SiteFile>): Map<string, StaticSiteFile> {
  return new Map(
    [...files].flatMap(([name, file]) => (file.kind === 'static' ? [[name, file] as const] : [])),
  );
}

/** The cache, opened anew where the configuration has moved the course. */
function cacheOf(held: BuilderState, config: SiteConfig): PageCache {
  const folder = cacheFolder(config.source, held.options, held.effects);
  if (held.cache === undefined || held.cache.folder !== folder) {
    held.cache?.cache.close();
    held.cache = { folder, cache: openCache(folder, held) };
  }
  return held.cache.cache;
}

function openCache(folder: string | undefined, held: BuilderState): PageCache {
  const { effects, version } = held;
  if (folder === undefined) return memoryCache();
  return openFolderCache({
    folder,
    version: version(),
    now: effects.now(),
    failed: (error) => {
      held.cacheFault = cacheWarning(folder, error);
    },
  });
}

function refused(
  config: SiteConfig,
  diagnostics: readonly Diagnostic[],
  files: ReadonlyMap<string, SiteFile>,
): SiteState {
  return {
    config,
    refused: true,
    complete: false,
    files,
    failed: [],
    needed: [],
    changed: [],
    removed: [],
    pageCount: 0,
    formulaCount: 0,
    leftOut: NOTHING_LEFT_OUT,
    diagnostics,
    external: [],
  };
}
