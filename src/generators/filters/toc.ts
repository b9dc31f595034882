import type { CallSite, ExtraFilter, ExtraTag } from '../../liquid/index.js';
import { attributeOf, decodeReferences, escapeText, htmlTokens } from '../../math/index.js';
import { isRecord, isTruthy } from '../../site/index.js';

/** How a table of contents is written (jekyll-toc 0.18: `configuration.rb`). */
interface TocOptions {
  readonly levels: (level: number) => boolean;
  readonly list: 'ol' | 'ul';
  readonly listId: string;
  readonly listClass: string;
  readonly sublistClass: string;
  readonly itemClass: string;
  readonly itemPrefix: string;
  /** Classes of elements whose headings are left out. */
  readonly omitted: readonly string[];
}

/** A heading of a page. */
interface TocEntry {
  readonly level: number;
  readonly id: string;
  /** Its text as HTML. */
  readonly text: string;
  /** Where its content begins in the page. */
  readonly at: number;
}

/** `{{ content | toc }}`: a page's content below its table of contents, where the page says `toc: true`. */
export const tocFilter: ExtraFilter = (input, _, call) =>
  withContents(
    input,
    call,
    (html, entries, options) => tableOf(entries, options) + withAnchors(html, entries),
  );

/** `{{ content | toc_only }}`: the table of contents alone. */
export const tocOnlyFilter: ExtraFilter = (input, _, call) =>
  isOn(call) ? withContents(input, call, (_html, entries, options) => tableOf(entries, options)) : '';

/** `{{ content | inject_anchors }}`: the content alone, with a link in front of each heading. */
export const injectAnchorsFilter: ExtraFilter = (input, _, call) =>
  withContents(input, call, (html, entries) => withAnchors(html, entries));

/** `{% toc %}` in a layout: the table of contents of the page's content. */
export const tocTag: ExtraTag = (call) => {
  if (!isTruthy(call.evaluate('page.toc'))) return '';
  const html = String(call.evaluate('content') ?? call.evaluate('page.content') ?? '');
  const options = tocOptions(call);
  return tableOf(entriesOf(html, options), options);
};

function isOn(call: CallSite): boolean {
  return call.evaluate('page.toc') === true;
}

function withContents(
  input: unknown,
  call: CallSite,
  make: (html: string, entries: readonly TocEntry[], options: TocOptions) => string,
): unknown {
  if (!isOn(call)) return input;
  const html = String(input ?? '');
  const options = tocOptions(call);
  return make(html, entriesOf(html, options), options);
}

function tocOptions(call: CallSite): TocOptions {
  const stated = call.evaluate('site.toc');
  const settings = isRecord(stated) ? stated : {};
  const text = (key: string, fallback: string): string =>
    settings[key] === undefined ? fallback : String(settings[key] ?? '');
  const level = (key: string, fallback: number): number => {
    const number = Number(settings[key] ?? fallback);
    return Number.isNaN(number) ? fallback : number;
  };
  const [least, most] = [level('min_level', 1), level('max_level', 6)];
  return {
    levels: (one) => one >= least && one <= most,
    list: isTruthy(settings['ordered_list']) ? 'ol' : 'ul',
    listId: text('list_id', 'toc'),
    listClass: text('list_class', 'section-nav'),
    sublistClass: text('sublist_class', ''),
    itemClass: text('item_class', 'toc-entry'),
    itemPrefix: text('item_prefix', 'toc-'),
    omitted: [settings['no_toc_section_class'] ?? 'no_toc_section'].flat().map(String),
  };
}

