import type { StateBlock } from '../markdown-it.js';
import { closingFence, closingFences } from './closing-fences.js';
import { matchAt } from './scan.js';
import { blockState } from './state.js';

const OPENING = / {0,3}(`{3,}|~{3,})([^\n]*)\n/y;
/** What may follow a fence: a language, with options for the highlighter behind a question mark. */
const INFO = /^[ \t\r\f\v]*(?:([^ \t\r\n\f\v]+?)(\?[^ \t\r\n\f\v]*)?)?[ \t\r\f\v]*$/;

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
  const contentStart = pos + opening[0].length;
  state.closingFences ??= closingFences(src);
  const closing = closingFence(state.closingFences, run[0] === '`' ? '`' : '~', run.length, contentStart);
  if (closing === undefined) return false;
  const length = Math.min(run.length, closing.length);
  const info = INFO.exec(run.slice(length) + (opening[2] ?? ''));
  if (info === null) return false;
  const token = state.open('code', 'fence', 'code', 0, pos);
  token.content = src.slice(contentStart, closing.start);
  token.markup = run.slice(0, length);
  if (info[1] !== undefined) {
    token.info = info[1] + (info[2] ?? '');
    token.attrSet('class', `language-${info[1]}`);
  }
  state.seek(closing.end);
  return true;
}
