import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Diagnostic, guarded } from '../diagnostics/index.js';
import { isHeadingsPage, pluginFilters, pluginTags } from '../generators/index.js';
import type { ExternalLink } from '../links/index.js';
import { mathStyles } from '../math/index.js';
import type { CopyUntil } from '../output/index.js';
import { type CoursePlugins, rubyTags, withMissingPlugins } from '../plugins/index.js';
import type { ScanResult, Site, SiteConfig } from '../site/index.js';
import { webManifest } from './compose/index.js';
import {
  type BuildOptions,
  type BuildRequest,
  buildClock,
  type Effects,
  type MadePages,
  type PageCache,
  type SiteFile,
  timed,
} from './context/index.js';
import { makePages } from './make-pages.js';
import type { LastReferences } from './page-batches.js';
import { makePagesAhead, type ReadCourse } from './pages-ahead.js';
import { type PreparedCourse, prepareCourse } from './prepare-course.js';
import { checkCourse, checkPublishedFiles, createInventoryMemory } from './resolve/index.js';
import { createFileMemory, imageHeaders, scanCourse } from './scan/index.js';
import { searchFiles } from './search/index.js';
import { contentFile, siteFiles } from './site-files.js';
import { formulaFiles, siteFormulas } from './site-formulas.js';
import type { ThreadPool } from './threads/index.js';
import { createVariantMaker } from './variants/index.js';

/** Makes the sites of a course. Everything that reads its files, and makes something of them, is behind this. */
export interface SiteMaker {
  /** Makes the site of the course as it is now, with what the cache has; undefined where it is refused as empty. */
  readonly make: (
    config: SiteConfig,
    cache: PageCache,
    request: BuildRequest,
  ) => Promise<MadeSite | undefined>;
  /** Hands to the cache what it knows of the course's files. */
  readonly save: () => void;
  /** Copies files beside the making of a site, where there are threads for it. */
  readonly copy: CopyUntil;
  readonly close: () => Promise<void>;
}

/** A site in memory. */
export interface MadeSite {
  /** The configuration under which it was made: where that states no `baseurl`, with the one that is inferred. */
  readonly config: SiteConfig;
  readonly made: MadePages;
  /** Every file, by its path relative to the destination. */
  readonly files: ReadonlyMap<string, SiteFile>;
  /** Of the course: the list of its headings is none of them. */
  readonly pageCount: number;
  readonly formulaCount: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Links that lead out of the site, in the order of the pages. */
  readonly external: readonly ExternalLink[];
  /**
   * Whether it may be another although nothing of the course changes: a post waits for its date, something had no answer
   * in time, a plugin can read what is not in the course, or lectern failed at something, which need not fail again.
   */
  readonly isTransient: boolean;
}

