import {
  elementOf,
  markedReference,
  type ReferenceMark,
  readReferenceMark,
  shownReference,
} from '../../labels/index.js';
import { folderOf, relativePath } from '../../links/index.js';
import { absoluteUrl } from '../../liquid/index.js';
import { escapeText } from '../../math/index.js';
import type { Page, SiteConfig } from '../../site/index.js';
import type { MarkedTitle } from '../typeset/index.js';
import type { CourseLabels } from './label-pages.js';
import type { ReferenceResolver, ResolvedReference } from './resolve-reference.js';

/** What references are shown with. */
export interface ReferenceDisplay {
  readonly labels: CourseLabels;
  readonly resolve: ReferenceResolver;
  readonly config: SiteConfig;
  /** What things are called in the language of a page. */
  readonly wordsOf: (page: Page | undefined) => Readonly<Record<string, string>>;
  /** The attributes that stand for the mark of a picture, as HTML; undefined for any other mark. */
  readonly pictureOf: (mark: string) => string | undefined;
}

/** What a mark of a reference is on the page `at`: an address, or a text ready for HTML. */
export function shownMark(mark: string, at: Page, display: ReferenceDisplay): string | undefined {
  const reference = readReferenceMark(mark);
  if (reference === undefined) return undefined;
  const { labels, resolve, wordsOf, pictureOf } = display;
  if (reference.form === 'picture') return pictureOf(mark) ?? '';
  const from = labels.byOrigin(reference.origin) ?? at;
  const found = resolve(reference.target, from);
  if (reference.form === 'address') return escaped(addressOf(found, reference, from, at, display), at);
  return escaped(textOf(found, reference, wordsOf(from)), at);
}

/** What stands for a mark on the page `at` where that is a heading with formulas; undefined for anything else. */
export function markedTitle(
  mark: string,
  at: Page,
  { labels, resolve }: ReferenceDisplay,
): MarkedTitle | undefined {
  const reference = readReferenceMark(mark);
  if (reference === undefined || reference.form === 'address' || reference.form === 'picture')
    return undefined;
  const found = resolve(reference.target, labels.byOrigin(reference.origin) ?? at);
  const html = found.kind === 'label' ? markedReference(reference, found.label) : undefined;
  return found.kind !== 'label' || html === undefined
    ? undefined
    : labels.title(found.page, elementOf(found.label), html);
}

function textOf(
  found: ResolvedReference,
  reference: ReferenceMark,
  words: Readonly<Record<string, string>>,
): string {
  if (found.kind === 'label') return shownReference(reference, found.label, words);
  if (reference.form === 'behind') return '';
  if (found.kind === 'page') return titleOf(found.page) ?? reference.target;
  return found.kind === 'nothing' ? found.name : reference.target;
}

function titleOf({ title, data }: Page): string | undefined {
  const stated = data['title'] ?? title;
  return typeof stated === 'string' && stated !== '' ? stated : undefined;
}

function addressOf(
  found: ResolvedReference,
  { target }: ReferenceMark,
  from: Page,
  at: Page,
  { config }: ReferenceDisplay,
): string {
  switch (found.kind) {
    case 'label':
      return pageAddress(found.page, at, config, elementOf(found.label));
    case 'page':
      return pageAddress(found.page, at, config, found.id);
    case 'nothing':
      return pageAddress(found.page ?? from, at, config, found.name);
    case 'elsewhere':
      return target;
  }
}

/** The address of an element of a page on another page, or on itself. */
export function pageAddress(page: Page, at: Page, config: SiteConfig, id: string): string {
  const fragment = id === '' ? '' : `#${encodeURI(id)}`;
  // One that is made anew may lead by names that were known before.
  if (page.outputPath === at.outputPath && fragment !== '') return fragment;
  // What is no page of HTML may be read anywhere, as feeds are.
  if (!/^(?:|\.x?html?)$/.test(at.outputExtension)) return absoluteUrl(page.url, config) + fragment;
  // It is shown in place of any other page, at whatever depth.
  if (at.outputPath === '404.html') return config.baseurl + page.url + fragment;
  const path = relativePath(folderOf(at.outputPath), page.url.replace(/^\//, ''));
  return (path === '' ? './' : path) + fragment;
}

/** A text for HTML, in an attribute as well; in other files also for a string of JSON. */
function escaped(text: string, { outputExtension }: Page): string {
  const html = escapeText(text).replaceAll('"', '&quot;');
  return /^(?:|\.x?html?)$/.test(outputExtension) ? html : html.replaceAll('\\', '&#92;');
}
