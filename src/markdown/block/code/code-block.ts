import type { StateBlock } from '../../document/markdown-it.js';
import { isWhiteSpace, nextLine, skipIndent } from '../../source/scan.js';
import { type BlockState, blockState } from '../../state/block-state.js';
import { matchBlank, matchBlockIal, matchEndOfBlock, startsBlockTag } from '../../state/boundary.js';

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

/**
 * The offset behind the indented lines at `pos`, with the lines that only continue them and the blank lines
 * between them (kramdown: `CODEBLOCK_MATCH`); `pos` itself where there are none.
 */
export function skipIndentedLines(state: BlockState, pos: number): number {
  const { src } = state;
  for (let end = pos; ; ) {
    const blank = matchBlank(src, end);
    let line = blank < 0 ? end : blank;
    if (!isIndentedLine(src, line)) return end;
    do line = nextLine(src, line);
    while (isIndentedLine(src, line) || isContinuation(state, line));
    end = line;
  }
}

function isIndentedLine(text: string, pos: number): boolean {
  const start = skipIndent(text, pos);
  return start >= 0 && startsWithText(text, start);
}

/** Whether anything but white space follows the spaces and tabs at `pos`. */
function startsWithText(text: string, pos: number): boolean {
  while (text.charCodeAt(pos) === 32 || text.charCodeAt(pos) === 9) pos++;
  return pos < text.length && !isWhiteSpace(text.charCodeAt(pos));
}

/** Whether the line at `pos`, which is not indented, goes on with the line of code before it. */
function isContinuation({ src }: BlockState, pos: number): boolean {
  return (
    startsWithText(src, pos) &&
    matchBlockIal(src, pos) === undefined &&
    matchEndOfBlock(src, pos) < 0 &&
    !startsBlockTag(src, pos)
  );
}
