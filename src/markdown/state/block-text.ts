import type { Token } from '../document/markdown-it.js';
import { metaOf } from '../document/token-meta.js';
import { appendOrigin, type Piece } from '../source/segment.js';

/** The text of a block while more may still be added to it. */
export interface BlockText {
  readonly inline: Token;
  /** The places of the token's content: the list that its `origin` is. */
  readonly places: (readonly [piece: number, document: number])[];
}

/** The text that a token holds. */
export function blockText(inline: Token): BlockText {
  const places = [...(metaOf(inline).origin ?? [])];
  metaOf(inline).origin = places;
  return { inline, places };
}

/** Adds to a text, in time that what it holds already does not matter to. */
export function appendText({ inline, places }: BlockText, piece: Piece): void {
  appendOrigin(places, inline.content.length, piece);
  inline.content += piece.text;
}

/** Puts another text in place of a text. */
export function replaceText({ inline, places }: BlockText, { text, origin }: Piece): void {
  inline.content = text;
  places.length = 0;
  for (const pair of origin) places.push(pair);
}

/** A text with its places, as they now are. */
export function pieceOf({ inline, places }: BlockText): Piece {
  return { text: inline.content, origin: places };
}
