import type { Token } from '../../document/markdown-it.js';
import { makeInline, makeToken } from '../../document/token.js';
import { metaOf } from '../../document/token-meta.js';
import { spansOf } from './block-label.js';
import {
  type CaptionedKind,
  captioned,
  captionTokens,
  hasPicture,
  kindOfId,
  placeOf,
  textOf,
} from './captioned-blocks.js';
import type { NumberingContext } from './numbering-context.js';
import type { Rewrite } from './text-blocks.js';
import {
  classesOf,
  deepen,
  endOf,
  takeAttribute,
  withFirstClass,
  withoutClasses,
  wrapper,
} from './tokens.js';

/** A table or code of Markdown with a number and a caption, where it asks for one by its id, its title or its class. */
export function captionedBlock(block: readonly Token[], context: NumberingContext): Token[] | undefined {
  const [first] = block;
  const kind = first === undefined ? undefined : kindOfBlock(first);
  if (first === undefined || kind === undefined) return undefined;
  const title = takeAttribute(first, 'title');
  const at = placeOf(first);
  const { level } = first;
  const kept = ownAttributes(first, kind);
  const { open, close } = wrapper('figure', first);
  first.attrs = kept.length === 0 ? null : kept;
  withFirstClass(open, kind);
  deepen(block);
  const caption = title === undefined ? [] : spansOf(title, at, context);
  const { label } = captioned(kind, open, title ?? '', context);
  return [open, ...captionTokens([...label, ...caption], level + 1), ...block, close];
}

function kindOfBlock(token: Token): CaptionedKind | undefined {
  const kind = kindOfId(token.attrGet('id'));
  const hasTitle = token.attrGet('title') !== null;
  if (token.type === 'table_open') return kind === 'table' || hasTitle ? 'table' : undefined;
  if (token.type !== 'fence' && token.type !== 'code_block') return undefined;
  return kind === 'listing' || classesOf(token).includes('listing') ? 'listing' : undefined;
}

/** What stays with the table or the code itself: its classes; the id is that of the whole. */
function ownAttributes(token: Token, kind: CaptionedKind): [string, string | number][] {
  const isUnnumbered = classesOf(token).includes('unnumbered');
  withoutClasses(token, [kind, 'unnumbered']);
  const kept = (token.attrs ?? []).filter(([name]) => name !== 'id');
  token.attrs = (token.attrs ?? []).filter(([name]) => name === 'id');
  if (isUnnumbered) token.attrSet('class', 'unnumbered');
  return kept;
}

/** Elements of HTML that are figures by the id that they have. */
const BOXES: ReadonlySet<string> = new Set(['div', 'section', 'figure', 'center']);

/**
 * A figure, a table or a box of HTML with the id of one, as its author wrote it, with a number in its caption; undefined for
 * others. A figure of HTML with a caption is one by itself.
 */
export function htmlFigure(
  block: readonly Token[],
  rewrite: Rewrite,
  context: NumberingContext,
): Token[] | undefined {
  const [first] = block;
  if (first?.type !== 'html_open') return undefined;
  if (first.tag === 'table') return htmlTable(block, context);
  if (!BOXES.has(first.tag)) return undefined;
  const captionAt = first.tag === 'figure' ? childAt(block, ({ tag }) => tag === 'figcaption') : -1;
  const named = kindOfId(first.attrGet('id'));
  const isFigure = first.tag === 'figure' && captionAt >= 0 && hasPicture(block);
  const kind = named ?? (isFigure ? 'figure' : undefined);
  if (kind === undefined) return undefined;
  if (first.tag !== 'figure') return box(kind, rewrite(block), context);
  const { label } = captioned(kind, first, captionAt < 0 ? '' : captionText(block, captionAt), context);
  if (kind !== 'figure') withFirstClass(first, kind);
  return withCaption(block, captionAt, label);
}

/** A box of HTML as a figure, of which the last paragraph without a picture is the caption. */
function box(kind: CaptionedKind, block: readonly Token[], context: NumberingContext): Token[] {
  const [first] = block;
  const last = block.at(-1);
  if (first === undefined || last === undefined) return [];
  for (const token of [first, last]) token.tag = 'figure';
  if (kind !== 'figure') withFirstClass(first, kind);
  const paragraphs = childrenOf(block).filter((at) => {
    const { type = '', tag = '' } = block[at] ?? {};
    const isParagraph = type === 'paragraph_open' || (type === 'html_open' && tag === 'p');
    return isParagraph && !hasPicture(block.slice(at, endOf(block, at) + 1));
  });
  const captionAt = paragraphs.at(-1) ?? -1;
  const text = captionAt < 0 ? '' : captionText(block, captionAt);
  const { label } = captioned(kind, first, text, context);
  if (captionAt >= 0)
    for (const token of [block[captionAt], block[endOf(block, captionAt)]])
      if (token !== undefined) token.tag = 'figcaption';
  return withCaption(block, captionAt, label);
}

/** A block with what its caption, the child at `captionAt`, begins with; where it has none, with a caption at its end. */
function withCaption(block: readonly Token[], captionAt: number, label: readonly Token[]): Token[] {
  if (label.length === 0) return [...block];
  if (captionAt < 0) {
    const [first] = block;
    const isRaw = first !== undefined && metaOf(first).blocks !== true;
    const level = (first?.level ?? 0) + 1;
    const caption = isRaw ? rawElement('figcaption', label) : captionTokens(label, level);
    return [...block.slice(0, -1), ...caption, ...block.slice(-1)];
  }
  const text = block[captionAt + 1];
  if (text?.type === 'inline') {
    text.children = [...label, ...(text.children ?? [])];
    return [...block];
  }
  return [...block.slice(0, captionAt + 1), ...label, ...block.slice(captionAt + 1)];
}

function htmlTable(block: readonly Token[], context: NumberingContext): Token[] | undefined {
  const [first] = block;
  if (first === undefined || kindOfId(first.attrGet('id')) !== 'table') return undefined;
  const captionAt = childAt(block, ({ tag }) => tag === 'caption');
  const title = captionAt < 0 ? takeAttribute(first, 'title') : undefined;
  const { label } = captioned(
    'table',
    first,
    captionAt < 0 ? (title ?? '') : captionText(block, captionAt),
    context,
  );
  const spans = title === undefined ? label : [...label, ...spansOf(title, placeOf(first), context)];
  if (spans.length === 0 || captionAt >= 0) return withCaption(block, captionAt, label);
  return [first, ...rawElement('caption', spans), ...block.slice(1)];
}

/** An element of raw HTML with these spans. */
function rawElement(tag: string, spans: readonly Token[]): Token[] {
  const open = makeToken('html_open', tag, 1, 0);
  const close = makeToken('html_close', tag, -1, 0);
  for (const token of [open, close]) metaOf(token).inRaw = true;
  return [open, makeInline([...spans], 0), close];
}

function captionText(block: readonly Token[], captionAt: number): string {
  return textOf(block.slice(captionAt, endOf(block, captionAt) + 1));
}

/** The indices of the blocks that stand in a block itself. */
function childrenOf(block: readonly Token[]): number[] {
  const children: number[] = [];
  for (let at = 1; at < block.length - 1; at = endOf(block, at) + 1) children.push(at);
  return children;
}

function childAt(block: readonly Token[], isWanted: (token: Token) => boolean): number {
  const children = childrenOf(block);
  return children.find((at) => block.slice(at, at + 1).some(isWanted)) ?? -1;
}
