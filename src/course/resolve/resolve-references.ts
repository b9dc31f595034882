import { fingerprint, type Read } from '../../cache/index.js';
import { hasInternalFault } from '../../diagnostics/index.js';
import {
  type CourseAddress,
  type LinkedPage,
  type LinkReport,
  linkReport,
  resolveLinks,
  type UnreadPage,
} from '../../links/index.js';
import type { SiteConfig } from '../../site/index.js';
import type { ComposedPage, PageCache, RenderedPage } from '../context/index.js';
import type { KnownInventory } from './inventory-memory.js';

/** What all pages refer to, with what their layouts do; each is read when it is come to, as they may not all fit in memory. */
export function linkedPages(
  rendered: readonly RenderedPage[],
  composed: readonly ComposedPage[],
): readonly UnreadPage[] {
  const finished = new Map(composed.map((one) => [one.page, one]));
  return rendered.flatMap((one) => {
    const found = finished.get(one.page);
    if (found === undefined) return [];
    const { outputPath } = one.page;
    return [
      {
        outputPath,
        print: `${one.findingsHash} ${found.findingsHash}`,
        idsPrint: isHtml(outputPath) ? found.idsPrint : null,
        read: () => linkedPage(one, found),
      },
    ];
  });
}

/** Something that has been read already as a page among those that are not. */
export function readPage(page: LinkedPage): UnreadPage {
  const { outputPath, ids } = page;
  return {
    outputPath,
    print: fingerprint(page),
    idsPrint: ids === undefined ? null : fingerprint(ids),
    read: () => page,
  };
}

/**
 * Resolves the links of pages as far as the cache does not know what became of them when they were last held against the same.
 * `name` tells tables of one course apart. Nothing is kept of a page at which lectern failed.
 */
export function resolveKnown(
  cache: PageCache,
  name: string,
  pages: readonly UnreadPage[],
  { print, inventory }: KnownInventory,
  address: CourseAddress,
): LinkReport {
  const read: Read = ['looked', fingerprint([print, address])];
  const known = cache.find('links', name, ([, before]) => before === read[1])?.value;
  const resolved = resolveLinks(pages, inventory, address, known);
  if (resolved === known) return linkReport(known);
  const whole = resolved.pages.filter(({ diagnostics }) => !hasInternalFault(diagnostics));
  // One table is enough, and large.
  cache.forget('links', name);
  const kept = cache.keep('links', name, { reads: [read], value: { ...resolved, pages: whole } });
  return linkReport(whole.length === resolved.pages.length ? kept.value : resolved);
}

function linkedPage({ page: { outputPath }, links }: RenderedPage, composed: ComposedPage): LinkedPage {
  const { references, anchors, headings } = links();
  const { ids, ...layout } = composed.links();
  return {
    outputPath,
    references: [...layout.references, ...references],
    anchors: [...layout.anchors, ...anchors],
    headings,
    ids: isHtml(outputPath) ? new Set(ids) : undefined,
  };
}

function isHtml(outputPath: string): boolean {
  return /\.x?html?$/i.test(outputPath);
}

/** Where the course is on the web. */
export function courseAddress({ url, publishedUrl, baseurl, repository }: SiteConfig): CourseAddress {
  return { url, publishedUrl, baseurl, ...(repository === null ? {} : { repository }) };
}
