import { firstFrom } from '../../diagnostics/index.js';
import type { MarkdownEnvironment } from '../document/environment.js';
import type { IndexOf } from '../source/index-of.js';
import { isVoidElement, matchComment, matchOpenTag } from './syntax.js';

/** A text in which tags are read. */
export interface TagText {
  readonly src: string;
  readonly indexOf: IndexOf;
  readonly tags: TagIndex;
  readonly environment: MarkdownEnvironment;
  /** The document offset of an offset in the text. */
  documentOffset(offset: number): number;
}

/** The tags of one name in a text; offsets in rising order. */
interface NamedTags {
  /** Opening tags. */
  readonly openings: number[];
  /** Closing tags that close none of them. */
  readonly orphans: number[];
  /** Those of them that begin a line. */
  readonly lineOrphans: number[];
  /** The last closing tag, or -1. */
  lastClosing: number;
}

/** Which tags of a text belong together: tags of one name are closed from within. */
export interface TagIndex {
  /** The tags by their names in lower case; void elements, and tags in code and comments, are left out. */
  readonly byName: ReadonlyMap<string, NamedTags>;
  /** Of opening tags, the offset of the tag that closes them. */
  readonly closedBy: ReadonlyMap<number, number>;
  /** The names of closing tags that close none. */
  readonly orphaned: ReadonlySet<string>;
}

/** A fence with what follows on its line, a code span within a line, a comment, or the start of a tag. */
const MARKUP =
  /(?<![^\n]) {0,3}(`{3,}|~{3,})[^\n]*\n|(?<!`)(`{1,3})(?!`)[^`\n]+\2(?!`)|<!--|<(\/?)([\p{Alphabetic}_][-\p{Alphabetic}\p{Nd}._]*)/gu;

/** Finds the tags of a text. */
export function indexTags(text: string, indexOf: IndexOf): TagIndex {
  const byName = new Map<string, NamedTags>();
  const closedBy = new Map<number, number>();
  const orphaned = new Set<string>();
  const open = new Map<string, number[]>();
  MARKUP.lastIndex = 0;
  for (let match = MARKUP.exec(text); match !== null; match = MARKUP.exec(text)) {
    const at = match.index;
    const fence = match[1];
    const given = match[4];
    if (fence !== undefined) MARKUP.lastIndex = behindFence(text, fence, MARKUP.lastIndex, indexOf);
    else if (match[0] === '<!--') MARKUP.lastIndex = matchComment(text, at, indexOf) ?? at + match[0].length;
    if (given === undefined) continue;
    const name = given.toLowerCase();
    const tags = byName.get(name) ?? { openings: [], orphans: [], lineOrphans: [], lastClosing: -1 };
    byName.set(name, tags);
    const waiting = open.get(name) ?? [];
    open.set(name, waiting);
    if (match[3] === '') {
      if (isVoidElement(name) || matchOpenTag(text, at, indexOf)?.selfClosed === true) continue;
      tags.openings.push(at);
      waiting.push(at);
      continue;
    }
    tags.lastClosing = at;
    const opening = waiting.pop();
    if (opening !== undefined) {
      closedBy.set(opening, at);
      continue;
    }
    orphaned.add(name);
    tags.orphans.push(at);
    if (beginsLine(text, at)) tags.lineOrphans.push(at);
  }
  return { byName, closedBy, orphaned };
}

/** Whether nothing but up to three spaces stands before an offset on its line. */
export function beginsLine(text: string, at: number): boolean {
  return /(?:^|\n) {0,3}$/.test(text.slice(Math.max(0, at - 4), at));
}

/** Behind the next line that starts with a fence, or where the search starts if none follows. */
function behindFence(text: string, fence: string, from: number, indexOf: IndexOf): number {
  const close = indexOf(`\n${fence.slice(0, 3)}`, from - 1);
  if (close < 0) return from;
  const end = text.indexOf('\n', close + 1);
  return end < 0 ? text.length : end;
}

/** Whether a closing tag of a name stands at or behind an offset. */
export function isClosedBehind({ byName }: TagIndex, name: string, from: number): boolean {
  return (byName.get(name.toLowerCase())?.lastClosing ?? -1) >= from;
}

/** How many tags of a name stand at or behind an offset: opening ones, and those that close none of these. */
export function tagsBehind(
  { byName }: TagIndex,
  name: string,
  from: number,
): Readonly<Record<'openings' | 'orphans' | 'lineOrphans', number>> {
  const { openings = [], orphans = [], lineOrphans = [] } = byName.get(name.toLowerCase()) ?? {};
  return {
    openings: countFrom(openings, from),
    orphans: countFrom(orphans, from),
    lineOrphans: countFrom(lineOrphans, from),
  };
}

/** How many of these offsets, which rise, lie at or behind one. */
function countFrom(offsets: readonly number[], from: number): number {
  return offsets.length - firstFrom(offsets, from, (offset) => offset);
}
