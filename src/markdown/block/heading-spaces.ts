import type { StateBlock } from '../document/markdown-it.js';
import { isMended, type MendName } from '../document/mend.js';
import { addMends } from '../document/token-meta.js';
import { reportWarning, type Warning } from '../document/warnings.js';
import { matchAt, nextLine } from '../source/scan.js';
import { type BlockState, blockState } from '../state/block-state.js';
import { afterBoundary, isParagraphEnd, matchBlank } from '../state/boundary.js';
import { addAtxHeader } from './header.js';

const NAME: MendName = 'heading-spaces';

/** Number signs, full-width ones too, with the start of a text behind them rather than the space that Markdown wants. */
const MARKS = /(#{1,6}|＃{1,6}[ \t\u3000\u00A0]*)(?=[\p{L}\p{Nl}\p{N}「『【（《〈("“'‘*_`[$\\])/uy;
/** What begins with number signs and is no heading: the lines of programs and of their data, several tags, and what holds no word. */
const NO_HEADING =
  /^#+\$\d|^#(?:include|define|undef|if|ifdef|ifndef|elif|else|endif|error|pragma|line|import|region|endregion|const|requires)\b|^##[\w-]+[=[]|^#+\$\d|[\s\u3000][#＃][^\s#＃]|^[^\p{L}\p{Nl}$]*$/iu;
/** The title that a single sign may begin: words, of which the first has a capital as titles have it, or letters that know no capitals. */
const TITLE =
  /^[#＃][ \t\u3000\u00A0]*(?:\p{Lu}(?:\p{Ll}+(?=[\s\p{Pd}:,'’]|$)|(?=\s))|[^\p{L}\p{N}]?\p{Lo})(?!.*(?:\s-|--|[=;{}<>|\\]|[.!?。！？]$))/u;
/** A title with an id is one for certain. */
const WITH_ID = /\s\{#[^\s{}]+\}$/;
/** A title of one word, or of Latin letters, whose first word may be a tag. */
const MAYBE_TAG = /^(?:[#＃]\S+$|#\p{Lu})/u;

/**
 * `##Methods`, `＃ 方法`: without a space behind its number signs, or with full-width ones, a heading is a paragraph to kramdown. It is a
 * heading where it stands at the start of a line, with a block boundary or a heading before it, and has the look of one. A single
 * sign, which may also begin a tag or a line for a program, needs a title, a paragraph of its own, and text below.
 */
export function headingSpaces(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos } = state;
  const code = src.charCodeAt(pos);
  if ((code !== 0x23 && code !== 0xff03) || !isMended(NAME, state.environment.options)) return false;
  const marks = matchAt(MARKS, src, pos)?.[1];
  if (marks === undefined || state.depth > 0) return false;
  if (!afterBoundary(state) && state.last?.kind !== 'header') return false;
  const line = src.slice(pos, nextLine(src, pos)).trim();
  const level = marks.trim().length;
  if (NO_HEADING.test(line) || (level === 1 && !isTitle(state, line))) return false;
  const closing = closingMarks(line, level);
  const token = addAtxHeader(state, level, pos, pos + marks.length, closing);
  const meant = `${'#'.repeat(level)} `;
  const text = closing === 0 ? line.slice(marks.length) : line.slice(marks.length, -closing).trimEnd();
  const at = state.documentOffset(pos);
  addMends(token, [
    {
      mend: NAME,
      at,
      text: line,
      message: `Jekyll takes this line for a paragraph, because ${
        code === 0x23 ? 'no space follows its number signs' : 'its number signs are full-width'
      }; it is read as a heading.`,
      hint: `Write "${meant}${text}".`,
      edit:
        closing === 0
          ? { at, written: marks, replacement: meant }
          : { at, written: line, replacement: `${meant}${text}` },
    },
  ]);
  return true;
}

/** How many number signs close a heading that nothing separates from its text: as many as have opened it, and more than one. */
function closingMarks(line: string, level: number): number {
  const signs = /[^#\s](#{2,6})$/.exec(line)?.[1]?.length ?? 0;
  return signs === level ? signs : 0;
}

/** Whether a line with a single number sign is a heading for certain. */
function isTitle(state: BlockState, line: string): boolean {
  const { src, pos } = state;
  const end = nextLine(src, pos);
  if (!isParagraphEnd(state, end)) return false;
  if (WITH_ID.test(line)) return true;
  if (!TITLE.test(line)) return false;
  const below = matchBlank(src, end);
  // A tag stands at the end, or among others.
  return (
    !MAYBE_TAG.test(line) ||
    (below >= 0 && below < src.length && !/^[#＃][^\s#]/.test(src.slice(below, below + 2)))
  );
}

const HASHES = / {0,3}#{1,6}[\p{L}\p{Nl}\p{N}「『【（]/uy;

/** Says of a line at `pos` that stays text that it may have been meant as a heading. */
export function warnOfHeading(state: BlockState, pos: number): void {
  const { src, environment } = state;
  if (matchAt(HASHES, src, pos) === undefined) return;
  const line = src.slice(pos, nextLine(src, pos)).trim();
  if (NO_HEADING.test(line) || (!line.startsWith('##') && !(TITLE.test(line) && /\s/.test(line)))) return;
  reportWarning(shownMarks(line, state.documentOffset(src.indexOf('#', pos))), environment);
}

function shownMarks(line: string, at: number): Warning {
  const [marks = '#'] = /^#+/.exec(line) ?? [];
  return {
    code: 'heading-space',
    severity: 'info',
    at,
    text: line,
    message: 'No space follows the number signs of this line, so it is text and no heading.',
    hint: `If a heading is meant, write "${marks} ${line.slice(marks.length)}" behind a blank line.`,
  };
}
