import { hasReferenceMarks } from '../../labels/index.js';
import { htmlTokens } from '../../math/index.js';
import type { MarkdownEnvironment } from '../document/environment.js';
import type { RawReference } from '../document/token-meta.js';
import { decodeEntities } from '../source/entities.js';
import { documentOffset, type OffsetMap } from '../source/segment.js';
import { cssUrls } from './css-references.js';
import type { OpenTag, TagAttribute } from './syntax.js';

/** The attributes that hold a URL; where elements are named, only on those. */
const URL_ATTRIBUTES: ReadonlyMap<string, ReadonlySet<string> | undefined> = new Map([
  ['href', undefined],
  ['xlink:href', undefined],
  ['src', undefined],
  ['srcset', undefined],
  ['poster', undefined],
  ['background', undefined],
  ['data', new Set(['object'])],
  ['action', new Set(['form'])],
  ['cite', new Set(['blockquote', 'q', 'ins', 'del'])],
]);

function holdsUrl(element: string, attribute: string): boolean {
  if (!URL_ATTRIBUTES.has(attribute)) return false;
  return URL_ATTRIBUTES.get(attribute)?.has(element) ?? true;
}

/**
 * The URLs in the attributes of a tag. `offsetOf` answers with the document offset of an offset into the text that
 * the tag was read from.
 */
export function tagReferences(tag: OpenTag, offsetOf: (offset: number) => number): readonly RawReference[] {
  // Of two attributes of one name, kramdown prints the last (`parse_html_attributes`).
  return elementReferences(tag.name.toLowerCase(), byName(tag.attributes), offsetOf);
}

function elementReferences(
  element: string,
  attributes: readonly TagAttribute[],
  offsetOf: (offset: number) => number,
): readonly RawReference[] {
  const found: RawReference[] = [];
  for (const attribute of attributes) {
    const name = attribute.name.toLowerCase();
    if (name === 'style')
      found.push(...cssReferences(attribute.value, (at) => offsetOf(attribute.from + at)));
    if (!holdsUrl(element, name)) continue;
    const label =
      attributeValue('alt', attributes) ??
      (element === 'img' ? undefined : attributeValue('title', attributes));
    for (const { url, from } of urlsOf(name, attribute.value)) {
      const at = offsetOf(attribute.from + from);
      found.push({
        element,
        attribute: name,
        url: decodeEntities(url),
        at,
        ...(label !== undefined && { label }),
      });
    }
  }
  return found;
}

/** The URLs of CSS in a `<style>` or a `style` attribute. */
export function cssReferences(css: string, offsetOf: (offset: number) => number): readonly RawReference[] {
  return cssUrls(css).map(({ url, from }) => ({
    element: 'style',
    attribute: 'url',
    url,
    at: offsetOf(from),
  }));
}

/** One attribute of each name: the last of those that have it. */
function byName(attributes: readonly TagAttribute[]): readonly TagAttribute[] {
  return [...new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute])).values()];
}

function attributeValue(name: string, attributes: readonly TagAttribute[]): string | undefined {
  return attributes.find((attribute) => attribute.name.toLowerCase() === name)?.value;
}

/** The URLs of an attribute's value, with their offsets in it: one, or those of a `srcset`. */
function urlsOf(
  attribute: string,
  value: string,
): readonly { readonly url: string; readonly from: number }[] {
  if (attribute === 'srcset') return sourceSet(value);
  const url = value.trim();
  return [{ url, from: value.indexOf(url) }];
}

