import type { ExtraFilter } from '../../liquid/index.js';
import { attributeOf, htmlTokens } from '../../math/index.js';

/** A heading of a page that its contents lists. */
interface Entry {
  readonly level: number;
  readonly id: string;
  /** Its text as HTML that may stand in a link. */
  readonly html: string;
}

/**
 * `{{ content | page_contents }}` in a layout: the list of a page's sections, with a link to each, without the author having to
 * ask for one. It has the headings with an id, of the highest level that there is and of the one below it; the only `h1` is the
 * page's title. Left out are headings of the class `no_toc`, as kramdown's `{:toc}` has it, and those within navigation, asides,
 * quotations and what is folded away. Fewer than two sections need no list: the answer is empty.
 */
export const pageContentsFilter: ExtraFilter = (input) => {
  const all = entriesOf(String(input ?? ''));
  const titles = all.filter(({ level }) => level === 1).length;
  const entries = titles === 1 ? all.filter(({ level }) => level > 1) : all;
  const top = Math.min(...entries.map(({ level }) => level));
  const listed = entries.filter(({ level }) => level <= top + 1);
  return listed.length < 2 ? '' : listOf(listed, top);
};

/** Elements whose headings belong to themselves and are no sections of the page. */
const APART: ReadonlySet<string> = new Set(['nav', 'aside', 'blockquote', 'details', 'template']);

/** Elements of a heading that its entry keeps; of their attributes, `lang`. */
const KEPT: ReadonlySet<string> = new Set([
  'em',
  'strong',
  'b',
  'i',
  'code',
  'sub',
  'sup',
  'span',
  's',
  'wbr',
]);

function entriesOf(html: string): readonly Entry[] {
  const entries: Entry[] = [];
  let apart = 0;
  let heading: { readonly level: number; readonly id: string; html: string } | undefined;
  let note = '';
  for (const token of htmlTokens(html)) {
    if (token.kind === 'text') {
      if (heading !== undefined && note === '') heading.html += html.slice(token.from, token.to);
      continue;
    }
    if (token.kind !== 'tag') continue;
    const { name, closing } = token;
    if (APART.has(name)) apart = Math.max(0, apart + (closing ? -1 : 1));
    const level = Number(/^h([1-6])$/.exec(name)?.[1] ?? 0);
    const tag = html.slice(token.from, token.to);
    if (level > 0) {
      if (heading !== undefined && heading.html.trim() !== '')
        entries.push({ ...heading, html: heading.html.trim() });
      const id = closing || apart > 0 || /\bno_toc\b/.test(attributeOf(tag, 'class') ?? '') ? '' : idOf(tag);
      heading = id === '' ? undefined : { level, id, html: '' };
      note = '';
    } else if (heading !== undefined) {
      if (note !== '') {
        if (closing && name === note) note = '';
      } else if (!closing && name === 'sup' && idOf(tag).startsWith('fnref')) note = name;
      else if (KEPT.has(name)) heading.html += keptTag(tag, name, closing);
    }
  }
  return entries;
}

/** An id as it is written, references and all. */
function idOf(tag: string): string {
  return attributeOf(tag, 'id') ?? '';
}

/** An id as it stands in a link, between double quotes. */
function fragmentOf(id: string): string {
  return id.replaceAll('%', '%25').replaceAll('"', '&quot;');
}

function keptTag(tag: string, name: string, closing: boolean): string {
  if (closing) return `</${name}>`;
  const lang = attributeOf(tag, 'lang');
  return lang === undefined || !/^[\w-]+$/.test(lang) ? `<${name}>` : `<${name} lang="${lang}">`;
}

/** A list of entries from the level `top` on, those of the level below in lists of their own behind the entry before them. */
function listOf(entries: readonly Entry[], top: number): string {
  const parts = ['<ul>'];
  let isNested = false;
  entries.forEach(({ level, id, html }, at) => {
    if (level > top && !isNested) {
      parts.push(at === 0 ? '\n<li><ul>' : '\n<ul>');
      isNested = true;
    } else if (level === top && isNested) {
      parts.push('</li>\n</ul>\n</li>');
      isNested = false;
    } else if (at > 0) parts.push('</li>');
    parts.push(`\n<li><a href="#${fragmentOf(id)}">${html}</a>`);
  });
  parts.push(isNested ? '</li>\n</ul>\n</li>' : '</li>', '\n</ul>');
  return parts.join('');
}
