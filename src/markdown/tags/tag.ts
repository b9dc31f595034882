import { isMended, type MendNote } from '../document/mend.js';
import { isHtmlElement } from '../html/names.js';
import { matchCloseTag, matchOpenTag, type OpenTag, type TagAttribute } from '../html/syntax.js';
import type { TagText } from '../html/tag-index.js';
import { cachedIndexOf } from '../source/index-of.js';
import { commentsInTags, lenientTag, type TagMend, unclosedTags, unquotedAttributes } from './lenient-tag.js';
import { meantTag } from './misspelt-attributes.js';
import { misspeltTag } from './unknown-tags.js';

/** What each mend of tags says of a tag: of its source, and of how it is written right. */
const NOTES: Readonly<Record<TagMend, (written: string, meant: string) => Omit<MendNote, 'at' | 'mend'>>> = {
  'comments-in-tags': commentsInTags,
  'unclosed-tags': unclosedTags,
  'unquoted-attributes': unquotedAttributes,
};

/** A tag, and what has been mended to read it. */
export interface MendedTag {
  readonly tag: OpenTag;
  readonly notes: readonly MendNote[];
}

/** The opening tag at `at`: what kramdown takes for one, or what the mends of tags make out. */
export function openTagAt(text: TagText, at: number): MendedTag | undefined {
  const { src, indexOf, environment } = text;
  const tag = matchOpenTag(src, at, indexOf);
  const { options } = environment;
  if (options.mend === false) return tag && { tag, notes: [] };
  if (tag !== undefined) {
    const { tag: named, notes } = misspeltTag(text, at, tag) ?? { tag, notes: [] };
    const meant = meantTag(text, named);
    return { tag: meant.tag, notes: [...notes, ...meant.notes] };
  }
  const lenient = lenientTag(src, at, indexOf);
  if (lenient === undefined) return undefined;
  const faults = [...lenient.faults];
  if (!faults.every((mend) => isMended(mend, options))) return undefined;
  const written = src.slice(at, lenient.tag.end);
  const source = closedSource(written, lenient.tag.end - at) ?? tagSource(lenient.tag);
  // A comment in a tag can go before it or behind it.
  const isCertain = !lenient.faults.has('comments-in-tags');
  const offset = text.documentOffset(at);
  const edit = isCertain ? { at: offset, written, replacement: source } : undefined;
  const notes = faults.map((mend) => ({ mend, at: offset, ...NOTES[mend](written, source), edit }));
  const meant = meantTag(text, lenient.tag);
  // The whole tag is put right first, and a name in it another time.
  return { tag: meant.tag, notes: [...notes, ...meant.notes.map((note) => ({ ...note, edit: undefined }))] };
}

/** The tag as it was written, with a `>`, where it lacks nothing else. */
function closedSource(written: string, length: number): string | undefined {
  const closed = `${written}>`;
  return matchOpenTag(closed, 0, cachedIndexOf(closed))?.end === length + 1 ? closed : undefined;
}

/** How a tag is written right. */
function tagSource({ name, attributes, selfClosed }: OpenTag): string {
  return `<${[name, ...attributes.map(attributeSource)].join(' ')}${selfClosed ? ' /' : ''}>`;
}

function attributeSource({ name, value, from, to }: TagAttribute): string {
  if (value === '' && from === to) return name;
  const quote = value.includes('"') ? "'" : '"';
  return `${name}=${quote}${value}${quote}`;
}

/** A closing tag, and what has been mended to read it. */
export interface CloseTag {
  /** As it was written. */
  readonly name: string;
  readonly end: number;
  readonly notes: readonly MendNote[];
}

/** A closing tag that lacks its `>`, before a line's end or the next tag. */
const WITHOUT_END = /<\/([A-Za-z][A-Za-z0-9]*)(?=[ \t]*(?:\n|$|<))/y;

/** The closing tag at `at`: what kramdown takes for one, or one that lacks its `>`. */
export function closeTagAt(text: TagText, at: number): CloseTag | undefined {
  const { src, environment } = text;
  if (src.charCodeAt(at + 1) !== 0x2f) return undefined;
  const close = matchCloseTag(src, at);
  if (close !== undefined) return { ...close, notes: [] };
  WITHOUT_END.lastIndex = at;
  const [written, name] = WITHOUT_END.exec(src) ?? [];
  if (written === undefined || name === undefined || !isHtmlElement(name)) return undefined;
  if (!isMended('unclosed-tags', environment.options)) return undefined;
  const meant = `${written}>`;
  const offset = text.documentOffset(at);
  const note: MendNote = {
    mend: 'unclosed-tags',
    at: offset,
    ...unclosedTags(written, meant),
    edit: { at: offset, written, replacement: meant },
  };
  return { name, end: at + written.length, notes: [note] };
}