/** `a.png 1x, b.png 2x` (HTML standard, 4.8.4.2.1). A URL may hold commas, but neither begin nor end with one. */
const CANDIDATE = /[\s,]*([^\s,]\S*)([^,(]*(?:\([^)]*\)[^,(]*)*)/gy;

function sourceSet(value: string): { url: string; from: number }[] {
  const urls: { url: string; from: number }[] = [];
  CANDIDATE.lastIndex = 0;
  for (let match = CANDIDATE.exec(value); match !== null; match = CANDIDATE.exec(value)) {
    const [whole, written = '', descriptor = ''] = match;
    const url = written.replace(/,+$/, '');
    const from = match.index + whole.length - descriptor.length - written.length;
    if (url !== written) CANDIDATE.lastIndex = from + written.length;
    urls.push({ url, from });
  }
  return urls;
}

/** Notes URLs among those of the document, but for marks, which lead where the page leads that makes them. */
export function addReferences(found: readonly RawReference[], environment: MarkdownEnvironment): void {
  for (const { at, ...reference } of found) {
    if (hasReferenceMarks(reference.url)) continue;
    environment.references.push({ ...reference, place: environment.locate(at) });
  }
}

/** The URLs and the ids of an HTML text, each with its offset in it (UTF-16 units). */
export interface HtmlReferences {
  readonly references: readonly RawReference[];
  /** Ids, and the names of `<a>`s. */
  readonly anchors: readonly { readonly id: string; readonly at: number }[];
}

/** Reads the URLs and the ids of an HTML text as a browser does, however broken it is. */
export function htmlReferences(html: string): HtmlReferences {
  const references: RawReference[] = [];
  const anchors: { id: string; at: number }[] = [];
  for (const token of htmlTokens(html)) {
    if (token.kind === 'raw' && token.name === 'style') {
      references.push(...cssReferences(html.slice(token.from, token.to), (offset) => token.from + offset));
    }
    if (token.kind !== 'tag' || token.closing) continue;
    // Of two attributes of one name, a browser takes the first (HTML standard, 13.2.5.33).
    const attributes = byName(attributesIn(html, token.from + 1 + token.name.length, token.to).toReversed());
    references.push(...elementReferences(token.name, attributes, (offset) => offset));
    const ids = new Set<string>();
    for (const { name, value, from } of attributes) {
      const lower = name.toLowerCase();
      if (lower !== 'id' && !(lower === 'name' && token.name === 'a')) continue;
      const id = decodeEntities(value);
      if (id === '' || ids.has(id)) continue;
      ids.add(id);
      anchors.push({ id, at: from });
    }
  }
  return { references, anchors };
}

/**
 * Notes the URLs and the ids of HTML that is printed as it is among those of the document. `origin` says where the
 * HTML stood in the document.
 */
export function collectHtml(html: string, origin: OffsetMap, environment: MarkdownEnvironment): void {
  const { references, anchors } = htmlReferences(html);
  const offsetOf = (offset: number): number => documentOffset(origin, offset);
  addReferences(
    references.map((reference) => ({ ...reference, at: offsetOf(reference.at) })),
    environment,
  );
  for (const { id, at } of anchors) {
    environment.anchors.push({ id, place: environment.locate(offsetOf(at)) });
  }
}

/** An attribute as the HTML standard's tokenizer reads it (13.2.5.32 and on). */
const ATTRIBUTE =
  /[\s/]*([^\s/>=][^\s/>=]*|=[^\s/>=]*)(?:\s*=\s*(?:"([^"]*)("|$)|'([^']*)('|$)|([^\s>]+)))?/gy;

/** The attributes of the tag that ends at `to`; its name ends at `from`. */
function attributesIn(html: string, from: number, to: number): readonly TagAttribute[] {
  const text = html.slice(from, to);
  const attributes: TagAttribute[] = [];
  ATTRIBUTE.lastIndex = 0;
  for (let match = ATTRIBUTE.exec(text); match !== null; match = ATTRIBUTE.exec(text)) {
    const [whole, name = '', double, doubleEnd = '', single, singleEnd = '', bare] = match;
    const value = double ?? single ?? bare ?? '';
    const end = from + match.index + whole.length - doubleEnd.length - singleEnd.length;
    const at = from + match.index + whole.search(/[^\s/]/);
    attributes.push({ name, at, value, from: end - value.length, to: end });
  }
  return attributes;
}
