import type { Delimiters } from '../../../math/index.js';
import type { Token } from '../../document/markdown-it.js';
import { metaOf } from '../../document/token-meta.js';
import { joinSegments, type Segment, sliceSegment } from '../../source/segment.js';
import type { SpanState } from '../../state/span-state.js';

/** Characters that no command of TeX is named after, so that a backslash before one can only be Markdown's. */
const NO_COMMAND = new Set('[]()*+-.`<=\'"');
/** What a doubled backslash may stand before if it is one for TeX: a command, or a sign that needs one. */
const COMMAND = /[A-Za-z{}|,;!_%#&$]/;
/** Rows, between which a doubled backslash breaks lines. */
const ROWS = /\\begin\b|\\(?:substack|cases|p?matrix|cr|displaylines|eqalign)\b/;
/** In text, also those that are an accent's name where no letter follows that could have one. */
const NO_COMMAND_IN_TEXT = /\\(?:[[\]()*+<-]|["'`.=](?!\\?[A-Za-z{]))/y;
/** Groups of text, in which an underline is one. */
const TEXT_GROUP = /\\(?:text[a-z]*|[mh]box|math(?:rm|tt|sf|it|bf)|operatorname\*?)\s*\{[^{}]*\}/y;
/** Behind these a delimiter stands and no line ends, as the doubled backslash of `\left\\{` shows. */
const DELIMITER = /\\(?:left|right|middle|[bB]igg?[lrm]?)[ \t]*\\\\(?=[{}|])/g;
/** The same for a command behind the sign between cells, where no row ends. */
const COMMAND_OF_CELL = /&[ \t]*\\\\(?=[A-Za-z]{2})/g;
/** Two backslashes that end a row whatever is meant by others. */
const BREAK = /(?<!\\)\\\\(?![\\A-Za-z{}|,;!_%#&$])/;
/** A row's end as it is written for Markdown, behind which one or two more may break the line or begin a command. */
const DOUBLED_BREAK = /(?<!\\)\\{4,6}(?!\\)/;
/** The same at one place. */
const DOUBLED_BREAK_HERE = new RegExp(DOUBLED_BREAK, 'y');

/**
 * TeX as it was meant by an author who minds Markdown, which takes a backslash before a sign: `x\_1`, `\left\[a\right\]`,
 * `\\{0, 1\\}`, `p\|\|q` and, in rows, `\\\\`. Where TeX knows no such command, or it makes no sense, the backslash was meant for
 * Markdown and goes, as it does on Jekyll.
 */
export function withoutEscapes(tex: Segment): Segment {
  const { text } = tex;
  if (!text.includes('\\')) return tex;
  const hasRows = ROWS.test(text);
  const commands = new Set(
    [DELIMITER, COMMAND_OF_CELL].flatMap((pattern) =>
      Array.from(text.matchAll(pattern), ({ 0: all, index }) => index + all.length - 2),
    ),
  );
  const isDoubled = hasRows && DOUBLED_BREAK.test(text);
  const minded = isDoubled || (text.includes('\\\\{') && text.includes('\\\\}'));
  const halves = hasRows && minded && !BREAK.test(text.replace(DELIMITER, ''));
  const parts: Segment[] = [];
  let done = 0;
  let textEnd = 0;
  const drop = (from: number, to: number): void => {
    parts.push(sliceSegment(tex, done, from));
    done = to;
  };
  for (let at = text.indexOf('\\'); at >= 0 && at < text.length - 1; ) {
    const next = text.charAt(at + 1);
    let end = at + 2;
    NO_COMMAND_IN_TEXT.lastIndex = at;
    if (at < textEnd) {
      if (NO_COMMAND_IN_TEXT.test(text) || text.startsWith('\\\\_', at)) drop(at, at + 1);
    } else if (next === '\\') {
      DOUBLED_BREAK_HERE.lastIndex = at;
      const run = isDoubled ? (DOUBLED_BREAK_HERE.exec(text)?.[0].length ?? 0) : 0;
      if (run > 0) {
        end = at + run;
        // Behind the two that are left, the rest of the run ends the line, or the last one begins a command.
        const isAtEnd = run === 4 || /\s/.test(text.charAt(end));
        drop(at, end - (isAtEnd ? 2 : 3));
      } else if (commands.has(at) || ((!hasRows || halves) && COMMAND.test(text.charAt(end)))) {
        drop(at, at + 1);
        end += 1;
      }
    } else if (NO_COMMAND.has(next) || next === '_' || (next === '>' && text.includes('\\<'))) {
      drop(at, at + 1);
    } else if (text.startsWith('|\\|', at + 1)) {
      drop(at, at + 1);
      drop(end, end + 1);
      end += 2;
    } else {
      TEXT_GROUP.lastIndex = at;
      if (TEXT_GROUP.test(text)) textEnd = TEXT_GROUP.lastIndex;
    }
    at = text.indexOf('\\', end);
  }
  return done === 0 ? tex : joinSegments([...parts, sliceSegment(tex, done)]);
}

/**
 * Adds the formula whose TeX stands at `[from, to)`, which starts at the current position; the backslashes in it that
 * were written for Markdown go.
 */
export function addEscapedFormula(
  state: SpanState,
  from: number,
  to: number,
  display: boolean,
  delimiters?: Delimiters,
): Token {
  const token = state.leaf('math_inline', 'math', state.pos);
  const segment = withoutEscapes(state.segment(from, to));
  metaOf(token).formula = { ...segment, display, ...(delimiters && { delimiters }) };
  return token;
}
