import { ControlFlow } from '../../diagnostics/index.js';
import type { Paginator } from '../../generators/index.js';
import type { CoursePlugins } from '../../plugins/index.js';
import {
  type CourseOutline,
  lectureOrder,
  once,
  type Page,
  type Site,
  siteNavigation,
} from '../../site/index.js';
import type { SiteMath } from '../compose/index.js';
import type { BuildClock, PageCache, Profile } from '../context/index.js';
import { pageKeys, siteFacts } from '../incremental/index.js';
import { createSheetCompiler, type Sheet, type SheetCompiler, siteLookups } from '../render/index.js';
import { type ImageHeaders, imageHeaders } from '../scan/index.js';
import type { PageTypesetter } from '../typeset/index.js';
import { mathTexts } from './math-readings.js';
import type { PageMaker } from './page-maker.js';
import { createPageResults, type PageResults } from './page-results.js';

/** What the pages of a site are made from: the site as it was settled, and what `paginator` is on a page. */
export interface PageSources {
  readonly site: Site;
  readonly paginators: ReadonlyMap<string, Paginator>;
  readonly plugins: CoursePlugins;
}

/** What they are made with, in one build and one thread. */
export interface SitePagesOptions {
  readonly cache: PageCache;
  readonly clock: BuildClock;
  /** `jekyll.environment`. */
  readonly environment: string;
  readonly profile: Profile | undefined;
  /** Asked for when the first page may have a formula. */
  readonly typesetter: () => Promise<PageTypesetter>;
  /** How the headers of pictures are read; absent where nobody remembers them. */
  readonly imageHeaders?: ImageHeaders;
  /** Told before a page, or a part of it, is made; may throw a `ControlFlow`, which passes. */
  readonly making?: (page: Page) => void;
}

/** The pages of a site, as they come out of the cache or are made. */
export interface SitePages {
  readonly results: PageResults;
  /** Loads what makes pages, without which only what the cache has is there. */
  readonly open: () => Promise<PageMaker>;
  readonly sheets: SheetCompiler;
  /** The style sheets that these pages are or have in them, as far as that can be told before any page is made. */
  readonly sheetsOf: (pages: readonly Page[]) => Promise<readonly Sheet[]>;
}

/** Thrown where a page would be made while no style sheet is compiled: what had a sheet in it would be without it. */
class NothingCompiled extends ControlFlow {}

/** Opens the pages of a site: all that a thread does to one of them is behind this. */
export function openSitePages(
  { site, paginators, plugins }: PageSources,
  math: SiteMath,
  {
    cache,
    clock,
    environment,
    profile,
    typesetter,
    imageHeaders: headers = imageHeaders(),
    making = () => {},
  }: SitePagesOptions,
): SitePages {
  const keys = pageKeys(site.pages);
  const lookups = siteLookups(site);
  const outline: CourseOutline = {
    lectures: once(() => lectureOrder(site)),
    navigation: once(() => siteNavigation(site)),
  };
  const facts = siteFacts(site, { keys, lookups, outline, paginators, plugins, math, environment });
  let isCompiling = true;
  const results = createPageResults({
    cache,
    keys,
    facts,
    mathTexts: mathTexts(site),
    imageHeaders: headers,
    site,
    profile,
    making: (page) => {
      if (!isCompiling) throw new NothingCompiled();
      making(page);
    },
  });
  clock.note = results.note;
  const sheets = createSheetCompiler({
    loadPaths: site.sassDirectories,
    style: site.config.sass.style,
    takesMissing: site.config.theme?.role === 'stand-in',
  });
  const open = once(async () => {
    const { createPageMaker } = await import('./page-maker.js');
    const shared = { plugins, environment, math, lookups, outline, typesetter, sheets, profile };
    const tools = { keyOf: keys.keyOf, paginators, ...shared };
    const maker = await createPageMaker(site, { ...results, ...tools });
    results.open(maker);
    return maker;
  });
  const sheetsOf = async (pages: readonly Page[]): Promise<readonly Sheet[]> => {
    const maker = await open();
    isCompiling = false;
    try {
      return pages.flatMap(maker.sheetsOf);
    } finally {
      isCompiling = true;
    }
  };
  return { results, open, sheets, sheetsOf };
}
