import type { Ial } from '../document/ial.js';
import type { Token } from '../document/markdown-it.js';
import { metaOf } from '../document/token-meta.js';
import { appendOrigin, type Segment } from '../source/segment.js';

/** What kramdown's rules ask of a block that stands before them. `eob` ends a block and prints nothing. */
export type BlockKind =
  | 'blank'
  | 'blockquote'
  | 'code'
  | 'comment'
  | 'definition-list'
  | 'eob'
  | 'header'
  | 'html'
  | 'list'
  | 'math'
  | 'paragraph'
  | 'raw'
  | 'rule'
  | 'table'
  | 'text';

/** A block that has been read into a container. */
export interface Block {
  readonly kind: BlockKind;
  /** Index of its first token in the state's tokens. */
  readonly start: number;
  /** Its first token, which carries its attributes, where it prints anything. */
  readonly token: Token | undefined;
  /** The text of a paragraph. */
  readonly text: BlockText | undefined;
  /** The text of a blank; what an `eob` comes from: `''` for `^`, `ald`, `ial`, `extension`, `definition`. */
  value: string;
  /** The attribute list that stands on it. */
  ial: Ial | undefined;
}

/** What blocks are read into: the document, a quote, a list item, an HTML element, … */
export interface Container {
  readonly kind: 'root' | 'html' | 'nested';
  /** The name of an HTML element, which its closing tag ends. */
  readonly element: string;
  /** Whether an HTML element's content is taken as it is. */
  readonly raw: boolean;
  readonly blocks: Block[];
  /** Whether the closing tag of an HTML element has been read. */
  closed: boolean;
}

/** A container for the blocks of a text that was taken out of another. */
export function nestedContainer(): Container {
  return { kind: 'nested', element: '', raw: false, blocks: [], closed: false };
}

/** The text of a block while more may still be added to it. */
export interface BlockText {
  readonly inline: Token;
  /** The places of the token's content: the list that its `origin` is. */
  readonly places: (readonly [segment: number, document: number])[];
}

/** The text that a token holds. */
export function blockText(inline: Token): BlockText {
  const places = [...(metaOf(inline).origin ?? [])];
  metaOf(inline).origin = places;
  return { inline, places };
}

/** Adds to a text, in time that what it holds already does not matter to. */
export function appendText({ inline, places }: BlockText, segment: Segment): void {
  appendOrigin(places, inline.content.length, segment);
  inline.content += segment.text;
}

/** Puts another text in place of a text. */
export function replaceText({ inline, places }: BlockText, { text, origin }: Segment): void {
  inline.content = text;
  places.length = 0;
  for (const pair of origin) places.push(pair);
}

/** A text with its places, as they now are. */
export function segmentOf({ inline, places }: BlockText): Segment {
  return { text: inline.content, origin: places };
}
