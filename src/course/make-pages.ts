import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type Diagnostic,
  guarded,
  guardedLater,
  internalFault,
  isControlFlow,
} from '../diagnostics/index.js';
import { earlierOutputs, type PluginResult } from '../generators/index.js';
import { type CourseMacros, type MathJaxReading, withDefiningPages } from '../math/index.js';
import type { Page, Site } from '../site/index.js';
import { type SiteMath, withShownPlaces } from './compose/index.js';
import {
  type BuildClock,
  type BuildRequest,
  CacheDamage,
  type ComposedPage,
  type Effects,
  fileIdentity,
  type GeneratedSiteFile,
  type MadePages,
  type PageCache,
  type RenderedPage,
  remembered,
  type SubstitutePage,
  timed,
} from './context/index.js';
import { mapped } from './incremental/index.js';
import {
  type BesideThreads,
  eachPage,
  type FailedPage,
  isSheet,
  isSheetThreadWorth,
  openSitePages,
  type PageMaker,
  PageMakerNeeded,
  type PageSources,
  type StageResult,
} from './pages/index.js';
import type { Sheet } from './render/index.js';
import {
  adoptBatch,
  isWorthTelling,
  type PageThreads,
  type ResultBatch,
  siteMessage,
  type ThreadPool,
} from './threads/index.js';
import type { PageTypesetter } from './typeset/index.js';

/** What pages are made with, from build to build. */
export interface PageMaking {
  readonly cache: PageCache;
  /** The typesetter for a site's options, for so many pages. */
  readonly typesetter: ThreadPool['find'];
  readonly clock: BuildClock;
  /** The same time, in milliseconds since 1970. */
  readonly now: number;
  readonly effects: Effects;
}

/** A course of which every output can be written, with the plugins that pages are made with. */
export type SettledCourse = PluginResult & Pick<PageSources, 'plugins'>;

/** What it is called that other threads do of making pages. */
const BESIDE = { text: 'Liquid and Markdown', excerpt: 'excerpts', layouts: 'layouts' } as const;

/** What the profile calls the work of the thread for style sheets. */
const COMPILING = 'compiling style sheets';

/** How many pages are taken from the cache in one turn of the event loop. */
const A_FEW = 8;

