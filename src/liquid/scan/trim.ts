import { isBlank } from '../core/fragments.js';
import type { Piece, TextPiece } from './piece.js';

/**
 * Takes the white space off the texts next to constructs that eat it (liquid/block_body.rb,
 * whitespace_handler).
 */
export function trimPieces(text: string, pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, index) => {
    if (piece.kind !== 'text') return piece;
    const before = pieces[index - 1];
    const after = pieces[index + 1];
    const trimStart = before !== undefined && before.kind !== 'text' && before.trimAfter;
    const trimEnd = after !== undefined && after.kind !== 'text' && after.trimBefore;
    return trimStart || trimEnd ? trimmed(text, piece, trimStart, trimEnd) : piece;
  });
}

function trimmed(text: string, piece: TextPiece, start: boolean, end: boolean): TextPiece {
  let { from, to } = piece;
  while (start && from < to && isBlank(text.charCodeAt(from))) from++;
  while (end && to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return { ...piece, from, to };
}
