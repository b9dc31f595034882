import type { SiteConfig } from '../config/site-config.js';
import type { EntryFilter } from '../files/entry-filter.js';
import { extensionName } from '../files/file-name.js';
import { isMarkdown } from '../pages/page-format.js';
import { pageBaseName } from '../pages/page-source.js';

/** Markdown files that are for a repository's visitors, and not pages (jekyll-optional-front-matter). */
const NOT_PAGES: ReadonlySet<string> = new Set([
  'README',
  'LICENSE',
  'LICENCE',
  'COPYING',
  'CODE_OF_CONDUCT',
  'CONTRIBUTING',
  'ISSUE_TEMPLATE',
  'PULL_REQUEST_TEMPLATE',
]);

/**
 * Whether a file without front matter is a page all the same, as jekyll-optional-front-matter has it: Markdown
 * that is no README or the like, unless `include:` names it.
 */
export function isPageWithoutFrontMatter(
  relativePath: string,
  config: SiteConfig,
  filter: EntryFilter,
): boolean {
  if (!config.optionalFrontMatter.enabled || !isMarkdown(extensionName(relativePath), config)) return false;
  return !NOT_PAGES.has(pageBaseName(relativePath).toUpperCase()) || filter.includes(relativePath, false);
}
