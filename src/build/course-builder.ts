import { setImmediate as nextTurn } from 'node:timers/promises';
import { memoryCache, openFolderCache, textFingerprint } from '../cache/index.js';
import type { Diagnostic } from '../diagnostics/index.js';
import { type FontMemory, mergeUse } from '../math/index.js';
import type { KnownFiles } from '../output/index.js';
import type { SiteConfig } from '../site/index.js';
import { buildClock } from './build-clock.js';
import type { BuildOptions } from './build-options.js';
import type { BuildRequest } from './build-request.js';
import { cacheFolder } from './cache-folder.js';
import { checkCourse } from './check-course.js';
import { applyPolicy } from './diagnostic-policy.js';
import type { Effects } from './effects.js';
import { type CourseMemory, createFileMemory } from './file-memory.js';
import { createInventoryMemory, type InventoryMemory } from './inventory-memory.js';
import { makePages } from './make-pages.js';
import type { PageCache } from './page-products.js';
import { timed } from './profile.js';
import { programVersion } from './program-version.js';
import { readCourseConfig, scanCourse } from './read-course.js';
import { readSiteMath } from './site-math.js';
import { isSameFile, type SiteFile, type SiteState, staticFiles } from './site-state.js';
import { type TypesetterPool, typesetterPool } from './typesetter-pool.js';
import { keepWritten, readWritten } from './written-files.js';

/** Builds one course, again and again, in memory. */
export interface CourseBuilder {
  /**
   * Builds the course as it is now. One build at a time: the next may begin when this one has ended. Rejects with a
   * `CourseChanged` where a file that was to be read had changed meanwhile: then it is to be built again.
   */
  readonly build: (request?: BuildRequest) => Promise<SiteState>;
  /** What an earlier build knows of the files that it wrote to a destination; once a build has begun. */
  readonly written: (destination: string) => KnownFiles;
  readonly keepWritten: (destination: string, files: KnownFiles) => void;
  /** Keeps on disk what has been made since the last time, for the builds of other processes. */
  readonly save: () => void;
  /** Ends what runs beside the builder. The files of its last state can no longer be read. */
  readonly close: () => Promise<void>;
}

/** What a builder holds from build to build. */
interface Workplace {
  readonly options: BuildOptions;
  readonly effects: Effects;
  readonly memory: CourseMemory;
  readonly inventories: InventoryMemory;
  readonly typesetters: TypesetterPool;
  cache: { readonly folder: string | undefined; readonly cache: PageCache } | undefined;
  last: ReadonlyMap<string, SiteFile>;
}

/**
 * Makes the builder of a course: scan, render, resolve, compose. No page is written, except to the cache. What an
 * author wrote wrong is in the state's diagnostics, and everything else is built; a throw is a bug or the machine's
 * failure.
 */
export function createCourseBuilder(options: BuildOptions, effects: Effects): CourseBuilder {
  const workplace: Workplace = {
    options,
    effects,
    memory: createFileMemory(Date.now),
    inventories: createInventoryMemory(),
    typesetters: typesetterPool(),
    cache: undefined,
    last: new Map(),
  };
  return {
    build: async (request = {}) => {
      const state = await buildCourse(workplace, request);
      workplace.last = state.files;
      return state;
    },
    written: (destination) => readWritten(destination, workplace.cache?.cache),
    keepWritten: (destination, files) => keepWritten(destination, files, workplace.cache?.cache),
    save: () => {
      workplace.memory.save();
      workplace.cache?.cache.save();
    },
    close: async () => {
      await workplace.typesetters.close();
      workplace.cache?.cache.close();
      workplace.cache = undefined;
    },
  };
}

