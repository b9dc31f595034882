import { type Diagnostic, diagnostic } from '../diagnostics/index.js';
import type { Page, Site, SiteConfig } from '../site/index.js';
import { activePlugins, pluginPlace } from './config/active-plugins.js';
import { replacePages } from './pages/generated-page.js';

const PLUGIN = 'jekyll-last-modified-at';

/** Whether pages of a course tell when they were changed last. */
export function tellsLastModified(config: SiteConfig): boolean {
  return activePlugins(config).has(PLUGIN);
}

/** When files were changed last, by their path in the course, as git knows it; `unknown` where it cannot be told. */
export type LastModified = ReadonlyMap<string, Date> | 'unknown' | 'cut';

/**
 * The site with `page.last_modified_at` (jekyll-last-modified-at 1.3, `determinator.rb`): the time of the last commit of a
 * page's file, or of one that was not committed the time that the disk says. Of a document its front matter goes first.
 */
export function withLastModified(
  site: Site,
  modified: LastModified,
): { readonly site: Site; readonly diagnostics: readonly Diagnostic[] } {
  if (modified === 'unknown' || modified === 'cut') return { site, diagnostics: [unknownHistory(site)] };
  const replaced = site.pages.flatMap((page): (readonly [Page, Page])[] => {
    const { file, kind, data } = page;
    if (file.absolute === '' || (kind !== 'page' && Object.hasOwn(data, 'last_modified_at'))) return [];
    const time = modified.get(file.path) ?? new Date(Math.floor(file.mtimeMs / 1000) * 1000);
    return [[page, { ...page, data: { ...data, last_modified_at: time } }]];
  });
  return { site: replacePages(site, new Map(replaced)), diagnostics: [] };
}

function unknownHistory(site: Site): Diagnostic {
  const message =
    'When pages were changed last is left out, as the whole history of the course is not there to tell it.';
  const hint = 'On GitHub, write fetch-depth: 0 for actions/checkout; elsewhere run git fetch --unshallow.';
  return diagnostic('warning', 'history-missing', pluginPlace(site, PLUGIN), message, { text: PLUGIN, hint });
}
