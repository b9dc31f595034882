import type { MarkdownEnvironment } from '../environment.js';
import { createFinder, type Find } from '../finder.js';
import { matchOpenTag, type OpenTag, type TagAttribute } from '../html-syntax.js';
import { commentsInTags } from './comments-in-tags.js';
import { lenientTag, type TagMend } from './lenient-tag.js';
import { isMended, type MendNote } from './mend.js';
import { meantTag } from './misspelt-attributes.js';
import { misspeltTag } from './misspelt-tags.js';
import { unclosedTags } from './unclosed-tags.js';
import { unquotedAttributes } from './unquoted-attributes.js';

/** What each mend of tags says of a tag: of its source, and of how it is written right. */
const SAYINGS: Readonly<Record<TagMend, (written: string, meant: string) => Omit<MendNote, 'at' | 'mend'>>> =
  {
    'comments-in-tags': commentsInTags,
    'unclosed-tags': unclosedTags,
    'unquoted-attributes': unquotedAttributes,
  };

/** A tag, and what has been mended to read it. */
export interface MendedTag {
  readonly tag: OpenTag;
  readonly notes: readonly MendNote[];
}

/**
 * The opening tag at `at`: what kramdown takes for one, or what the mends of tags make out. `offsetOf` answers with the document
 * offset of an offset into the text.
 */
export function openTagAt(
  text: string,
  at: number,
  find: Find,
  environment: MarkdownEnvironment,
  offsetOf: (offset: number) => number,
): MendedTag | undefined {
  const tag = matchOpenTag(text, at, find);
  const { options } = environment;
  if (options.mend === false) return tag && { tag, notes: [] };
  if (tag !== undefined) {
    const meant = misspeltTag(text, at, tag, find, environment, offsetOf) ?? { tag, notes: [] };
    const { tag: read, notes } = meantTag(text, meant.tag, environment, offsetOf);
    return { tag: read, notes: [...meant.notes, ...notes] };
  }
  const lenient = lenientTag(text, at, find);
  if (lenient === undefined) return undefined;
  const faults = [...lenient.faults];
  if (!faults.every((mend) => isMended(mend, options))) return undefined;
  const written = text.slice(at, lenient.tag.end);
  const meant = closedSource(written, lenient.tag.end - at) ?? tagSource(lenient.tag);
  // A comment in a tag can go before it or behind it.
  const isCertain = !lenient.faults.has('comments-in-tags');
  const edit = isCertain ? { at: offsetOf(at), written, replacement: meant } : undefined;
  const notes = faults.map((mend) => ({ mend, at: offsetOf(at), ...SAYINGS[mend](written, meant), edit }));
  const { tag: read, notes: more } = meantTag(text, lenient.tag, environment, offsetOf);
  // The edit of the whole tag comes first; with it a name in it is put right another time.
  return { tag: read, notes: [...notes, ...more.map((note) => ({ ...note, edit: undefined }))] };
}

/** The tag as it was written, with a `>`, where it lacks nothing else. */
function closedSource(written: string, length: number): string | undefined {
  const closed = `${written}>`;
  return matchOpenTag(closed, 0, createFinder(closed))?.end === length + 1 ? closed : undefined;
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
