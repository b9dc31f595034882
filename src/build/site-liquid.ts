import type { MappedText } from '../diagnostics/index.js';
import { createLiquid, type ExtraTag, type LiquidRenderer } from '../liquid/index.js';
import { createHighlighter, type Markdown } from '../markdown/index.js';
import { texText } from '../math/index.js';
import type { Site } from '../site/index.js';

/** What a site's Liquid takes from the other parts. */
export interface SiteLiquidOptions {
  /** Tags of plugins. */
  readonly tags: Readonly<Record<string, ExtraTag>>;
  readonly now: Date;
  /** For the filter `markdownify`. */
  readonly markdown: Markdown;
  readonly smartify: (text: MappedText) => string;
  readonly sass: (text: MappedText, syntax: 'scss' | 'sass') => string;
}

/** Makes the renderer of a site's templates. */
export function createSiteLiquid(
  site: Site,
  { tags, now, markdown, smartify, sass }: SiteLiquidOptions,
): LiquidRenderer {
  const { baseurl, url, timezone, liquid } = site.config;
  const links = urlsByPath(site);
  const posts = urlsByPostName(site);
  const highlight = createHighlighter();
  const markdownify = (text: MappedText): string => {
    const { html, formulas } = markdown(text);
    return texText(html, formulas);
  };
  return createLiquid({
    config: { baseurl, url, timezone, ...liquid },
    includes: { find: (name) => site.includes.get(name), names: () => [...site.includes.keys()] },
    includeRelative: (path, from) => site.relativeIncludes.get(besides(from, path)),
    links: { find: (path) => links.get(path.replace(/^\//, '')), names: () => [...links.keys()] },
    posts: { find: (name) => posts.get(name.replace(/^\//, '')), names: () => [...posts.keys()] },
    markdownify,
    smartify,
    sassify: sass,
    highlight,
    tags,
    protectTex: true,
    now,
    random: Math.random,
  });
}

/** URLs by source path, for `{% link %}` (Jekyll: `tags/link.rb`). */
function urlsByPath(site: Site): Map<string, string> {
  const urls = new Map<string, string>();
  for (const file of [...site.pages, ...site.staticFiles]) {
    const path = file.relativePath.replace(/^\//, '');
    if (!urls.has(path)) urls.set(path, file.url);
  }
  return urls;
}

/** URLs by name, with and without the folders above `_posts`, for `{% post_url %}` (Jekyll: `tags/post_url.rb`). */
function urlsByPostName(site: Site): Map<string, string> {
  const urls = new Map<string, string>();
  for (const page of site.pages) {
    if (page.kind !== 'post') continue;
    urls.set(page.relativePath.replace(/(^|\/)_posts\//, '$1').replace(/\.[^./]+$/, ''), page.url);
  }
  return urls;
}

/** A path written in the file `from`, as a path from the source. */
function besides(from: string, path: string): string {
  return from.slice(0, from.lastIndexOf('/') + 1) + path;
}
