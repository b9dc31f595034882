import { type Diagnostic, diagnostic } from '../diagnostics/index.js';
import type { Repository } from '../site/index.js';
import type { LinkContext } from './faults/site-fault.js';
import { indexIds } from './inventory/id-index.js';
import type { Inventory } from './inventory/inventory.js';
import { inferRepository, namesNotebook } from './repository/infer-repository.js';
import { type ExternalLink, type LinkedPage, type PageReport, resolvePage } from './resolve-page.js';
import { type CourseAddress, siteLocation } from './urls/site-location.js';

/** A page that is read when that is needed: not all of them may fit in memory. */
export interface UnreadPage extends Pick<LinkedPage, 'outputPath'> {
  /** As long as it is the same, so is the page. */
  readonly print: string;
  /** The same of its ids alone; null where these are not known. */
  readonly idsPrint: string | null;
  readonly read: () => LinkedPage;
}

/** What became of a page's links, and what has decided it besides what all links of the site are held against. */
export interface ResolvedPage extends PageReport, Omit<UnreadPage, 'read'> {
  /** The URLs on it by which the repository is inferred. */
  readonly notebooks: readonly string[];
  /** Output paths of the pages among whose ids it was looked, and whether it was among those of all. */
  readonly asked: readonly string[];
  readonly hasAskedAll: boolean;
}

/** What became of a site's links. Plain data, by which they need not all be resolved again (see {@link resolveLinks}). */
export interface ResolvedLinks {
  /** The course's repository, given or inferred. */
  readonly repository: Repository | null;
  /** Says that it was inferred. */
  readonly note: Diagnostic | null;
  readonly pages: readonly ResolvedPage[];
}

/** The same as it is told. */
export interface LinkReport {
  /** In the order of the pages; what a layout has wrong is there once for each of its pages. */
  readonly diagnostics: readonly Diagnostic[];
  readonly external: readonly ExternalLink[];
  /** Output paths of the site that a link leads to. */
  readonly used: ReadonlySet<string>;
  readonly repository: Repository | undefined;
}

/** What is to be told of a site's links. */
export function linkReport({ repository, note, pages }: ResolvedLinks): LinkReport {
  return {
    diagnostics: [...(note === null ? [] : [note]), ...pages.flatMap(({ diagnostics }) => diagnostics)],
    external: pages.flatMap(({ external }) => external),
    used: new Set(pages.flatMap(({ used }) => used)),
    repository: repository ?? undefined,
  };
}

/**
 * Holds every reference of a site's pages against what the site and its repository have, as a browser would
 * that is shown the site by GitHub Pages, and looks at the pages' ids, headings and alternative texts. The
 * course's repository is inferred from its links where the address names none.
 *
 * `known` is what became of them when they were last held against the same inventory and address. Of pages for which nothing
 * has changed since then it is the answer, and where it is of all, `known` itself is the result. Others are read twice, and
 * nothing but their ids is kept of them.
 */
export function resolveLinks(
  pages: readonly UnreadPage[],
  inventory: () => Inventory,
  address: CourseAddress,
  known: ResolvedLinks = { repository: null, note: null, pages: [] },
): ResolvedLinks {
  const isHolding = holdingPages(pages, known);
  const before = new Map(known.pages.filter(isHolding).map((page) => [page.outputPath, page]));
  if (
    before.size === pages.length &&
    known.pages.every((page, at) => page.outputPath === pages[at]?.outputPath)
  )
    return known;
  const byOutput = new Map(pages.map((page) => [page.outputPath, page]));
  const ids = new Map<string, ReadonlySet<string> | undefined>();
  const idsOf = (output: string): ReadonlySet<string> | undefined => {
    if (!ids.has(output)) ids.set(output, byOutput.get(output)?.read().ids);
    return ids.get(output);
  };
  const notebooks = pages.map(
    (page) => before.get(page.outputPath)?.notebooks ?? notebooksOf(page.read(), ids),
  );
  const { repository, note } = courseRepository(notebooks.flat(), inventory(), address);
  const isSameRepository = JSON.stringify(repository) === JSON.stringify(known.repository);
  const askIds = indexIds(byOutput.keys(), idsOf);
  const context: Omit<LinkContext, 'ids'> = {
    inventory: inventory(),
    location: siteLocation({ ...address, ...(repository === null ? {} : { repository }) }),
    secure: !/^http:/i.test(address.url),
    repository: repository ?? undefined,
  };
  return {
    repository,
    note,
    pages: pages.map((page, at): ResolvedPage => {
      const found = isSameRepository ? before.get(page.outputPath) : undefined;
      if (found !== undefined) return found;
      const { outputPath, print, idsPrint } = page;
      const own = askIds();
      const report = resolvePage(page.read(), { ...context, ids: own });
      return {
        outputPath,
        print,
        idsPrint,
        notebooks: notebooks[at] ?? [],
        ...report,
        asked: own.asked(),
        hasAskedAll: own.hasAskedAll(),
      };
    }),
  };
}

/** Tells the known pages that are as they were, and whose links lead to pages that have the ids that they had. */
function holdingPages(pages: readonly UnreadPage[], known: ResolvedLinks): (page: ResolvedPage) => boolean {
  const now = new Map(pages.map((page) => [page.outputPath, page]));
  const before = new Map(known.pages.map((page) => [page.outputPath, page]));
  const hasSameIds = (output: string): boolean =>
    (now.get(output)?.idsPrint ?? null) === (before.get(output)?.idsPrint ?? null);
  const isSame = [...new Set([...now.keys(), ...before.keys()])].every(hasSameIds);
  return ({ outputPath, print, asked, hasAskedAll }) =>
    now.get(outputPath)?.print === print && (isSame || (!hasAskedAll && asked.every(hasSameIds)));
}

/** The URLs of notebooks on a page; its ids go to `ids`, as links of other pages may lead to them. */
function notebooksOf(
  { outputPath, references, ids: own }: LinkedPage,
  ids: Map<string, ReadonlySet<string> | undefined>,
): readonly string[] {
  ids.set(outputPath, own);
  return references.flatMap(({ url }) => (namesNotebook(url) ? [url] : []));
}

/** The repository that the configuration or git names, or the one that the links to notebooks speak for, with a note of it. */
function courseRepository(
  notebooks: readonly string[],
  inventory: Inventory,
  { repository }: CourseAddress,
): Pick<ResolvedLinks, 'repository' | 'note'> {
  if (repository?.branch !== undefined) return { repository, note: null };
  const inferred = inferRepository(notebooks, inventory, repository);
  if (repository !== undefined) {
    const branch = inferred?.repository.branch;
    return { repository: branch === undefined ? repository : { ...repository, branch }, note: null };
  }
  if (inferred === undefined) return { repository: null, note: null };
  const { owner, name } = inferred.repository;
  const place = { file: '_config.yml', line: 1, column: 1 };
  const note = diagnostic(
    'info',
    'repository-inferred',
    place,
    `The course's repository is taken to be ${owner}/${name}, which ${inferred.links} links to its notebooks name.`,
    { hint: `Write repository: ${owner}/${name} into _config.yml, or another one.` },
  );
  return { repository: inferred.repository, note };
}
