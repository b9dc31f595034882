import { setImmediate as nextTurn } from 'node:timers/promises';
import { textFingerprint } from '../cache/index.js';
import { type Diagnostic, guarded, guardedLater } from '../diagnostics/index.js';
import { isHeadingsPage, pluginFilters, pluginTags } from '../generators/index.js';
import { findImageEncoder } from '../images/index.js';
import type { ExternalLink } from '../links/index.js';
import { type FontCache, mathStyles, mergeUse } from '../math/index.js';
import { rubyTags, withMissingPlugins } from '../plugins/index.js';
import { isTruthy, type ScanResult, type Site, type SiteConfig } from '../site/index.js';
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
import { cacheFolder } from './incremental/index.js';
import { generatedFile, makePages } from './make-pages.js';
import type { LastReferences } from './page-batches.js';
import { makePagesAhead, type ReadCourse } from './pages-ahead.js';
import { pictureFiles } from './picture-files.js';
import { prepareCourse } from './prepare-course.js';
import { checkCourse, checkPublishedFiles, createInventoryMemory } from './resolve/index.js';
import { createFileMemory, type ImageHeaders, imageHeaders, scanCourse } from './scan/index.js';
import { searchFiles } from './search/index.js';
import { createThreadPool } from './threads/index.js';
import {
  createPictureVariants,
  openVariantStore,
  type PictureVariants,
  type VariantStore,
} from './variants/index.js';

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

/** Makes the maker of a course's sites. */
export function createSiteMaker(
  effects: Effects,
  { threads: threadCount, cache: stated }: Pick<BuildOptions, 'threads' | 'cache'>,
): SiteMaker {
  const memory = createFileMemory(Date.now);
  const inventories = createInventoryMemory();
  const threads = createThreadPool(threadCount);
  const stores = new Map<string, VariantStore>();
  const lastReferences: LastReferences = { shown: new Map() };
  let last: ReadCourse | undefined;

  /** The variants of pictures of a site that is written, where there are to be any. */
  const picturesOf = (
    site: Site,
    headers: ImageHeaders,
    { signal, mathFiles }: BuildRequest,
  ): PictureVariants | undefined => {
    const { config } = site;
    if (!config.lectern.images.optimise || mathFiles === false) return undefined;
    const folder = cacheFolder(config.source, stated === undefined ? {} : { cache: stated }, effects);
    return createPictureVariants({
      site,
      headers,
      memory: effects.changed === undefined ? memory : undefined,
      installed: findImageEncoder(isTruthy(config.raw['safe']) ? undefined : config.source),
      store: (version) => {
        const key = `${folder} ${version}`;
        const store = stores.get(key) ?? openVariantStore(folder, version);
        stores.set(key, store);
        return store;
      },
      progress: (done, total) => effects.progress('Making variants of pictures', done, total),
      signal,
    });
  };

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
    const { mounted, plugins, loaded, generated, dated, settled, statics, math } = await timed(
      effects,
      'stage',
      'running plugins and settling outputs',
      () => prepareCourse(scanned.site, { cache, effects, request, tell }),
    );
    const headers = imageHeaders(effects.changed === undefined ? memory : undefined);
    const pictures = picturesOf(settled.site, headers, request);
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
    const files = new Map<string, SiteFile>(statics);
    for (const one of made.pages) files.set(one.page.outputPath, generatedFile(one));
    for (const { page, output, outputHash } of made.failed) {
      files.set(page.outputPath, generatedFile({ page, output: () => output, outputHash }));
    }
    for (const [outputPath, file] of made.variants) files.set(outputPath, file);
    for (const [file, picture] of pictureFiles(made.rendered)) if (!files.has(file)) files.set(file, picture);
    const formulaCount = made.pages.reduce((sum, page) => sum + page.formulaCount, 0);
    const uses = [...made.pages, ...made.failed].map((page) => page.mathUse);
    const hasMath = formulaCount > 0 || made.failed.some(({ mathUse }) => mathUse.classes.length > 0);
    const needsMath = hasMath && request.mathFiles !== false;
    // Whoever looks at a page has it before the course is checked.
    await nextTurn();
    request.signal?.throwIfAborted();
    // While fonts are made beside it, this thread checks.
    const fonts = needsMath
      ? guardedLater(
          { failing: NO_MATH_FILES, place: '_config.yml', severity: 'error', tell },
          async () =>
            math.assets(mergeUse(uses), {
              cache: fontCache(cache),
              makeFont: threads.makeFont,
              tell,
            }),
          () => [],
        )
      : Promise.resolve([]);
    // Who waits for them hears of what fails; until then nobody has to.
    fonts.catch(() => {});
    const checked = await timed(effects, 'stage', 'checking links, notebooks and macros', async () =>
      checkCourse(made.site, made, effects, { cache, inventories }, await (published ?? lookIntoFiles())),
    );
    const mathFiles = await timed(effects, 'stage', 'making the fonts of formulas', () => fonts);
    const added = [NO_JEKYLL, ...(made.site.config.ownTheme ? [webManifest(made.site.config)] : [])];
    for (const { path: file, content } of [...mathFiles, ...added.filter((one) => !files.has(one.path))]) {
      files.set(file, { kind: 'generated', content: () => content, hash: textFingerprint(content) });
    }
    for (const [file, content] of await timed(effects, 'stage', 'making the index of the search', async () =>
      guarded(
        { failing: NO_SEARCH, place: '_config.yml', severity: 'error', tell },
        () => searchFiles(made, { cache, styles: hasMath ? mathStyles(mergeUse(uses), math.links) : [] }),
        () => new Map(),
      ),
    ))
      files.set(file, content);
    memory.confirm();
    const found = [
      ...scanned.diagnostics,
      ...mounted.diagnostics,
      ...loaded.diagnostics,
      ...generated.diagnostics,
      ...dated.diagnostics,
      ...math.diagnostics,
      ...made.diagnostics,
      ...checked.diagnostics,
      ...faults,
    ];
    const own = { ...pluginTags(made.site), ...rubyTags(plugins.ruby) };
    const covered = new Set([
      ...Object.keys(own).map((name) => `tag ${name}`),
      ...Object.keys(pluginFilters(made.site)).map((name) => `filter ${name}`),
    ]);
    const diagnostics = withMissingPlugins(found, { plugins, loaded, covered });
    return {
      config: mounted.site.config,
      made,
      files,
      pageCount: made.pages.filter(({ page }) => !isHeadingsPage(page)).length,
      formulaCount,
      diagnostics,
      external: checked.external,
      isTransient:
        !plugins.isSelfContained ||
        checked.isUncertain ||
        dated.isUncertain ||
        diagnostics.some(({ code }) => TRANSIENT.has(code)),
    };
  };
  const close = async (): Promise<void> => {
    for (const store of stores.values()) store.close();
    await threads.close();
  };
  return { make, save: memory.save, close };
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
const NO_MATH_FILES = 'making the style sheet and the fonts of formulas failed, so they are missing';

/** Whether anything of a course is a page, or will be one in time. */
function hasPages({ site, diagnostics }: ScanResult): boolean {
  return (
    // A style sheet with front matter is a page as well.
    site.pages.length > 0 ||
    site.staticFiles.some(({ outputPath }) => /\.(?:x?html?|md|markdown)$/i.test(outputPath)) ||
    diagnostics.some(({ code, severity }) => code === 'post-future' || severity === 'error')
  );
}

/** Fonts that have been made, in the cache. */
function fontCache(cache: PageCache): FontCache {
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
