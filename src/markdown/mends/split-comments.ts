import { tokenLists } from '../core/token-lists.js';
import { documentOffset, environmentOf } from '../environment.js';
import { backtickRuns } from '../inline/backtick-runs.js';
import { codeSpanAt } from '../inline/codespan.js';
import type { StateCore } from '../markdown-it.js';
import { joinPieces, literalPiece, type Piece, slicePiece } from '../piece.js';
import { metaOf } from '../token-meta.js';
import { isMended, type MendName, type MendNote } from './mend.js';

const NAME: MendName = 'split-comments';
const OPEN = '<!--';
const CLOSE = '-->';
const BLANK_LINE = /\n[ \t]*\n/;

/** A comment that blocks begin within, by its document offsets. */
export interface SplitComment {
  readonly from: number;
  readonly to: number;
}

/**
 * `* One <!-- not yet:⏎* Two⏎* Three -->`: a comment that starts within a line ends, to kramdown, where the next block begins, and its text is shown. It
 * is left out down to its end. Answers such comments, once the blocks of the document have been read; one in which another
 * starts behind a blank line was more likely never closed.
 */
export function splitComments(core: StateCore): readonly SplitComment[] {
  const { options, document } = environmentOf(core);
  const { text } = document;
  if (!text.includes(OPEN) || !isMended(NAME, options)) return [];
  const found: SplitComment[] = [];
  for (const tokens of tokenLists(core)) {
    for (const { type, content, meta } of tokens) {
      if (type !== 'inline' || !content.includes(OPEN)) continue;
      const opening = unclosedOpening(content);
      const { origin = [] } = meta === null ? {} : metaOf({ meta });
      if (opening === undefined) continue;
      const from = documentOffset(origin, opening);
      const end = text.startsWith(OPEN, from) ? text.indexOf(CLOSE, from + OPEN.length) : -1;
      const next = text.indexOf(OPEN, from + OPEN.length);
      const isDoubtful = next >= 0 && next < end && BLANK_LINE.test(text.slice(from, next));
      if (end >= 0 && !isDoubtful) found.push({ from, to: end + CLOSE.length });
    }
  }
  return found;
}

/** Where a comment starts that does not end in the text. */
function unclosedOpening(text: string): number | undefined {
  const runs = backtickRuns(text);
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf(OPEN, at);
    const code = text.indexOf('`', at);
    if (open < 0) return undefined;
    if (code >= 0 && code < open) {
      const span = codeSpanAt(text, code, runs);
      at = typeof span === 'number' ? span : span.end;
      continue;
    }
    const close = text.indexOf(CLOSE, open + OPEN.length);
    if (close < 0) return open;
    at = close + CLOSE.length;
  }
  return undefined;
}

/** The document with an empty comment in the place of each of these. */
export function withoutComments(document: Piece, comments: readonly SplitComment[]): Piece {
  const parts: Piece[] = [];
  let done = 0;
  for (const { from, to } of comments.toSorted((a, b) => a.from - b.from)) {
    if (from < done) continue;
    parts.push(slicePiece(document, done, from), literalPiece(`${OPEN} ${CLOSE}`, from));
    done = to;
  }
  return joinPieces([...parts, slicePiece(document, done)]);
}

/** What is said of such a comment. */
export function splitCommentNote({ from }: SplitComment): MendNote {
  return {
    mend: NAME,
    at: from,
    text: OPEN,
    message:
      'This comment goes on over the start of a block, so Jekyll shows its text; it is left out down to its end.',
    hint: 'Put the comment on lines of its own, with a blank line before it.',
  };
}