async function buildCourse(workplace: Workplace, request: BuildRequest): Promise<SiteState> {
  const { options, effects, memory, inventories, typesetters, last } = workplace;
  const {
    config,
    usable,
    diagnostics: found,
  } = await timed(effects, 'stage', 'reading the configuration', () => readCourseConfig(options, effects));
  if (!usable) return refused(config, found, last);
  const refusal = (await request.accept?.(config)) ?? [];
  if (refusal.length > 0) return refused(config, [...found, ...refusal], last);
  const cache = await timed(effects, 'stage', 'opening the cache', () => {
    const opened = cacheOf(workplace, config);
    memory.open(config.source, opened);
    return opened;
  });
  const clock = buildClock(effects.now);
  const scanned = await timed(effects, 'stage', 'reading the course', () =>
    scanCourse(config, { ...effects, now: clock.now }, cache, memory),
  );
  const statics = staticFiles(scanned.site);
  request.scanned?.(statics, config);
  const math = await readSiteMath(scanned.site);
  const making = { cache, typesetter: typesetters.find, clock, effects };
  const made = await makePages(scanned.site, math, making, request);
  const files = new Map<string, SiteFile>(statics);
  for (const { page, output, outputHash } of made.pages) {
    const file = { kind: 'generated', content: output, hash: outputHash, path: page.file.path } as const;
    files.set(page.outputPath, file);
  }
  const formulaCount = made.pages.reduce((sum, page) => sum + page.formulaCount, 0);
  const needsMath = formulaCount > 0 && request.mathFiles !== false;
  const mathUse = mergeUse(made.pages.map((page) => page.mathUse));
  // Whoever looks at a page has it before the course is checked.
  await nextTurn();
  request.signal?.throwIfAborted();
  // While fonts are made beside it, this thread checks.
  const [mathFiles, checked] = await Promise.all([
    needsMath ? math.assets(mathUse, fontMemory(cache), typesetters.makeFont) : [],
    timed(effects, 'stage', 'checking links, notebooks and macros', () =>
      checkCourse(made.site, made, effects, { cache, inventories }),
    ),
  ]);
  for (const { path: file, content } of [...mathFiles, NO_JEKYLL]) {
    files.set(file, { kind: 'generated', content: () => content, hash: textFingerprint(content) });
  }
  memory.confirm();
  return {
    config,
    refused: false,
    complete: made.failed.length === 0,
    files,
    failed: made.failed.map(({ outputPath }) => outputPath),
    changed: [...files].filter(([name, file]) => !isSameFile(file, last.get(name))).map(([name]) => name),
    removed: [...last.keys()].filter((name) => !files.has(name)),
    pageCount: made.pages.length,
    formulaCount,
    diagnostics: applyPolicy(
      [...found, ...scanned.diagnostics, ...math.diagnostics, ...made.diagnostics, ...checked.diagnostics],
      config,
    ),
    external: checked.external,
  };
}

/** The cache, opened anew where the configuration has moved the course. */
function cacheOf(workplace: Workplace, config: SiteConfig): PageCache {
  const folder = cacheFolder(config.source, workplace.options, workplace.effects);
  if (workplace.cache === undefined || workplace.cache.folder !== folder) {
    workplace.cache?.cache.close();
    workplace.cache = { folder, cache: openCache(folder, workplace.effects) };
  }
  return workplace.cache.cache;
}

function openCache(folder: string | undefined, { now }: Effects): PageCache {
  if (folder === undefined) return memoryCache();
  return openFolderCache({ folder, version: programVersion(), now: now() });
}

/** Fonts that have been made, in the cache. */
function fontMemory(cache: PageCache): FontMemory {
  return {
    get: (key) => {
      const text = cache.find('font', key, () => true)?.text(0);
      return text === undefined ? undefined : Buffer.from(text, 'base64');
    },
    set: (key, font) => {
      cache.keep('font', key, { reads: [], value: null, texts: [Buffer.from(font).toString('base64')] });
    },
  };
}

/** Tells GitHub Pages that the site is built already. */
const NO_JEKYLL = { path: '.nojekyll', content: '' } as const;

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
    changed: [],
    removed: [],
    pageCount: 0,
    formulaCount: 0,
    diagnostics,
    external: [],
  };
}
