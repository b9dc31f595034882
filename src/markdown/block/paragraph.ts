import type { StateBlock } from '../markdown-it.js';
import { literalPiece, type Piece } from '../piece.js';
import { appendText, blockText } from './block-text.js';
import { isParagraphEnd } from './boundary.js';
import { nextLine, skipWhiteSpace, trimEnd } from './scan.js';
import { type BlockState, blockState } from './state.js';

/**
 * A paragraph. What no other rule takes right behind a paragraph goes on with it
 * (kramdown/parser/kramdown/paragraph.rb).
 */
export function paragraph(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos } = state;
  const indent = leadingSpaces(src, pos);
  const code = src.charCodeAt(pos + indent);
  if (indent > 3 || code === 9) return false;
  let end = nextLine(src, pos);
  while (!isParagraphEnd(state, end)) end = nextLine(src, end);
  const { last } = state;
  if (last?.kind === 'paragraph' && last.text !== undefined) {
    const joiner = src.slice(Math.max(0, pos - 3), pos) === '  \n' ? '  \n' : '\n';
    appendText(last.text, literalPiece(joiner, state.documentOffset(pos - joiner.length)));
    appendText(last.text, state.piece(pos, trimEnd(src, pos, end)));
  } else {
    const start = skipWhiteSpace(src, pos, end);
    addParagraph(state, state.piece(start, trimEnd(src, start, end)), start);
  }
  state.seek(end);
  return true;
}

/** Adds a paragraph with this text, which stands at `pos`, to the container. */
export function addParagraph(state: BlockState, text: Piece, pos: number): void {
  const start = state.tokens.length;
  const ial = state.takeIal();
  const token = state.place('paragraph_open', 'p', 1, pos);
  const inline = state.inline(text);
  state.push('paragraph_close', 'p', -1);
  state.add('paragraph', start, { token, text: blockText(inline), ial });
}

function leadingSpaces(text: string, pos: number): number {
  let count = 0;
  while (text.charCodeAt(pos + count) === 32) count++;
  return count;
}
