import type { StateBlock } from '../document/markdown-it.js';
import { swallowingFence, unclosedFence } from '../document/unclosed-warnings.js';
import { reportWarning, type Warning } from '../document/warnings.js';
import { closingFence, closingFences } from '../source/closing-fences.js';
import { matchAt, skipIndent } from '../source/scan.js';
import { blockState } from '../state/block-state.js';
import { skipIndentedLines } from '../state/boundary.js';

/** An indented code block (kramdown/parser/kramdown/codeblock.rb: `parse_codeblock`). */
export function codeBlock(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos } = state;
  if (skipIndent(src, pos) < 0) return false;
  const end = skipIndentedLines(state, pos);
  if (end === pos) return false;
  const token = state.open('code', 'code_block', 'code', 0, pos);
  // A line that is not indented goes on with the line before it; then the indent of each line is taken away.
  token.content = src
    .slice(pos, end)
    .replace(/\n( {0,3}[^ \t\r\n\f\v])/g, ' $1')
    .replace(/^(?:\t| {4})/gm, '');
  state.seek(end);
  return true;
}

const OPENING = / {0,3}(`{3,}|~{3,})([^\n]*)\n/y;
/** What may follow a fence: a language, with options for the highlighter behind a question mark. */
const INFO = /^[ \t\r\f\v]*(?:([^ \t\r\n\f\v]+?)(\?[^ \t\r\n\f\v]*)?)?[ \t\r\f\v]*$/;

/** Whether what stands behind a fence is a language, or nothing: else it is a code span. */
function isOpening(info: string): boolean {
  return !/[`~]/.test(info) && INFO.test(info);
}

/**
 * A fenced code block (kramdown-parser-gfm: `FENCED_CODEBLOCK_MATCH`). Where no fence of its length closes it,
 * it counts as the longest that one closes, and the rest of its characters as the language. Fences of backticks and
 * tildes mixed, which kramdown's pattern lets pass, are none here.
 */
export function fencedCodeBlock(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos } = state;
  const opening = matchAt(OPENING, src, pos);
  const run = opening?.[1];
  if (opening === undefined || run === undefined) return false;
  // kramdown's own parser has fences of tildes alone, at the start of a line.
  if (state.environment.options.kramdown.input !== 'GFM' && src[pos] !== '~') return false;
  const contentStart = pos + opening[0].length;
  state.closingFences ??= closingFences(src);
  const closing = closingFence(state.closingFences, run[0] === '`' ? '`' : '~', run.length, contentStart);
  const report = (found: Warning | undefined): void => {
    if (found !== undefined) reportWarning(found, state.environment);
  };
  const written = opening[0].trim();
  const at = state.documentOffset(pos + opening[0].indexOf(run));
  if (closing === undefined) {
    if (isOpening(opening[2] ?? '')) report(unclosedFence(written, run, at));
    return false;
  }
  const length = Math.min(run.length, closing.length);
  const info = INFO.exec(run.slice(length) + (opening[2] ?? ''));
  if (info === null) return false;
  const token = state.open('code', 'fence', 'code', 0, pos);
  token.content = src.slice(contentStart, closing.start);
  token.markup = run.slice(0, length);
  report(swallowingFence(token.content, written, token.markup, at));
  if (info[1] !== undefined) {
    token.info = info[1] + (info[2] ?? '');
    token.attrSet('class', `language-${info[1]}`);
  }
  state.seek(closing.end);
  return true;
}
