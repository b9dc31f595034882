import type { CourseAddress, LinkedPage } from '../../links/index.js';
import type { SiteConfig } from '../../site/index.js';
import type { ComposedPage, RenderedPage } from '../context/index.js';

/** What all pages refer to, with what their layouts do; each is read when it is come to, as they may not all fit in memory. */
export function linkedPages(
  rendered: readonly RenderedPage[],
  composed: readonly ComposedPage[],
): Iterable<LinkedPage> {
  const finished = new Map(composed.map((one) => [one.page, one]));
  return {
    *[Symbol.iterator]() {
      for (const one of rendered) {
        const found = finished.get(one.page);
        if (found !== undefined) yield linkedPage(one, found);
      }
    },
  };
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
