import { earlierOutputs } from '../generators/index.js';
import { type Page, type Site, wordsFor } from '../site/index.js';
import type { SiteMath } from './compose/index.js';
import {
  type BuildRequest,
  type ComposedPage,
  type GeneratedSiteFile,
  isIncomplete,
  type MadePages,
  timed,
} from './context/index.js';
import {
  type LastReferences,
  openPageBatches,
  type PageBatches,
  type PageMaking,
  repeated,
  type SettledCourse,
} from './page-batches.js';
import { pageFailure } from './page-failure.js';
import { pageFindings } from './page-findings.js';
import { type Completion, filledText, PageMakerNeeded } from './pages/index.js';
import { completePages } from './references/index.js';
import { TaskStuck } from './threads/index.js';

/** Renders and composes every page of a site that is written, as far as the cache does not have it. */
export async function makePages(
  settled: SettledCourse,
  math: SiteMath,
  making: PageMaking,
  request: FirstRequest & Pick<BuildRequest, 'published'> = {},
): Promise<MadePages> {
  const { site, diagnostics, failed: failedPlugins } = settled;
  const { effects, cache } = making;
  const { ready, published = () => undefined } = request;
  const { batches, looked, stages } = await openedFirst(settled, math, making, request);
  const written = pagesToWrite(site);
  stages.push(
    await batches.make(looked.length > 0 ? written.filter((page) => !looked.includes(page)) : written),
  );
  const byPage = new Map(
    stages.flatMap(({ results: made }) => made.map((result) => [result.rendered.page, result])),
  );
  const failures = stages.flatMap(({ failed }) => failed);
  const endless = new Set(failures.filter(({ error }) => error instanceof TaskStuck).map(({ page }) => page));
  const { failed, needed } =
    failures.length === 0
      ? { failed: [], needed: [] }
      : await import('./pages/substitute-page.js').then(async ({ substitutePages }) =>
          substitutePages(
            failures.map(({ page }) => page),
            {
              results: batches.results,
              maker: await batches.open(),
              published,
              site,
              isEndless: (page) => endless.has(page),
            },
          ),
        );
  for (const { page, output, outputHash } of failed) {
    ready?.(page.outputPath, generatedFile({ page, output: () => output, outputHash }));
  }
  const pictures = await timed(effects, 'stage', 'making variants of pictures', async () =>
    making.pictures?.settled(),
  );
  const completed = await completePages(
    written.flatMap((page) => byPage.get(page) ?? []),
    {
      site,
      wordsOf: (page) => wordsFor(site, page?.data['lang']),
      pictureOf: (mark) => pictures?.attributesOf(mark),
      complete: (page, completion) => completeKept(page, completion, batches),
    },
  );
  const inSite = completed.pages;
  const { lastReferences } = making;
  lastReferences.shown.clear();
  for (const [outputPath, shown] of completed.shown) lastReferences.shown.set(outputPath, shown);
  lastReferences.show = completed.show;
  lastReferences.termsOf = completed.termsOf;
  for (const { composed } of inSite)
    if (isIncomplete(byPage.get(composed.page)?.composed ?? composed))
      ready?.(composed.page.outputPath, generatedFile(composed));
  const pages = inSite.map((page) => page.composed);
  const found = await pageFindings(pages, { site, math, cache, effects, batches });
  return {
    site,
    rendered: inSite.map((page) => page.rendered),
    pages,
    macros: found.macros,
    variants: pictures?.files ?? new Map(),
    transient: batches.results.transient(),
    failed,
    needed: [...needed, ...failedPlugins.flatMap((plugin) => earlierOutputs(plugin, published))],
    diagnostics: [
      ...diagnostics,
      ...failures.map((failure, index) => pageFailure(failure, failed[index]?.shows, settled.plugins)),
      ...inSite.flatMap((page) => page.rendered.diagnostics),
      ...completed.diagnostics,
      ...(pictures?.diagnostics ?? []),
      ...found.diagnostics,
    ],
  };
}

/** What is asked of the pages that come first. */
type FirstRequest = Pick<BuildRequest, 'first' | 'ready' | 'signal' | 'calm'>;

/** Makes the pages of a site that come first, and no others. A page that cannot be made is left to {@link makePages}. */
export async function makeFirstPages(
  settled: SettledCourse,
  math: SiteMath,
  making: PageMaking,
  request: FirstRequest,
): Promise<void> {
  await openedFirst(settled, math, making, request);
}

/** Opens the pages of a site, and makes those that come first. */
async function openedFirst(
  settled: SettledCourse,
  math: SiteMath,
  making: PageMaking,
  { first = [], ready, signal, calm }: FirstRequest,
) {
  const batches = openPageBatches(settled, math, making, {
    ...(signal === undefined ? {} : { signal }),
    ready: (composed) => {
      const { outputPath } = composed.page;
      const isLookedAt = first.includes(outputPath);
      const file = !isIncomplete(composed)
        ? generatedFile(composed)
        : isLookedAt
          ? fileAsBefore(composed, making.lastReferences)
          : undefined;
      if (file !== undefined) ready?.(outputPath, file);
    },
  });
  const looked = pagesToWrite(settled.site).filter(({ outputPath }) => first.includes(outputPath));
  const stages = looked.length > 0 ? [await batches.make(looked)] : [];
  await calm?.();
  return { batches, looked, stages };
}

/**
 * A page that is not complete, with its references as they were in the last build, or by the names of that; undefined where
 * there was none. Who looks at it need not wait until all pages are made, and is told again where it then is another.
 */
function fileAsBefore(
  { page, marks, output }: ComposedPage,
  { shown, show, termsOf }: LastReferences,
): GeneratedSiteFile | undefined {
  if (show === undefined) return undefined;
  const before = shown.get(page.outputPath);
  const known = new Map<string, string>();
  for (const mark of marks) {
    const text = before?.get(mark) ?? show(mark, page);
    if (text !== undefined) known.set(mark, text);
  }
  const filled = filledText(output(), known, termsOf?.(page), page);
  return generatedFile({ page, output: () => filled.output, outputHash: filled.outputHash });
}

/** A page with what other pages decide of it: what makes pages is loaded only where the cache has not got it. */
async function completeKept(
  page: Page,
  completion: Completion,
  { results, open }: PageBatches,
): Promise<ComposedPage> {
  try {
    return await repeated(async () => results.completed(page, completion));
  } catch (error) {
    if (!(error instanceof PageMakerNeeded)) throw error;
    await open();
    return repeated(async () => results.completed(page, completion));
  }
}

/** A page as a file of the site. */
export function generatedFile({
  page,
  output,
  outputHash,
}: Pick<ComposedPage, 'page' | 'output' | 'outputHash'>): GeneratedSiteFile {
  return { kind: 'generated', content: output, hash: outputHash, path: page.file.path };
}

/** Pages that become files; of two with one URL the scan has settled which, and has said so. */
function pagesToWrite(site: Site): readonly Page[] {
  return site.pages.filter((page) => page.written && site.files.get(page.outputPath) === page);
}
