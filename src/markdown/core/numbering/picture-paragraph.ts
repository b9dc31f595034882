import type { Token } from '../../document/markdown-it.js';
import { rawText } from '../../document/raw-text.js';
import { makeInline } from '../../document/token.js';
import { spansOf } from './block-label.js';
import { captioned, captionTokens, kindOfId, placeOf } from './captioned-blocks.js';
import type { NumberingContext } from './numbering-context.js';
import { classesOf, rawSpan, takeAttribute, withoutClasses, wrapper } from './tokens.js';

/** The pictures of a paragraph, with the links around them, and what stands beside them. */
interface Pictures {
  readonly images: readonly Token[];
  readonly shown: readonly Token[];
  /** In front of the pictures, between them and behind. */
  readonly texts: readonly (readonly Token[])[];
}

/**
 * A paragraph with a picture as a figure, where it or the picture has the id of one (`fig:name`) or the class `figure`.
 * Its caption is what the paragraph says besides; else the picture's title, or what stands for the picture. Undefined for
 * other paragraphs.
 */
export function pictureFigure(block: readonly Token[], context: NumberingContext): Token[] | undefined {
  const [first, inline] = block;
  if (first?.type !== 'paragraph_open' || first.hidden || inline?.children?.some(isImage) !== true)
    return undefined;
  const { images, shown, texts } = picturesOf(inline.children);
  const owner = [first, ...images].find(isFigure);
  const [image] = images;
  if (owner === undefined || image === undefined) return undefined;
  if (owner !== first) {
    const id = takeAttribute(owner, 'id');
    if (id !== undefined) first.attrSet('id', id);
    for (const name of ['figure', 'unnumbered']) {
      if (!classesOf(owner).includes(name)) continue;
      withoutClasses(owner, [name]);
      if (name === 'unnumbered') first.attrJoin('class', name);
    }
  }
  withoutClasses(first, ['figure']);
  const at = placeOf(image);
  const text = captionOfParagraph(texts);
  const caption = text.length > 0 ? text : spansOf(captionOf(image), at, context);
  const { label } = captioned('figure', first, rawText(caption), context);
  const { level } = first;
  const { open, close } = wrapper('figure', first);
  return [
    open,
    makeInline([rawSpan('  '.repeat(level + 1)), ...shown, rawSpan('\n')], level + 1),
    ...captionTokens([...label, ...caption], level + 1),
    close,
  ];
}

/** The text of a picture that is its caption; a title is then not shown a second time. */
function captionOf(image: Token): string {
  const title = takeAttribute(image, 'title');
  return title ?? String(image.attrGet('alt') ?? '');
}

function isImage({ type }: Token): boolean {
  return type === 'image';
}

function isFigure(token: Token): boolean {
  return kindOfId(token.attrGet('id')) === 'figure' || classesOf(token).includes('figure');
}

/** Pictures that stand in the paragraph itself or in a link of their own, and the text around them. */
function picturesOf(spans: readonly Token[]): Pictures {
  const images: Token[] = [];
  const shown: Token[] = [];
  const texts: Token[][] = [];
  let text: Token[] = [];
  for (let at = 0; at < spans.length; at++) {
    const token = spans[at];
    if (token === undefined) continue;
    const isLinked =
      token.type === 'link_open' && spans[at + 1]?.type === 'image' && spans[at + 2]?.type === 'link_close';
    const image = isLinked ? spans[at + 1] : token.type === 'image' && token.level === 0 ? token : undefined;
    if (image === undefined) {
      text.push(token);
      continue;
    }
    if (images.length > 0 && isBlank(text)) shown.push(...text);
    else texts.push(text);
    images.push(image);
    shown.push(...spans.slice(at, at + (isLinked ? 3 : 1)));
    if (isLinked) at += 2;
    text = [];
  }
  return { images, shown, texts: [...texts, text] };
}

/** What a paragraph says beside its pictures, which is taken out of it. */
function captionOfParagraph(texts: readonly (readonly Token[])[]): readonly Token[] {
  return texts
    .map(trimmed)
    .filter((text) => text.length > 0)
    .flatMap((text, index) => (index === 0 ? text : [rawSpan(' '), ...text]));
}

function isBlank(tokens: readonly Token[]): boolean {
  return tokens.every(isSpace);
}

function isSpace({ type, content }: Token): boolean {
  return type === 'hardbreak' || type === 'softbreak' || (type === 'text' && content.trim() === '');
}

/** Spans without the white space and the line breaks around them. */
function trimmed(spans: readonly Token[]): readonly Token[] {
  const from = spans.findIndex((token) => !isSpace(token));
  if (from < 0) return [];
  const kept = spans.slice(from, spans.findLastIndex((token) => !isSpace(token)) + 1);
  const [first] = kept;
  const last = kept.at(-1);
  if (first?.type === 'text') first.content = first.content.trimStart();
  if (last?.type === 'text') last.content = last.content.trimEnd();
  return kept;
}
