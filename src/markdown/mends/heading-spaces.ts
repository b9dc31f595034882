import { afterBoundary, isParagraphEnd } from '../block/boundary.js';
import { addAtxHeader } from '../block/header.js';
import { matchAt, nextLine } from '../block/scan.js';
import { type BlockState, blockState } from '../block/state.js';
import type { StateBlock } from '../markdown-it.js';
import { addMends } from '../token-meta.js';
import { isMended, type MendName } from './mend.js';

const NAME: MendName = 'heading-spaces';

/** Number signs, full-width ones too, with a letter or an opening bracket behind them rather than the space that Markdown wants. */
const MARKS = /(#{1,6}|＃{1,6}[ \t\u3000\u00A0]*)(?=[\p{L}\p{Nl}「『【（])/uy;
/** What begins with a number sign and is no heading: other signs of that kind, and the lines of programs. */
const NO_HEADING =
  /^#(?:include|define|undef|if|ifdef|ifndef|elif|else|endif|error|pragma|line|import|region|endregion)\b|\s#\S/;
/** A word on its own, which may be a tag, and a colour: `#lecture`, `#FF8800`. */
const TAG = /^#(?:[\p{Ll}\p{N}_-]+|[\dA-Fa-f]{3,8})$/u;

/**
 * `##Methods`, `＃ 方法`: without a space behind its number signs, or with full-width ones, a heading is a paragraph to kramdown. It is a
 * heading where it stands at the start of a line, with a block boundary before it, and has the look of one: a single
 * sign also needs a paragraph of its own.
 */
export function headingSpaces(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos } = state;
  const code = src.charCodeAt(pos);
  if ((code !== 0x23 && code !== 0xff03) || !isMended(NAME, state.environment.options)) return false;
  const marks = matchAt(MARKS, src, pos)?.[1];
  if (marks === undefined || state.depth > 0 || !afterBoundary(state)) return false;
  const line = src.slice(pos, nextLine(src, pos)).trim();
  const level = marks.trim().length;
  if (NO_HEADING.test(line) || (level === 1 && (TAG.test(line) || !isAlone(state)))) return false;
  const token = addAtxHeader(state, level, pos, pos + marks.length);
  const meant = `${'#'.repeat(level)} `;
  const at = state.documentOffset(pos);
  addMends(token, [
    {
      mend: NAME,
      at,
      text: line,
      message: `Jekyll takes this line for a paragraph, because ${
        code === 0x23 ? 'no space follows its number signs' : 'its number signs are full-width'
      }; it is read as a heading.`,
      hint: `Write "${meant}${line.slice(marks.length)}".`,
      edit: { at, written: marks, replacement: meant },
    },
  ]);
  return true;
}

function isAlone(state: BlockState): boolean {
  return isParagraphEnd(state, nextLine(state.src, state.pos));
}
