import type { Reference } from '../../markdown/index.js';
import { extensionOf } from '../urls/url-path.js';

/** What a link leads to, by what its author must have meant; diagnostics are named after it. */
export type ResourceKind = 'figure' | 'notebook' | 'page' | 'file';

/** The codes of links to what is not there, and to what has another name but for the letters' case. */
export const MISSING_CODES = {
  figure: 'figure-missing',
  notebook: 'notebook-missing',
  page: 'page-missing',
  file: 'file-missing',
} as const satisfies Readonly<Record<ResourceKind, string>>;
export const CASE_CODES = {
  figure: 'figure-case',
  notebook: 'notebook-case',
  page: 'page-case',
  file: 'file-case',
} as const satisfies Readonly<Record<ResourceKind, string>>;

const FIGURES: ReadonlySet<string> = new Set([
  '.png',
  '.jpg',
  '.jpeg',
  '.gif',
  '.svg',
  '.webp',
  '.avif',
  '.bmp',
  '.tif',
  '.tiff',
]);

const PAGES: ReadonlySet<string> = new Set(['', '.html', '.htm', '.xhtml', '.md', '.markdown']);

/** Whether a file is a picture that browsers show. */
export function isFigure(path: string): boolean {
  return FIGURES.has(extensionOf(path));
}

/** Elements that show what they refer to as a picture, whatever its name. */
const SHOWS_FIGURE: ReadonlySet<string> = new Set([
  'img src',
  'img srcset',
  'input src',
  'image href',
  'video poster',
]);

/** Elements that lead to a page, or show one. */
const LEADS_TO_PAGE: ReadonlySet<string> = new Set(['a', 'area', 'form', 'iframe', 'frame', 'link']);

/** What a reference to the file or page at `path` is about. */
export function resourceKindAt(
  path: string,
  { element, attribute }: Pick<Reference, 'element' | 'attribute'>,
): ResourceKind {
  const extension = extensionOf(path);
  if (extension === '.ipynb') return 'notebook';
  if (FIGURES.has(extension)) return 'figure';
  if (SHOWS_FIGURE.has(`${element} ${attribute.replace(/^xlink:/, '')}`)) return 'figure';
  if (LEADS_TO_PAGE.has(element) && (path.endsWith('/') || PAGES.has(extension))) return 'page';
  // A dot in a page's name is no extension: `lecture-1.2`, `v2.0`.
  if (LEADS_TO_PAGE.has(element) && !/^\.[a-z][a-z0-9]{0,4}$/.test(extension)) return 'page';
  return 'file';
}
