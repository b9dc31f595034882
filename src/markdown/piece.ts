import { firstFrom, type MappedText, type Run, sliceMapped } from '../diagnostics/index.js';
import type { Formula } from '../math/index.js';
import { documentOffset, type MarkdownEnvironment, type OffsetMap } from './environment.js';

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
  { document }: Pick<MarkdownEnvironment, 'document'>,
): Formula {
  return { tex: mappedPiece(document, { text, origin }), ...how };
}
