import { setImmediate as nextTurn } from 'node:timers/promises';
import { isControlFlow } from '../diagnostics/index.js';
import type { PluginResult } from '../generators/index.js';
import { once, type Page } from '../site/index.js';
import type { SiteMath } from './compose/index.js';
import {
  type BuildClock,
  type BuildRequest,
  CacheDamage,
  COMPILING_SHEETS,
  type ComposedPage,
  type Effects,
  MAKING_PAGES,
  PAGE_PARTS,
  type PageCache,
  type RenderedPage,
  timed,
} from './context/index.js';
import {
  type BesideThreads,
  eachPage,
  isSheet,
  isSheetThreadWorth,
  openSitePages,
  type PageMaker,
  PageMakerNeeded,
  type PageSources,
  type SitePages,
  type StageResult,
} from './pages/index.js';
import type { CompletedPages, ShowMark } from './references/index.js';
import type { Sheet } from './render/index.js';
import type { ImageHeaders } from './scan/index.js';
import {
  adoptBatch,
  isWorthTelling,
  type PageThreads,
  type ResultBatch,
  siteMessage,
  TaskStuck,
  type ThreadPool,
} from './threads/index.js';
import { type PageTypesetter, themeScripts } from './typeset/index.js';
import type { PictureVariants } from './variants/index.js';

/** What the last build knows of references. */
export interface LastReferences {
  /** What stood for the marks of its pages, by output path. */
  readonly shown: Map<string, ReadonlyMap<string, string>>;
  /** Shows others by the names that its pages have; absent before there was any. */
  show?: ShowMark;
  /** The terms that it has linked. */
  termsOf?: CompletedPages['termsOf'];
}

/** What pages are made with, from build to build. */
export interface PageMaking {
  readonly cache: PageCache;
  /** The typesetter for a site's options, for so many pages. */
  readonly typesetter: ThreadPool['find'];
  readonly imageHeaders: ImageHeaders;
  readonly clock: BuildClock;
  /** The same time, in milliseconds since 1970. */
  readonly now: number;
  readonly effects: Effects;
  /** Makes variants of pictures; absent where there are to be none. */
  readonly pictures?: PictureVariants;
  readonly lastReferences: LastReferences;
}

/** A course of which every output can be written, with the plugins that pages are made with. */
export type SettledCourse = PluginResult & Pick<PageSources, 'plugins'>;

/** A page that has been made, or taken from the cache. */
export interface MadePage {
  readonly rendered: RenderedPage;
  readonly composed: ComposedPage;
}

/** Makes the pages of one build, many at a time. */
export interface PageBatches {
  /** Takes pages from the cache or makes them, in this thread and in others. */
  readonly make: (pages: readonly Page[]) => Promise<StageResult<MadePage>>;
  readonly results: SitePages['results'];
  /** Loads what makes pages, without which only what the cache has is there. */
  readonly open: () => Promise<PageMaker>;
}

/** How many pages are taken from the cache in one turn of the event loop. */
const A_FEW = 8;

