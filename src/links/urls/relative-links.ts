import type { Page, SiteConfig, StaticFile } from '../../site/index.js';
import { decodePath, encodePath, folderOf, joinPath } from './url-path.js';

/** What of a site relative links are looked up in. */
export interface LinkableSite {
  readonly config: Pick<SiteConfig, 'baseurl'>;
  readonly pages: readonly Pick<Page, 'collection' | 'written' | 'relativePath' | 'url'>[];
  readonly staticFiles: readonly Pick<StaticFile, 'relativePath' | 'url'>[];
}

/**
 * Makes the function that does what the plugin jekyll-relative-links does (its `generator.rb`): for a relative
 * path that Markdown in the file `from` has written, it answers with the URL, under `baseurl`, of the page or
 * file that lies there in the source, and with undefined where none does or the link is no relative path. A
 * fragment is carried over. Unlike Jekyll, which puts the URL into Unicode's NFKC form, it keeps the name as the
 * file has it, so that the link leads to the file.
 */
export function relativeLinks(site: LinkableSite): (url: string, from: string) => string | undefined {
  const urls = new Map<string, string>();
  const documents = site.pages.filter((page) => page.collection !== null && page.written);
  const pages = site.pages.filter((page) => page.collection === null);
  for (const { relativePath, url } of [...pages, ...site.staticFiles, ...documents]) {
    const path = relativePath.replace(/^\//, '');
    if (!urls.has(path)) urls.set(path, url);
  }
  return (link, from) => {
    if (link.startsWith('#') || link.startsWith('//') || /^[a-z][a-z0-9+.-]*:/i.test(link)) return undefined;
    const [, path = '', fragment = ''] = /^([^#]*)(#.+)?/.exec(link) ?? [];
    // The plugin reads paths as form data, in which a plus sign is a space.
    const unescaped = decodePath(path.replaceAll('+', ' '));
    const target = joinPath(unescaped.startsWith('/') ? '' : folderOf(from), unescaped);
    const url = target === undefined ? undefined : urls.get(target);
    if (url === undefined) return undefined;
    return encodePath(decodePath(`${site.config.baseurl}/${url.replace(/^\/+/, '')}`)) + fragment;
  };
}
