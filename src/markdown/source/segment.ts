import { firstFrom, type MappedText, type Run, sliceMapped } from '../../diagnostics/index.js';
import type { Formula } from '../../math/index.js';
import { decodeEntities } from './entities.js';

/**
 * Where a piece of text that was taken out of the document (a paragraph without its indent, a list item's
 * content) stood in it: sorted pairs of an offset in the piece and the document offset it came from. From one
 * pair to the next both advance together. Offsets are UTF-16 units; the first pair's piece offset is 0.
 */
export type OffsetMap = readonly (readonly [piece: number, document: number])[];

/** The document offset of `offset` in a piece with this map. */
export function documentOffset(map: OffsetMap, offset: number): number {
  let low = 0;
  let high = map.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((map[middle]?.[0] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const pair = map[low];
  return pair === undefined ? offset : pair[1] + Math.max(0, offset - pair[0]);
}

/** A text that was taken out of the document, with the place of its characters there. */
export interface Piece {
  readonly text: string;
  readonly origin: OffsetMap;
}

/** The part `[from, to)` of a piece. */
export function slicePiece(piece: Piece, from: number, to: number = piece.text.length): Piece {
  return { text: piece.text.slice(from, to), origin: sliceOrigin(piece.origin, from, to) };
}

/** The places of the part `[from, to)` of a text with these places. */
export function sliceOrigin(origin: OffsetMap, from: number, to: number): OffsetMap {
  const pairs: [number, number][] = [[0, documentOffset(origin, from)]];
  for (let at = pairAfter(origin, from); at < origin.length; at++) {
    const pair = origin[at];
    if (pair === undefined || pair[0] >= to) break;
    pairs.push([pair[0] - from, pair[1]]);
  }
  return pairs;
}

/** The index of the first pair behind `offset`. */
function pairAfter(origin: OffsetMap, offset: number): number {
  return firstFrom(origin, offset + 1, ([at]) => at);
}

/** Characters that the document does not hold, in place of what stands at the document offset `at`. */
export function literalPiece(text: string, at: number): Piece {
  return { text, origin: [[0, at]] };
}

/** Pieces one behind the other. */
export function joinPieces(pieces: readonly Piece[]): Piece {
  const texts: string[] = [];
  const pairs: (readonly [number, number])[] = [];
  let length = 0;
  for (const piece of pieces) {
    if (piece.text === '') continue;
    appendOrigin(pairs, length, piece);
    texts.push(piece.text);
    length += piece.text.length;
  }
  return { text: texts.join(''), origin: pairs.length > 0 ? pairs : (pieces[0]?.origin ?? [[0, 0]]) };
}

/** Adds the places of a piece to those of the text, of this length, behind which it comes. */
export function appendOrigin(
  pairs: (readonly [piece: number, document: number])[],
  length: number,
  piece: Piece,
): void {
  for (const [at, document] of piece.origin) {
    const previous = pairs.at(-1);
    const behind = previous !== undefined && length + at - previous[0] === document - previous[1];
    if (!behind) pairs.push([length + at, document]);
  }
}

/** A piece as text that knows its file, line and column; what the document does not hold has the place before it. */
function mappedPiece(document: MappedText, piece: Piece): MappedText {
  const runs: Run[] = [];
  piece.origin.forEach(([at, from], index) => {
    const to = piece.origin[index + 1]?.[0] ?? piece.text.length;
    for (const run of sliceMapped(document, from, from + to - at).runs)
      runs.push({ ...run, at: run.at + at });
  });
  return { text: piece.text, runs };
}

/** A formula whose TeX is a piece of the document. */
export function mappedFormula(
  { text, origin, ...how }: Piece & Omit<Formula, 'tex'>,
  { document }: { readonly document: MappedText },
): Formula {
  return { tex: mappedPiece(document, { text, origin }), ...how };
}

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
