import { isTextEnvironment } from '../../../math/index.js';
import type { StateInline } from '../../document/markdown-it.js';
import type { Warning } from '../../document/warnings.js';
import { type SpanState, spanStateOf } from '../../state/span-state.js';
import { addEscapedFormula } from './escaped-tex.js';

/**
 * `\\(x\\)` and `\\[x\\]`, which Markdown turns into the `\(x\)` and `\[x\]` that MathJax reads. What stands inside is
 * read as it was meant, without emphasis or typography: only the backslashes that were written for Markdown go.
 */
export function texDelimiters(given: StateInline): boolean {
  const { src, pos } = given;
  if (!src.startsWith('\\\\', pos)) return false;
  const bracket = src.charAt(pos + 2);
  if (bracket !== '(' && bracket !== '[') return false;
  const state = spanStateOf(given);
  if (!state.environment.mathFirst) return false;
  const end = state.indexOf(bracket === '(' ? '\\\\)' : '\\\\]', pos + 3);
  if (end < 0) return false;
  addEscapedFormula(state, pos + 3, end, bracket === '[');
  state.pos = end + 3;
  return true;
}

const BEGIN = /\\begin\{([A-Za-z]+)(\\?\*)?\}/y;

/**
 * `\begin{align}…\end{align}` in text, which MathJax reads without delimiters, as displayed mathematics. A star may have a
 * backslash for Markdown, which takes it.
 */
export function texEnvironment(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x5c || src.charCodeAt(pos + 1) !== 0x62) return false;
  BEGIN.lastIndex = pos;
  const [begin, name, star = ''] = BEGIN.exec(src) ?? [];
  if (begin === undefined || name === undefined) return false;
  const state = spanStateOf(given);
  if (!state.environment.mathFirst) return false;
  const close = `\\end{${name}${star}}`;
  const end = closingEnd(state, pos + begin.length, begin, close);
  if (end < 0) return false;
  const body = src.slice(pos + begin.length, end);
  if (isTextEnvironment(name + star.slice(-1), body, state.environment.document.text)) {
    state.warnOfText(textEnvironment(name, state.documentOffset(pos)));
    return false;
  }
  addEscapedFormula(state, pos, end + close.length, true, ['', '']);
  state.pos = end + close.length;
  return true;
}

/** The `\end{…}` that closes an environment, past those of the same name inside it, or -1. */
function closingEnd({ indexOf, environment }: SpanState, from: number, begin: string, close: string): number {
  if (environment.budget <= 0) return -1;
  let open = indexOf(begin, from);
  let end = indexOf(close, from);
  let last = from;
  while (end >= 0 && open >= 0 && open < end) {
    last = end;
    open = indexOf(begin, open + 1);
    end = indexOf(close, end + 1);
  }
  if (end < 0) environment.budget -= last - from;
  return end;
}

/** Of an environment of text, which TeX's mathematics does not have. */
function textEnvironment(name: string, at: number): Warning {
  return {
    code: 'math-text-environment',
    severity: 'warning',
    at,
    text: `\\begin{${name}}`,
    message: `TeX’s mathematics has no environment "${name}", for which MathJax shows an error; it is shown as text, with the formulas in it.`,
    hint: `Take \\begin{${name}} and \\end{${name}} out, and write a heading, a list or **bold** words in their place.`,
    isSaidOnce: true,
  };
}
