import { decodeEntities } from './entities.js';
import { joinPieces, literalPiece, type Piece, slicePiece } from './segment.js';

const REFERENCE = /&(?:[\w:][-\w.:]*|#\d+|#[xX][0-9a-fA-F]+);/g;

/** A text with its character references made characters, which keep the references' places. */
export function decodedPiece(piece: Piece): Piece {
  return replacedPiece(piece, REFERENCE, decodeEntities);
}

/** A text with what matches a pattern, which is global, replaced; what stands for it keeps its place. */
export function replacedPiece(piece: Piece, pattern: RegExp, by: (written: string) => string): Piece {
  const parts: Piece[] = [];
  let last = 0;
  for (const { 0: written, index } of piece.text.matchAll(pattern)) {
    const place = slicePiece(piece, index).origin[0]?.[1] ?? 0;
    parts.push(slicePiece(piece, last, index), literalPiece(by(written), place));
    last = index + written.length;
  }
  return last === 0 ? piece : joinPieces([...parts, slicePiece(piece, last)]);
}