/** Renders and composes every page of a site that is written, as far as the cache does not have it. */
export async function makePages(
  { site, paginators, plugins, diagnostics, failed: failedPlugins }: SettledCourse,
  math: SiteMath,
  making: PageMaking,
  request: Pick<BuildRequest, 'first' | 'ready' | 'signal' | 'calm' | 'published'> = {},
): Promise<MadePages> {
  const { effects, cache, clock } = making;
  const { first = [], ready, signal, calm, published = () => undefined } = request;
  const written = pagesToWrite(site);
  const { profile } = effects;
  const environment = effects.env['JEKYLL_ENV'] ?? 'production';
  const tell = (composed: ComposedPage): ComposedPage => {
    ready?.(composed.page.outputPath, generatedFile(composed));
    return composed;
  };
  let missing = 0;
  const typesetter = async (): Promise<PageTypesetter | PageThreads> => {
    const typesetting = profile === undefined ? math.typesetter : { ...math.typesetter, timed: true };
    const finishing = { typesetter: typesetting, links: math.links, baseurl: site.config.baseurl };
    const found = await making.typesetter(finishing, missing);
    if (signal?.aborted === true) found.drop();
    signal?.addEventListener('abort', found.drop, { once: true });
    return found;
  };
  const sources = { site, paginators, plugins };
  const pages = openSitePages(sources, math, { cache, clock, environment, profile, typesetter });
  const { results, sheets } = pages;
  const open = (): Promise<PageMaker> =>
    timed(effects, 'stage', 'loading Liquid, Markdown and KaTeX', pages.open);
  const made = (composed: ComposedPage): MadePage => ({
    rendered: results.rendered(composed.page),
    composed,
  });
  const make = async (page: Page): Promise<MadePage> => {
    if (isSheet(page)) await sheets.settled();
    signal?.throwIfAborted();
    return made(await repeated(async () => tell(await results.composed(page))));
  };
  const kept = (page: Page): MadePage | undefined =>
    undamaged(() => {
      results.mathOf(page);
      const composed = results.keptComposed(page);
      return composed === undefined ? undefined : made(tell(composed));
    });
  const numbers = new Map(site.pages.map((page, number) => [page, number]));
  let opened: PageThreads | undefined;
  /** The threads that make pages besides this one, where so many are to be made that they pay. */
  const threads = async (): Promise<BesideThreads<MadePage> | undefined> => {
    const found = await typesetter();
    if (!('makePage' in found) || !isWorthTelling(missing)) return undefined;
    if (opened !== found) {
      const message = siteMessage(sources);
      const told = { now: making.now, environment, isTimed: profile !== undefined };
      found.openSite(message === undefined ? undefined : { message, ...told });
      opened = found;
    }
    return {
      hasRoom: found.hasRoom,
      run: async (page) => {
        // Sass is loaded in a thread of its own.
        if (isSheet(page)) return undefined;
        const answer = await found.makePage(numbers.get(page) ?? -1);
        if (answer === undefined) return undefined;
        adoptBatch(answer.batch, cache);
        for (const [kind, { name, milliseconds, uses }] of answer.times) {
          profile?.add(kind, name, milliseconds, uses);
          if (kind === 'text' || kind === 'excerpt' || kind === 'layouts')
            profile?.add('beside', BESIDE[kind], milliseconds);
        }
        return readsOthers(answer.batch) ? undefined : kept(page);
      },
    };
  };
  const makeAll = async (wanted: readonly Page[]): Promise<StageResult<MadePage>> => {
    const found: MadePage[] = [];
    const others: Page[] = [];
    await timed(effects, 'stage', 'taking pages from the cache', async () => {
      for (const [index, page] of wanted.entries()) {
        // A server answers meanwhile.
        if (index % A_FEW === A_FEW - 1) await nextTurn();
        signal?.throwIfAborted();
        const result = kept(page);
        if (result === undefined) others.push(page);
        else found.push(result);
      }
    });
    missing = others.length;
    if (missing === 0) return { results: found, failed: [] };
    const missingSheets = isSheetThreadWorth(others) ? others.filter(isSheet) : [];
    // Sass is loaded, and then works, while the other pages are made.
    if (missingSheets.length > 0) {
      sheets.start();
      signal?.addEventListener('abort', sheets.stop, { once: true });
    }
    const told: Sheet[] = [];
    let beside: BesideThreads<MadePage> | undefined;
    try {
      beside = await threads();
      await open();
      await timed(effects, 'stage', 'reading style sheets', async () =>
        told.push(...(await pages.sheetsOf(missingSheets))),
      );
    } finally {
      if (missingSheets.length > 0) {
        sheets.ahead(told);
        void timed(effects, 'beside', COMPILING, sheets.settled);
      }
    }
    // Those that are waited for here come first: other threads take pages from the end.
    const inOrder = [...missingSheets, ...others.filter((page) => !missingSheets.includes(page))];
    try {
      const stage = await timed(effects, 'stage', 'making pages', () =>
        eachPage('Making', inOrder, make, effects, { beside, signal }),
      );
      return { ...stage, results: [...found, ...stage.results] };
    } finally {
      // A server may not have so much to make for long.
      opened?.openSite(undefined);
      opened = undefined;
    }
  };
  const isFirst = ({ outputPath }: Page): boolean => first.includes(outputPath);
  const looked = written.filter(isFirst);
  const stages = looked.length > 0 ? [await makeAll(looked)] : [];
  await calm?.();
  stages.push(await makeAll(looked.length > 0 ? written.filter((page) => !isFirst(page)) : written));
  const byPage = new Map(
    stages.flatMap(({ results: made }) => made.map((result) => [result.rendered.page, result])),
  );
  const failures = stages.flatMap(({ failed }) => failed);
  const { failed, needed } =
    failures.length === 0
      ? { failed: [], needed: [] }
      : await import('./pages/substitute-page.js').then(async ({ substitutePages }) =>
          substitutePages(
            failures.map(({ page }) => page),
            { results, maker: await open(), published, config: site.config },
          ),
        );
  for (const { page, output, outputHash } of failed) {
    ready?.(page.outputPath, generatedFile({ page, output: () => output, outputHash }));
  }
  const inSite = written.flatMap((page) => byPage.get(page) ?? []);
  const composed = inSite.map((page) => page.composed);
  const own: Diagnostic[] = [];
  const macros: CourseMacros = {
    layers: await guardedLater(
      {
        failing: 'looking for the macros of the course failed, so they are not checked',
        place: '_config.yml',
        tell: (fault) => own.push(fault),
      },
      async () => {
        const readings = [...new Set(composed.map(({ page }) => results.mathOf(page)))];
        return remembered(cache, 'macros', 'all', macroSources(site, math, readings, effects), async () => {
          const { courseMacros } = await import('./resolve/course-macros.js');
          return courseMacros(site, math, readings);
        });
      },
      () => [],
    ),
    pages: composed.flatMap((page) => page.macros ?? []),
  };
  // What is wrong in a document that is no page of its own is told where it stands.
  const shown = composed.map(({ page }) => page);
  const printed = await guardedLater(
    {
      failing: 'looking for what is wrong in documents that pages show failed',
      place: '_config.yml',
      tell: (fault) => own.push(fault),
    },
    async () => {
      const known = undamaged(() => results.printed(shown));
      if (known === undefined) await open();
      return known ?? repeated(async () => results.printed(shown));
    },
    () => [],
  );
  const ofPages = guarded(
    {
      failing: 'looking for the places of faults in documents that pages show failed',
      place: '_config.yml',
      tell: (fault) => own.push(fault),
    },
    () =>
      withShownPlaces(
        composed.flatMap((page) => page.diagnostics),
        printed.map(({ page }) => page),
      ),
    () => composed.flatMap((page) => page.diagnostics),
  );
  const defining = 'looking for the pages that define a macro failed';
  const placed = guarded(
    { failing: defining, place: '_config.yml', tell: (fault) => own.push(fault) },
    () => withDefiningPages(ofPages, macros),
    () => ofPages,
  );
  const faults = composed.flatMap((page) => page.preambleFaults);
  return {
    site,
    rendered: inSite.map((page) => page.rendered),
    pages: composed,
    macros,
    transient: results.transient(),
    failed,
    needed: [...needed, ...failedPlugins.flatMap((plugin) => earlierOutputs(plugin, published))],
    diagnostics: [
      ...diagnostics,
      ...own,
      ...failures.map((failure, index) => pageFailure(failure, failed[index]?.shows)),
      ...inSite.flatMap((page) => page.rendered.diagnostics),
      ...printed.flatMap((page) => page.diagnostics),
      ...placed,
      ...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values(),
    ],
  };
}