/** Elements that have no end tag. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** The headings of an HTML text that its table of contents has (jekyll-toc: `parser.rb`, `parse_content`). */
function entriesOf(html: string, { levels, omitted }: TocOptions): readonly TocEntry[] {
  const entries: TocEntry[] = [];
  const counts = new Map<string, number>();
  const open: { readonly name: string; readonly isOmitted: boolean }[] = [];
  let heading:
    | { readonly level: number; readonly tag: string; readonly at: number; text: string }
    | undefined;
  const close = (): void => {
    if (heading === undefined) return;
    const own = attributeOf(heading.tag, 'id');
    const id = own ?? tocId(heading.text);
    const count = counts.get(id) ?? 0;
    if (own === undefined) counts.set(id, count + 1);
    const { level, at, text } = heading;
    entries.push({ level, at, id: count === 0 ? id : `${id}-${count}`, text: escapeEntry(text) });
    heading = undefined;
  };
  for (const token of htmlTokens(html)) {
    if (token.kind === 'text') {
      if (heading !== undefined) heading.text += decodeReferences(html, token.from, token.to).text;
    } else if (token.kind === 'tag') {
      const level = /^h([1-6])$/.exec(token.name)?.[1];
      if (level !== undefined) close();
      if (token.closing) {
        const at = open.findLastIndex(({ name }) => name === token.name);
        if (at >= 0) open.splice(at);
      } else if (!token.selfClosing && !VOID.test(token.name)) {
        const tag = html.slice(token.from, token.to);
        const classes = classesOf(tag);
        const isWithin = open.some(({ isOmitted }) => isOmitted);
        open.push({ name: token.name, isOmitted: omitted.some((name) => classes.includes(name)) });
        if (level !== undefined && levels(Number(level)) && !isWithin && !classes.includes('no_toc'))
          heading = { level: Number(level), tag, at: token.to, text: '' };
      }
    }
  }
  close();
  return entries;
}

function classesOf(tag: string): readonly string[] {
  return (attributeOf(tag, 'class') ?? '').split(/\s+/);
}

/** Ruby's `CGI.escapeHTML`. */
function escapeEntry(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** The id of a heading without one (`helper.rb`), as `CGI.escape` writes it. */
function tocId(text: string): string {
  const id = text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
  return encodeURIComponent(id).replace(
    /[!'()]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function tableOf(entries: readonly TocEntry[], options: TocOptions): string {
  const { list, listId, listClass } = options;
  return `<${list} id="${listId}" class="${listClass}">\n${itemsOf(entries, options)}</${list}>`;
}

/** The items of a list: entries of the highest level, each with a list of those of lower levels behind it. */
function itemsOf(entries: readonly TocEntry[], options: TocOptions): string {
  const { list, sublistClass, itemClass, itemPrefix } = options;
  const top = entries.reduce((least, { level }) => Math.min(least, level), Number.POSITIVE_INFINITY);
  const attributes = sublistClass === '' ? '' : ` class="${sublistClass}"`;
  const parts: string[] = [];
  for (let at = 0; at < entries.length; ) {
    const entry = entries[at];
    if (entry === undefined) break;
    const isTop = entry.level === top;
    const from = isTop ? at + 1 : at;
    const next = entries.findIndex(({ level }, index) => index >= from && level === top);
    const nested = entries.slice(from, next < 0 ? undefined : next);
    at = from + nested.length;
    if (!isTop) {
      parts.push(itemsOf(nested, options));
      continue;
    }
    parts.push(
      `<li class="${itemClass} ${itemPrefix}h${entry.level}"><a href="#${entry.id}">${entry.text}</a>`,
      nested.length === 0 ? '' : `\n<${list}${attributes}>\n${itemsOf(nested, options)}</${list}>\n`,
      '</li>\n',
    );
  }
  return parts.join('');
}

/** The text with an anchor at the beginning of each heading that is in the table. */
function withAnchors(html: string, entries: readonly TocEntry[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { at, id } of entries) {
    parts.push(
      html.slice(done, at),
      `<a class="anchor" href="#${id}" aria-hidden="true"><span class="octicon octicon-link"></span></a>`,
    );
    done = at;
  }
  return parts.join('') + html.slice(done);
}
