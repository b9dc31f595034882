import { relativeLinks } from '../../links/index.js';
import { notebookUrls, type Site } from '../../site/index.js';

/** What templates and Markdown look up in a site by a path or name that their author wrote. */
export interface SiteLookups {
  /** URLs by source path, for `{% link %}` (Jekyll: `tags/link.rb`). */
  readonly urls: ReadonlyMap<string, string>;
  /** URLs by a post's name, with and without the folders above `_posts`, for `{% post_url %}` (`tags/post_url.rb`). */
  readonly posts: ReadonlyMap<string, string>;
  /** The URL that a relative link to a source file becomes. */
  readonly relativeLink: (url: string, from: string) => string | undefined;
  /** URLs of notebooks' pages, by the paths of their files. */
  readonly notebooks: ReadonlyMap<string, string>;
}

/** Makes a site's lookups. */
export function siteLookups(site: Site): SiteLookups {
  const urls = new Map<string, string>();
  const pages = site.pages.filter(({ kind }) => kind !== 'notebook');
  for (const { relativePath, url } of [...pages, ...site.staticFiles]) {
    const path = relativePath.replace(/^\//, '');
    if (!urls.has(path)) urls.set(path, url);
  }
  const posts = new Map<string, string>();
  for (const { kind, relativePath, url } of site.pages) {
    if (kind !== 'post') continue;
    posts.set(relativePath.replace(/(^|\/)_posts\//, '$1').replace(/\.[^./]+$/, ''), url);
  }
  const notebooks = new Map(Object.entries(notebookUrls(site)));
  return { urls, posts, relativeLink: relativeLinks({ ...site, pages }), notebooks };
}
