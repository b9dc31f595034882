import { joinPieces, literalPiece, type Piece } from '../source/segment.js';

/** Where a text is read, as far as it has been. */
interface Reading {
  readonly src: string;
  readonly pos: number;
  readonly piece: (from: number, to: number) => Piece;
  readonly documentOffset: (pos: number) => number;
}

/** How many characters that are not in the text may stand between its characters. */
const MOST_SKIPPED = 100;

/**
 * The places of a text that ends where `reading` stands: the text may lack characters of the source, such as the
 * backslashes of escapes. It is compared from its end on, which is known.
 */
export function writtenText(reading: Reading, text: string): Piece {
  const { src } = reading;
  const pieces: Piece[] = [];
  let left = text.length;
  let at = reading.pos;
  for (let skipped = 0; left > 0 && at > 0 && skipped < MOST_SKIPPED; skipped++) {
    const to = at;
    while (left > 0 && at > 0 && src.charCodeAt(at - 1) === text.charCodeAt(left - 1)) {
      at--;
      left--;
    }
    if (to > at) pieces.unshift(reading.piece(at, to));
    at--;
  }
  if (left > 0) pieces.unshift(literalPiece(text.slice(0, left), reading.documentOffset(Math.max(0, at))));
  return joinPieces(pieces);
}
