import {
  buildInventory,
  type CourseAddress,
  type LinkedPage,
  type LinkReport,
  type PublishedFile,
  resolveLinks,
} from '../links/index.js';
import type { Site } from '../site/index.js';
import type { ComposedPage, RenderedPage } from './rendered-page.js';

/** Holds the references of all pages against what the site will have. */
export function resolveReferences(
  site: Site,
  rendered: readonly RenderedPage[],
  composed: readonly ComposedPage[],
): LinkReport {
  const ids = new Map(composed.map((one) => [one.page, one.ids]));
  const pages: LinkedPage[] = rendered
    .filter(({ page }) => ids.has(page))
    .map(({ page, references, anchors, headings }) => ({
      outputPath: page.outputPath,
      references,
      anchors,
      headings,
      ids: ids.get(page),
    }));
  const published: PublishedFile[] = [...site.files].map(([outputPath, { file }]) => ({
    outputPath,
    source: file.path,
  }));
  const sources = [...site.pages, ...site.staticFiles].map(({ file }) => file.path);
  return resolveLinks(pages, buildInventory(published, sources), courseAddress(site));
}

/** Where the course is on the web, as its configuration says. */
function courseAddress({ config }: Site): CourseAddress {
  const { url, baseurl, raw } = config;
  const [owner, name] = typeof raw['repository'] === 'string' ? raw['repository'].split('/') : [];
  if (owner === undefined || name === undefined || owner === '' || name === '') return { url, baseurl };
  return { url, baseurl, repository: { owner, name, folder: '' } };
}