/** All that decides which macros a course defines besides those of its formulas. */
function macroSources(
  { config }: Site,
  { typesetter, preambles }: SiteMath,
  readings: readonly MathJaxReading[],
  effects: Effects,
): unknown {
  return [
    readings,
    typesetter.macros,
    typesetter.preambles.map(mapped),
    [...preambles.values()].map(mapped),
    config.configFiles.map((file) => [path.relative(config.source, file), fileIdentity(file, effects)]),
  ];
}

/** Whether results were made from what other pages have become, which is then made before they are looked at. */
function readsOthers({ results }: ResultBatch): boolean {
  const own = results.at(-1)?.name;
  return results.some(({ reads }) =>
    reads.some(([name]) => {
      const [, key] = /^(?:content|output|excerpt|marked|script) (.*)$/s.exec(name) ?? [];
      return key !== undefined && key !== own;
    }),
  );
}

interface MadePage {
  readonly rendered: RenderedPage;
  readonly composed: ComposedPage;
}

/** What is said of a page at which lectern has failed. */
function pageFailure({ page, error }: FailedPage, shows: SubstitutePage['shows'] | undefined): Diagnostic {
  const seen = shows === 'last' ? 'its last version' : 'its text as it is written, with a notice';
  const failing = `making this page failed, so readers see ${seen}`;
  const fault = internalFault({ failing, place: page.file.path, severity: 'error' }, error);
  return { ...fault, code: 'page-failed' };
}

/** A page as a file of the site. */
export function generatedFile({
  page,
  output,
  outputHash,
}: Pick<ComposedPage, 'page' | 'output' | 'outputHash'>): GeneratedSiteFile {
  return { kind: 'generated', content: output, hash: outputHash, path: page.file.path };
}

/** What `run` gives, or undefined where something has to be made, as also where what is kept of it is of no use. */
function undamaged<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!isControlFlow(error) || error instanceof CacheDamage || error instanceof PageMakerNeeded)
      return undefined;
    throw error;
  }
}

/** Runs `run` again where the cache turns out to be damaged: what was damaged has been forgotten. */
async function repeated<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof CacheDamage) return repeated(run);
    throw error;
  }
}

/** Pages that become files; of two with one URL the scan has settled which, and has said so. */
function pagesToWrite(site: Site): readonly Page[] {
  return site.pages.filter((page) => page.written && site.files.get(page.outputPath) === page);
}
