import type { SiteConfig } from '../config/site-config.js';
import { extensionName } from '../files/file-name.js';

/** What a page's text is written in, by its file extension (Jekyll: which converter matches). */
export type PageFormat = 'markdown' | 'sass' | 'scss' | 'html' | 'notebook' | 'other';

/** What a page with this extension is written in (Jekyll: `converters/*.rb`, `jekyll-sass-converter`). */
export function formatOf(extension: string, config: Pick<SiteConfig, 'markdownExtensions'>): PageFormat {
  if (isMarkdown(extension, config)) return 'markdown';
  const lower = extension.toLowerCase();
  if (lower === '.sass') return 'sass';
  if (lower === '.scss') return 'scss';
  return isHtml(extension) ? 'html' : 'other';
}

/** Whether a file with this extension is Markdown, in upper or lower case. */
export function isMarkdown(extension: string, config: Pick<SiteConfig, 'markdownExtensions'>): boolean {
  return config.markdownExtensions.includes(extension.toLowerCase());
}

/** Whether a page with this output extension counts as HTML (`Page::HTML_EXTENSIONS`). */
export function isHtml(extension: string): boolean {
  return extension === '.html' || extension === '.xhtml' || extension === '.htm';
}

/**
 * The extension of the file that a page becomes: its permalink's, where that has one, or else what its converter
 * makes of its own (`renderer.rb`).
 */
export function outputExtension(extension: string, format: PageFormat, permalink: string | null): string {
  const own = permalink === null || permalink.endsWith('/') ? '' : extensionName(permalink);
  if (own !== '') return own;
  if (format === 'markdown') return '.html';
  return format === 'sass' || format === 'scss' ? '.css' : extension;
}

/** The file that a URL stands for, relative to the destination (`Page#destination`, `Document#destination`). */
export function withOutputExtension(path: string, url: string, extension: string): string {
  const file = url.endsWith('/') ? `${path}${path === '' ? '' : '/'}index` : path;
  return file.endsWith(extension) ? file : file + extension;
}
