import type { Formula } from '../../math/index.js';
import type { Entity } from '../source/entities.js';
import type { OffsetMap, Segment } from '../source/segment.js';
import type { Ial } from './ial.js';
import type { Token } from './markdown-it.js';
import type { MendNote } from './mend.js';
import type { Warning } from './warnings.js';

/** A URL that has been read, before it is known whether the text it stands in stays what it was taken for. */
export interface RawReference {
  readonly element: string;
  readonly attribute: string;
  readonly url: string;
  /** The document offset at which the URL starts. */
  readonly at: number;
  readonly label?: string;
}

/** What a token carries besides what markdown-it's own fields hold. */
export interface TokenMeta {
  /** Where its construct starts in the document. */
  at?: number;
  /** Of text that is still to be read: where its characters stood in the document. */
  origin?: OffsetMap;
  /** Of the text of a table's cell: whether tags in it are markup rather than what the table is about. */
  inCell?: boolean;
  /** The attribute list that stands on it. */
  ial?: Ial | undefined;
  /** The TeX of a formula, without delimiters; its number among the document's formulas is given at the end. */
  formula?: Segment & Omit<Formula, 'tex'>;
  /** What was mended to read it. */
  mends?: readonly MendNote[];
  /** What is said of it without reading it otherwise. */
  warnings?: readonly Warning[];
  /** The URLs in its attributes. */
  references?: readonly RawReference[];
  /** Of a character that was written as a reference, or is printed as one. */
  entity?: Entity;
  /** In CommonMark: where the URL of a link or an image starts in its block's text, if it has parentheses. */
  url?: number | undefined;
  /** In CommonMark: the normalised name of the definition that a link or an image refers to. */
  label?: string;
  /** The name of a footnote that is referred to. */
  name?: string;
  /** Of an HTML element: whether its content is not read as Markdown. */
  raw?: boolean;
  /** Of an HTML element: whether its author or the site says that no Markdown is to be read in it. */
  verbatim?: boolean;
  /** Of a tag of raw HTML: whether it stands in raw HTML, so that it gets neither indent nor line of its own. */
  inRaw?: boolean;
  /** Of a tag of raw HTML: whether the element's content is blocks, which stand on lines of their own. */
  blocks?: boolean;
  /** Of the tags of a list item or definition: whether text stands on the tag's own line. */
  oneLine?: boolean;
  /** The level of a header as it was written, 1 to 6. */
  level?: number;
}

/**
 * The meta of a token, made where it has none. markdown-it types it as a bag of anything; the rules of both
 * halves of the dialect put nothing but `TokenMeta` fields under these names, so the cast holds.
 */
export function metaOf(token: Pick<Token, 'meta'>): TokenMeta {
  token.meta ??= {};
  return token.meta as TokenMeta;
}

/** Notes what was mended to read a token. */
export function addMends(token: Token, notes: readonly MendNote[]): void {
  if (notes.length === 0) return;
  const meta = metaOf(token);
  meta.mends = [...(meta.mends ?? []), ...notes];
}

/** Adds a warning on a token. */
export function addWarning(token: Token, warning: Warning): void {
  const meta = metaOf(token);
  meta.warnings = [...(meta.warnings ?? []), warning];
}