/** Opens the pages of a site; `ready` is told of each that has been made. */
export function openPageBatches(
  { site, paginators, plugins }: SettledCourse,
  math: SiteMath,
  making: PageMaking,
  { signal, ready }: Pick<BuildRequest, 'signal'> & { readonly ready: (composed: ComposedPage) => void },
): PageBatches {
  const { effects, cache, clock } = making;
  const { profile } = effects;
  const environment = effects.env['JEKYLL_ENV'] ?? 'production';
  let missing = 0;
  // Asked for with each page, which looks through all files of the site for them.
  const finishing = once(() => ({
    typesetter: profile === undefined ? math.typesetter : { ...math.typesetter, timed: true },
    links: math.links,
    baseurl: site.config.baseurl,
    ...(site.config.ownTheme ? { ownTheme: { scripts: themeScripts(site) } } : {}),
  }));
  const typesetter = async (): Promise<PageTypesetter | PageThreads> => {
    const found = await making.typesetter(finishing(), missing);
    if (signal?.aborted === true) found.drop();
    signal?.addEventListener('abort', found.drop, { once: true });
    return found;
  };
  const sources = { site, paginators, plugins };
  /** Pages that a thread did not come to the end of: nor would this one, for their sake or for that of others. */
  const stuck = new Map<Page, TaskStuck>();
  const pages = openSitePages(sources, math, {
    cache,
    clock,
    environment,
    profile,
    typesetter,
    making: (page) => {
      const error = stuck.get(page);
      if (error !== undefined) throw error;
    },
    imageHeaders: making.imageHeaders,
  });
  const { results, sheets } = pages;
  const open = (): Promise<PageMaker> =>
    timed(effects, 'stage', 'loading Liquid, Markdown and KaTeX', pages.open);
  const made = (composed: ComposedPage): MadePage => {
    making.pictures?.begin(composed.marks);
    ready(composed);
    return { rendered: results.rendered(composed.page), composed };
  };
  const make = async (page: Page): Promise<MadePage> => {
    if (isSheet(page)) await sheets.settled();
    signal?.throwIfAborted();
    return repeated(async () => made(await results.composed(page)));
  };
  const kept = (page: Page): MadePage | undefined =>
    undamaged(() => {
      results.mathOf(page);
      const composed = results.keptComposed(page);
      return composed === undefined ? undefined : made(composed);
    });
  const told = { now: making.now, environment, isTimed: profile !== undefined };
  const takeKept = async (wanted: readonly Page[]): Promise<{ found: MadePage[]; others: Page[] }> => {
    const found: MadePage[] = [];
    const others: Page[] = [];
    for (const [index, page] of wanted.entries()) {
      // A server answers meanwhile.
      if (index % A_FEW === A_FEW - 1) await nextTurn();
      signal?.throwIfAborted();
      const result = kept(page);
      if (result === undefined) others.push(page);
      else found.push(result);
    }
    return { found, others };
  };
  /** Has the thread for style sheets compile those that are missing; whoever needs one waits for `sheets`. */
  const compileSheets = async (
    missingSheets: readonly Page[],
    opening: () => Promise<void>,
  ): Promise<void> => {
    if (missingSheets.length === 0) return opening();
    // Sass is loaded, and then works, while the other pages are made.
    sheets.start();
    signal?.addEventListener('abort', sheets.stop, { once: true });
    const ahead: Sheet[] = [];
    try {
      await opening();
      await timed(effects, 'stage', 'reading style sheets', async () =>
        ahead.push(...(await pages.sheetsOf(missingSheets))),
      );
    } finally {
      sheets.ahead(ahead);
      void timed(effects, 'beside', COMPILING_SHEETS, sheets.settled);
    }
  };
  const makeMissing = async (others: readonly Page[]): Promise<StageResult<MadePage>> => {
    missing = others.length;
    const missingSheets = isSheetThreadWorth(others) ? others.filter(isSheet) : [];
    let threads: PageThreads | undefined;
    await compileSheets(missingSheets, async () => {
      const found = await typesetter();
      if ('makePage' in found && isWorthTelling(missing)) threads = found;
      const message = threads === undefined ? undefined : siteMessage(sources);
      threads?.openSite(message === undefined ? undefined : { message, ...told });
      await open();
    });
    // Those that are waited for here come first: other threads take pages from the end.
    const inOrder = [...missingSheets, ...others.filter((page) => !missingSheets.includes(page))];
    const beside =
      threads === undefined
        ? undefined
        : besideThreads(threads, { pages: site.pages, cache, effects, kept, stuck });
    try {
      return await timed(effects, 'stage', MAKING_PAGES, () =>
        eachPage('Making', inOrder, make, effects, { beside, signal }),
      );
    } finally {
      // A server may not have so much to make for long.
      threads?.openSite(undefined);
    }
  };
  return {
    results,
    open,
    make: async (wanted) => {
      const { found, others } = await timed(effects, 'stage', 'taking pages from the cache', () =>
        takeKept(wanted),
      );
      if (others.length === 0) return { results: found, failed: [] };
      const stage = await makeMissing(others);
      return { ...stage, results: [...found, ...stage.results] };
    },
  };
}

/** Threads that make pages besides this one: what they have made goes into the cache, and `kept` takes it from there. */
function besideThreads(
  threads: PageThreads,
  {
    pages,
    cache,
    effects: { profile },
    kept,
    stuck,
  }: {
    readonly pages: readonly Page[];
    readonly cache: PageCache;
    readonly effects: Effects;
    readonly kept: (page: Page) => MadePage | undefined;
    readonly stuck: Map<Page, TaskStuck>;
  },
): BesideThreads<MadePage> {
  const numbers = new Map(pages.map((page, number) => [page, number]));
  return {
    hasRoom: threads.hasRoom,
    run: async (page) => {
      // Sass is loaded in a thread of its own.
      if (isSheet(page)) return undefined;
      const answer = await threads.makePage(numbers.get(page) ?? -1).catch((error: unknown) => {
        if (error instanceof TaskStuck) stuck.set(page, error);
        throw error;
      });
      if (answer === undefined) return undefined;
      adoptBatch(answer.batch, cache);
      for (const [kind, { name, milliseconds, uses }] of answer.times) {
        profile?.add(kind, name, milliseconds, uses);
        if (kind === 'text' || kind === 'excerpt' || kind === 'layouts')
          profile?.add('beside', PAGE_PARTS[kind], milliseconds);
      }
      return readsOthers(answer.batch) ? undefined : kept(page);
    },
  };
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

/** What `run` gives, or undefined where something has to be made, as also where what is kept of it is of no use. */
export function undamaged<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!isControlFlow(error) || error instanceof CacheDamage || error instanceof PageMakerNeeded)
      return undefined;
    throw error;
  }
}

/** Runs `run` again where the cache turns out to be damaged: what was damaged has been forgotten. */
export async function repeated<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof CacheDamage) return repeated(run);
    throw error;
  }
}
