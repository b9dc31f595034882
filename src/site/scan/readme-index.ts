import type { SiteConfig } from '../config/site-config.js';
import { extensionName, stemName } from '../files/file-name.js';
import { isMarkdown } from '../pages/page-format.js';

/** Whether a file is a README that may be its folder's index (jekyll-readme-index). */
export function isReadme(relativePath: string, config: SiteConfig): boolean {
  return stemName(relativePath).toLowerCase() === 'readme' && isMarkdown(extensionName(relativePath), config);
}

/** The folder of a URL with a slash at its end. */
export function folderUrl(url: string): string {
  return `${url.slice(0, url.lastIndexOf('/'))}/`;
}

/** The permalink that a README at a URL gets: its folder and a slash, which for the site's root makes two. */
export function folderPermalink(url: string): string {
  return `${folderUrl(url).slice(0, -1) || '/'}/`;
}

/** Whether something else is the index of a folder already, going by the URLs there are (`dir_has_index?`). */
export function hasIndex(folder: string, urls: ReadonlySet<string>): boolean {
  const lower = folder.toLowerCase();
  return INDEXES.some((name) => urls.has(lower + name));
}

const INDEXES = ['', 'index.html', 'index.htm', 'index.xhtml', 'index.xml'];
