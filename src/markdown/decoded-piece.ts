import { decodeEntities } from './entities.js';
import { joinPieces, literalPiece, type Piece, slicePiece } from './piece.js';

const REFERENCE = /&(?:[\w:][-\w.:]*|#\d+|#[xX][0-9a-fA-F]+);/g;

/** A text with its character references made characters, which keep the references' places. */
export function decodedPiece(piece: Piece): Piece {
  const parts: Piece[] = [];
  let last = 0;
  for (const { 0: written, index } of piece.text.matchAll(REFERENCE)) {
    const place = slicePiece(piece, index).origin[0]?.[1] ?? 0;
    parts.push(slicePiece(piece, last, index), literalPiece(decodeEntities(written), place));
    last = index + written.length;
  }
  return last === 0 ? piece : joinPieces([...parts, slicePiece(piece, last)]);
}
