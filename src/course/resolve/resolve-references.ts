import type { CourseAddress, LinkedPage } from '../../links/index.js';
import type { SiteConfig } from '../../site/index.js';
import type { ComposedPage, RenderedPage } from '../context/index.js';

/** What all pages refer to, with what their layouts do. */
export function linkedPages(
  rendered: readonly RenderedPage[],
  composed: readonly ComposedPage[],
): LinkedPage[] {
  const finished = new Map(composed.map((one) => [one.page, one]));
  return rendered.flatMap(({ page, references, anchors, headings }): LinkedPage[] => {
    const found = finished.get(page);
    if (found === undefined) return [];
    const { ids, layout } = found;
    return [
      {
        outputPath: page.outputPath,
        references: [...layout.references, ...references],
        anchors: [...layout.anchors, ...anchors],
        headings,
        ids: isHtml(page.outputPath) ? new Set(ids) : undefined,
      },
    ];
  });
}

function isHtml(outputPath: string): boolean {
  return /\.x?html?$/i.test(outputPath);
}

/** Where the course is on the web. */
export function courseAddress({ url, publishedUrl, baseurl, repository }: SiteConfig): CourseAddress {
  return { url, publishedUrl, baseurl, ...(repository === null ? {} : { repository }) };
}
