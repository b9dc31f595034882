import { environmentOf, type MarkdownEnvironment, tokenLists } from '../document/environment.js';
import type { StateCore, Token } from '../document/markdown-it.js';
import { isMended, type MendName, type MendNote } from '../document/mend.js';
import { metaOf } from '../document/token-meta.js';
import type { Warning } from '../document/warnings.js';
import { type BacktickRun, backtickRuns, codeSpanAt } from '../source/code-spans.js';
import { cachedIndexOf, type IndexOf } from '../source/index-of.js';
import {
  documentOffset,
  joinSegments,
  literalSegment,
  type Segment,
  sliceSegment,
} from '../source/segment.js';

const NAME: MendName = 'split-comments';
const OPEN = '<!--';
const CLOSE = '-->';
const BLANK_LINE = /\n[ \t]*\n/;
/** What a comment that begins within a line does not go on over: blank lines, headings, fences and tables. */
const END_OF_COMMENT = /\n[ \t>]*(?:\n|#{1,6}[ \t]|`{3}|~{3}|\|)|<!--/g;
/** What a comment that begins a line may have before it there. */
const LINE_START = /(?:^|\n)[ \t>]*(?:[*+-][ \t]+|\d+\.[ \t]+)?$/;
/** How far back the start of a line is looked for. */
const NEAR = 40;

/** A comment that blocks begin within, by its document offsets. */
export interface SplitComment {
  readonly from: number;
  readonly to: number;
}

/** Comments that are shown as text, to kramdown: those that are left out, and what is said of the others. */
export interface ShownComments {
  readonly split: readonly SplitComment[];
  readonly warnings: readonly Warning[];
}

/**
 * `* One <!-- not yet:⏎* Two⏎* Three -->`: a comment that starts within a line ends, to kramdown, where the next block begins, and its text is shown. It
 * is left out down to its end. Answers such comments, once the blocks of the document have been read; of one whose end is
 * in doubt it is only said that it is shown.
 */
export function shownComments(core: StateCore): ShownComments {
  const environment = environmentOf(core);
  const { options, document } = environment;
  const split: SplitComment[] = [];
  const warnings: Warning[] = [];
  if (!document.text.includes(OPEN)) return { split, warnings };
  const indexOf = cachedIndexOf(document.text);
  for (const tokens of tokenLists(core)) {
    for (const token of tokens) {
      const from = shownOpening(token, environment);
      if (from === undefined) continue;
      const to = isMended(NAME, options) ? commentEnd(document.text, from, indexOf) : undefined;
      if (to === undefined) warnings.push(shownComment(indexOf(CLOSE, from) >= 0, from));
      else split.push({ from, to });
    }
  }
  return { split, warnings };
}

/** The document offset of a comment's start in a text in which it does not end. */
function shownOpening(token: Token, { document }: MarkdownEnvironment): number | undefined {
  const { type, content, meta } = token;
  if (type !== 'inline' || !content.includes(OPEN)) return undefined;
  const opening = unclosedOpening(content);
  if (opening === undefined) return undefined;
  const from = documentOffset((meta === null ? undefined : metaOf({ meta }).origin) ?? [], opening);
  return document.text.startsWith(OPEN, from) ? from : undefined;
}

/** Where a comment starts that does not end in the text. */
function unclosedOpening(text: string): number | undefined {
  const runs = backtickRuns(text);
  for (let at = 0; at < text.length; ) {
    const open = outsideCode(text, OPEN, at, runs);
    if (open < 0) return undefined;
    const close = text.indexOf(CLOSE, open + OPEN.length);
    if (close < 0) return open;
    at = close + CLOSE.length;
  }
  return undefined;
}

/** Where a needle stands in a text from `at` on, code spans left out; or -1. */
function outsideCode(
  text: string,
  needle: string,
  at: number,
  runs: readonly BacktickRun[] = backtickRuns(text),
): number {
  for (let from = at; ; ) {
    const found = text.indexOf(needle, from);
    const code = text.indexOf('`', from);
    if (found < 0 || code < 0 || found < code) return found;
    const span = codeSpanAt(text, code, runs);
    from = typeof span === 'number' ? span : span.end;
  }
}

/** The offset behind the comment that starts at `from`, or undefined where its end is in doubt. */
function commentEnd(text: string, from: number, indexOf: IndexOf): number | undefined {
  const content = from + OPEN.length;
  if (!LINE_START.test(text.slice(Math.max(0, from - NEAR), from))) return endOnNextLines(text, from);
  const end = indexOf(CLOSE, content);
  if (end < 0) return undefined;
  const next = indexOf(OPEN, content);
  // One in which another starts behind a blank line was more likely never closed.
  if (next >= 0 && next < end && BLANK_LINE.test(text.slice(from, next))) return undefined;
  // So was one in a text that goes on behind the end of another block.
  const endsLine = /^[ \t]*(?:\n|$)/.test(text.slice(end + CLOSE.length, end + CLOSE.length + NEAR));
  return endsLine || !BLANK_LINE.test(text.slice(from, end)) ? end + CLOSE.length : undefined;
}

/** The same of a comment that starts behind text: it goes on over no more than items of a list. */
function endOnNextLines(text: string, from: number): number | undefined {
  const lineStart = text.lastIndexOf('\n', from) + 1;
  if (/^[ \t>]*\|/.test(text.slice(lineStart, from))) return undefined;
  END_OF_COMMENT.lastIndex = from + OPEN.length;
  const stop = END_OF_COMMENT.exec(text)?.index ?? text.length;
  const end = outsideCode(text.slice(from, stop), CLOSE, OPEN.length);
  return end < 0 ? undefined : from + end + CLOSE.length;
}

/** A row of a table up to its end, and from its start. */
const ROW_BEFORE = /(?:^|\n)[ \t>]*\|[^\n]*\n[ \t>]*$/;
const ROW_BEHIND = /[ \t]*\n(?=[ \t>]*\|)/y;
/** How far back a row may start. */
const LONGEST_ROW = 4000;

/** Where the row of a table starts that stands behind a comment, if one stands before it, too; else undefined. */
function nextRow(text: string, { from, to }: SplitComment): number | undefined {
  if (!ROW_BEFORE.test(text.slice(Math.max(0, from - LONGEST_ROW), from))) return undefined;
  ROW_BEHIND.lastIndex = to;
  return ROW_BEHIND.test(text) ? ROW_BEHIND.lastIndex : undefined;
}

/** The document with an empty comment in the place of each of these, or with nothing between two rows of a table. */
export function withoutComments(document: Segment, comments: readonly SplitComment[]): Segment {
  const parts: Segment[] = [];
  let done = 0;
  for (const comment of comments.toSorted((a, b) => a.from - b.from)) {
    const { from, to } = comment;
    if (from < done) continue;
    const row = nextRow(document.text, comment);
    parts.push(sliceSegment(document, done, from));
    if (row === undefined) parts.push(literalSegment(`${OPEN} ${CLOSE}`, from));
    done = row ?? to;
  }
  return joinSegments([...parts, sliceSegment(document, done)]);
}

/** What is said of such a comment. */
export function splitCommentNote({ from }: SplitComment): MendNote {
  return {
    mend: NAME,
    at: from,
    text: OPEN,
    message:
      'This comment goes on over the start of a block, so Jekyll shows its text; it is left out down to its end.',
    hint: 'Put the comment on lines of its own, with a blank line before it; or, if no comment is meant, write `<!--` or &lt;!--.',
  };
}

/** Of a comment that ends nowhere, or behind the start of another block; `isClosed` tells which. */
function shownComment(isClosed: boolean, at: number): Warning {
  return {
    code: 'html-comment',
    severity: 'info',
    at,
    text: '<!--',
    message: isClosed
      ? 'This comment goes on over the start of a block, so it is shown as text.'
      : 'This comment is never closed, so it is shown as text.',
    hint: 'Put the comment on lines of its own, with a blank line before it and --> at its end; or, if no comment is meant, write `<!--` or &lt;!--.',
  };
}
