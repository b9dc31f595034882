import { type Diagnostic, internalFault } from '../diagnostics/index.js';
import { earlierOutputs } from '../generators/index.js';
import type { Page, Site } from '../site/index.js';
import type { SiteMath } from './compose/index.js';
import type {
  BuildRequest,
  ComposedPage,
  GeneratedSiteFile,
  MadePages,
  SubstitutePage,
} from './context/index.js';
import { openPageBatches, type PageMaking, type SettledCourse } from './page-batches.js';
import { pageFindings } from './page-findings.js';
import type { FailedPage } from './pages/index.js';

/** Renders and composes every page of a site that is written, as far as the cache does not have it. */
export async function makePages(
  settled: SettledCourse,
  math: SiteMath,
  making: PageMaking,
  request: Pick<BuildRequest, 'first' | 'ready' | 'signal' | 'calm' | 'published'> = {},
): Promise<MadePages> {
  const { site, diagnostics, failed: failedPlugins } = settled;
  const { effects, cache } = making;
  const { first = [], ready, signal, calm, published = () => undefined } = request;
  const batches = openPageBatches(settled, math, making, {
    ...(signal === undefined ? {} : { signal }),
    ready: (composed) => ready?.(composed.page.outputPath, generatedFile(composed)),
  });
  const written = pagesToWrite(site);
  const isFirst = ({ outputPath }: Page): boolean => first.includes(outputPath);
  const looked = written.filter(isFirst);
  const stages = looked.length > 0 ? [await batches.make(looked)] : [];
  await calm?.();
  stages.push(await batches.make(looked.length > 0 ? written.filter((page) => !isFirst(page)) : written));
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
            { results: batches.results, maker: await batches.open(), published, site },
          ),
        );
  for (const { page, output, outputHash } of failed) {
    ready?.(page.outputPath, generatedFile({ page, output: () => output, outputHash }));
  }
  const inSite = written.flatMap((page) => byPage.get(page) ?? []);
  const pages = inSite.map((page) => page.composed);
  const found = await pageFindings(pages, { site, math, cache, effects, batches });
  return {
    site,
    rendered: inSite.map((page) => page.rendered),
    pages,
    macros: found.macros,
    transient: batches.results.transient(),
    failed,
    needed: [...needed, ...failedPlugins.flatMap((plugin) => earlierOutputs(plugin, published))],
    diagnostics: [
      ...diagnostics,
      ...failures.map((failure, index) => pageFailure(failure, failed[index]?.shows)),
      ...inSite.flatMap((page) => page.rendered.diagnostics),
      ...found.diagnostics,
    ],
  };
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

/** Pages that become files; of two with one URL the scan has settled which, and has said so. */
function pagesToWrite(site: Site): readonly Page[] {
  return site.pages.filter((page) => page.written && site.files.get(page.outputPath) === page);
}
