import type { NumberedKind } from '../../../labels/index.js';
import type { Token } from '../../document/markdown-it.js';
import { rawText } from '../../document/raw-text.js';
import { makeToken } from '../../document/token.js';
import { metaOf } from '../../document/token-meta.js';
import { labelSpans } from './block-label.js';
import { addLabel, type NumberingContext, nextNumber, settledId } from './numbering-context.js';
import { classesOf } from './tokens.js';
import { beginsWithName } from './written-name.js';

/** A kind of what has a caption. */
export type CaptionedKind = Extract<NumberedKind, 'figure' | 'table' | 'listing'>;

/** Ids by which figures, tables and listings are referred to: `fig:name`, `table-name`, … */
const IDS: readonly (readonly [CaptionedKind, RegExp])[] = [
  ['figure', /^fig(?:ure)?[:_-]/i],
  ['table', /^(?:tab(?:le)?|tbl)[:_-]/i],
  ['listing', /^(?:lst|listing|code|algo?)[:_-]/i],
];

/** The kind that an id is of. */
export function kindOfId(id: string | number | null): CaptionedKind | undefined {
  return id === null ? undefined : IDS.find(([, pattern]) => pattern.test(String(id)))?.[0];
}

/** The number that a figure, a table or a listing gets, with what its caption begins with. */
export interface Captioned {
  /** What the caption begins with: the name and the number. */
  readonly label: readonly Token[];
}

/**
 * Numbers a figure, a table or a listing, whose element is `token` and whose caption is written as `caption`: one that its
 * author has named by hand keeps that name.
 */
export function captioned(
  kind: CaptionedKind,
  token: Token,
  caption: string,
  context: NumberingContext,
): Captioned {
  const written = beginsWithName(kind, caption, context);
  const isNumbered = written === undefined && !classesOf(token).includes('unnumbered');
  const number = isNumbered ? nextNumber(kind, context) : (written?.number ?? '');
  const own = token.attrGet('id');
  if (own !== null && own !== '') addLabel({ name: String(own), kind, number }, context);
  if (!isNumbered) return { label: [] };
  const id = settledId(token, kind, number, context);
  return { label: labelSpans({ kind, number, id }, context) };
}

/** The tokens of a caption, on a line of its own. */
export function captionTokens(spans: readonly Token[], level: number): Token[] {
  if (spans.length === 0) return [];
  const open = makeToken('paragraph_open', 'figcaption', 1, level);
  const inline = makeToken('inline', '', 0, level + 1);
  inline.children = [...spans];
  return [open, inline, makeToken('paragraph_close', 'figcaption', -1, level)];
}

/** What readers see of tokens, without markup. */
export function textOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content, children }) =>
      type === 'html_text' ? content : children === null ? '' : rawText(children),
    )
    .join('');
}

/** Whether there is a picture among tokens. */
export function hasPicture(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ type, tag, children }) =>
      type === 'image' ||
      PICTURES.has(tag) ||
      (children?.some((child) => child.type === 'image' || PICTURES.has(child.tag)) ?? false),
  );
}

const PICTURES: ReadonlySet<string> = new Set([
  'img',
  'svg',
  'picture',
  'video',
  'canvas',
  'iframe',
  'object',
]);

/** Where the construct of a token starts. */
export function placeOf(token: Token): number {
  return metaOf(token).at ?? 0;
}