/** Makes the maker of a course's sites, with threads that it ends when it is closed. */
export function createSiteMaker(
  effects: Effects,
  cached: Pick<BuildOptions, 'cache'>,
  threads: ThreadPool,
): SiteMaker {
  const memory = createFileMemory(Date.now);
  const inventories = createInventoryMemory();
  const variants = createVariantMaker(effects, memory, cached);
  const lastReferences: LastReferences = { shown: new Map() };
  let last: ReadCourse | undefined;

  const make: SiteMaker['make'] = async (config, cache, request) => {
    const isKnown = memory.open(config.source, cache);
    // Meanwhile the course is read.
    if (!isKnown) threads.prepare();
    const faults: Diagnostic[] = [];
    const tell = (fault: Diagnostic): void => void faults.push(fault);
    const time = effects.now();
    const now = time.getTime();
    const clock = buildClock(() => time);
    if (last !== undefined) await makePagesAhead(last, config, request, memory);
    const scanned = await timed(effects, 'stage', 'reading the course', () =>
      scanCourse(config, { ...effects, now: clock.now }, cache, memory),
    );
    if (request.allowEmpty === false && !hasPages(scanned)) return undefined;
    const prepared = await timed(effects, 'stage', 'running plugins and settling outputs', () =>
      prepareCourse(scanned.site, { cache, effects, request, tell }),
    );
    const { settled, math, plugins, loaded } = prepared;
    const headers = imageHeaders(effects.changed === undefined ? memory : undefined);
    const pictures = variants.open(settled.site, headers, request);
    const making = {
      cache,
      typesetter: threads.find,
      imageHeaders: headers,
      clock,
      now,
      effects,
      ...(pictures === undefined ? {} : { pictures }),
      lastReferences,
    };
    last = { config, settled, making };
    const lookIntoFiles = (): ReturnType<typeof checkPublishedFiles> =>
      checkPublishedFiles(settled.site, effects, cache);
    // Of a course that is new much is to be made, and other threads have nothing to do once it is.
    const published = isKnown ? undefined : lookIntoFiles();
    published?.catch(() => {});
    const made = await makePages(settled, math, making, request).catch(async (error: unknown) => {
      // When a build ends, nothing of it goes on.
      await Promise.allSettled([published, pictures?.settled()]);
      throw error;
    });
    const files = siteFiles(prepared.statics, made);
    const formulas = siteFormulas(made);
    // Whoever looks at a page has it before the course is checked.
    await nextTurn();
    request.signal?.throwIfAborted();
    // While fonts are made beside it, this thread checks.
    const fonts =
      request.mathFiles === false
        ? Promise.resolve([])
        : formulaFiles(formulas, math, { cache, makeFont: threads.makeFont, tell });
    // Who waits for them hears of what fails; until then nobody has to.
    fonts.catch(() => {});
    const checked = await timed(effects, 'stage', 'checking links, notebooks and macros', async () =>
      checkCourse(made.site, made, effects, { cache, inventories }, await (published ?? lookIntoFiles())),
    );
    const mathFiles = await timed(effects, 'stage', 'making the fonts of formulas', () => fonts);
    const added = [NO_JEKYLL, ...(made.site.config.ownTheme ? [webManifest(made.site.config)] : [])];
    for (const { path: file, content } of [...mathFiles, ...added.filter((one) => !files.has(one.path))]) {
      files.set(file, contentFile(content));
    }
    for (const [file, content] of await timed(effects, 'stage', 'making the index of the search', async () =>
      guarded(
        { failing: NO_SEARCH, place: '_config.yml', severity: 'error', tell },
        () =>
          searchFiles(made, { cache, styles: formulas.isAny ? mathStyles(formulas.use(), math.links) : [] }),
        () => new Map(),
      ),
    ))
      files.set(file, content);
    memory.confirm();
    const diagnostics = withMissingPlugins(
      [
        ...scanned.diagnostics,
        ...preparationDiagnostics(prepared),
        ...made.diagnostics,
        ...checked.diagnostics,
        ...faults,
      ],
      { plugins, loaded, covered: coveredNames(made.site, plugins) },
    );
    return {
      config: prepared.mounted.site.config,
      made,
      files,
      pageCount: made.pages.filter(({ page }) => !isHeadingsPage(page)).length,
      formulaCount: formulas.count,
      diagnostics,
      external: checked.external,
      isTransient:
        !plugins.isSelfContained ||
        checked.isUncertain ||
        prepared.dated.isUncertain ||
        diagnostics.some(({ code }) => TRANSIENT.has(code)),
    };
  };
  const close = async (): Promise<void> => {
    variants.close();
    await threads.close();
  };
  return { make, save: memory.save, copy: threads.copy, close };
}

/** Codes of what is found of a site that may be another the next time. */
const TRANSIENT: ReadonlySet<string> = new Set([
  'post-future',
  // It can be installed although nothing of the course is changed.
  'image-encoder-missing',
  'internal-fault',
  'page-failed',
  'page-endless',
]);

const NO_SEARCH = 'making the index of the search failed, so nothing is found';

/** Whether anything of a course is a page, or will be one in time. */
function hasPages({ site, diagnostics }: ScanResult): boolean {
  return (
    // A style sheet with front matter is a page as well.
    site.pages.length > 0 ||
    site.staticFiles.some(({ outputPath }) => /\.(?:x?html?|md|markdown)$/i.test(outputPath)) ||
    diagnostics.some(({ code, severity }) => code === 'post-future' || severity === 'error')
  );
}

/** What was found until a course was prepared, in the order of the steps. */
function preparationDiagnostics({
  mounted,
  loaded,
  generated,
  dated,
  math,
}: PreparedCourse): readonly Diagnostic[] {
  return [mounted, loaded, generated, dated, math].flatMap(({ diagnostics }) => diagnostics);
}

/** Tags and filters that the plugins of a site bring, with their kind in front. */
function coveredNames(site: Site, { ruby }: CoursePlugins): ReadonlySet<string> {
  const tags = { ...pluginTags(site), ...rubyTags(ruby) };
  return new Set([
    ...Object.keys(tags).map((name) => `tag ${name}`),
    ...Object.keys(pluginFilters(site)).map((name) => `filter ${name}`),
  ]);
}

/** Tells GitHub Pages that the site is built already. */
const NO_JEKYLL = { path: '.nojekyll', content: '' } as const;
