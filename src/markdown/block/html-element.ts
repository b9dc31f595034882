import { cssReferences, tagReferences } from '../html-references.js';
import {
  attributesOf,
  type ContentModel,
  contentModel,
  elementName,
  isVoidElement,
  matchComment,
  matchInstruction,
} from '../html-syntax.js';
import type { Token } from '../markdown-it.js';
import { type CloseTag, closeTagAt } from '../mends/close-tag.js';
import { LITERAL_ELEMENTS } from '../mends/html-names.js';
import { type MendedTag, openTagAt } from '../mends/open-tag.js';
import { isPlaceholder, placeholderNote } from '../mends/placeholders.js';
import { isBreakTag, isStray, strayNotes } from '../mends/stray-tags.js';
import {
  closesElement,
  endBeforeHeading,
  endedInside,
  MOST_OPEN,
  neverClosedNote,
  unclosedNote,
} from '../mends/unclosed-elements.js';
import { unclosedElement } from '../remarks.js';
import { addMends, addRemark, metaOf } from '../token-meta.js';
import { skipTrailingSpace } from './scan.js';
import { type BlockState, MAX_DEPTH } from './state.js';
import type { Container } from './tree.js';

/** An element whose raw content is being read. */
interface OpenElement {
  readonly token: Token;
  readonly inRaw: boolean;
}

/** Which `markdown` attribute asks for which content model; of `1` the element's own. */
const MARKDOWN_ATTRIBUTE: Readonly<Record<string, ContentModel | 'own'>> = {
  '0': 'raw',
  '1': 'own',
  span: 'span',
  block: 'block',
};

/** What may begin at a `<` in raw content: a name, a closing tag, a comment or an instruction. */
const MARKUP = /<(?=[\p{Alphabetic}_/?]|!--)/gu;

/**
 * Reads the element whose opening tag stands at `pos`, down to its closing tag or to the end of the text, and
 * answers the offset behind it (kramdown: `handle_html_start_tag`, `handle_kramdown_html_tag`). Elements within
 * raw content are read without recursion, so that their depth does not matter.
 */
export function htmlElement(state: BlockState, read: MendedTag, pos: number): number {
  const { src, tokens, container, nextIal } = state;
  const before = { tokens: tokens.length, blocks: container.blocks.length };
  const end = readElement(state, read, pos, src.length);
  if (end !== undefined) return end;
  const limit = endBeforeHeading(src, pos, state.environment);
  if (limit === undefined) return src.length;
  tokens.length = before.tokens;
  container.blocks.length = before.blocks;
  state.nextIal = nextIal;
  readElement(state, read, pos, limit);
  const element = tokens[before.tokens];
  if (element !== undefined) addMends(element, [neverClosedNote(element.tag, state.documentOffset(pos))]);
  return limit;
}

/** Reads an element up to `limit` at most. Answers undefined where it is still open there. */
function readElement(state: BlockState, read: MendedTag, pos: number, limit: number): number | undefined {
  const open: OpenElement[] = [];
  let at: number | undefined = startElement(state, read, pos, open);
  while (open.length > 0 && at !== undefined) at = readRaw(state, at, open, limit);
  return at;
}

/** Opens an element and reads its content, unless that is raw: then the element is added to `open`. */
function startElement(
  state: BlockState,
  { tag, notes }: MendedTag,
  pos: number,
  open: OpenElement[],
): number {
  const inRaw = open.length > 0;
  const name = elementName(tag.name);
  const attributes = attributesOf(tag);
  const markdown = attributes.get('markdown');
  const model = modelOf(state, name, markdown, inRaw);
  attributes.delete('markdown');
  const bodyless = name === 'script' || name === 'style' ? false : tag.selfClosed || isVoidElement(name);
  const isVoid = bodyless && (model === 'raw' || isVoidElement(name));
  const token = openToken(state, isVoid ? 'html_void' : 'html_open', name, pos, inRaw);
  token.attrs = [...attributes];
  metaOf(token).references = tagReferences(tag, (offset) => state.documentOffset(offset));
  metaOf(token).inRaw = inRaw;
  metaOf(token).verbatim = markdown === '0';
  addMends(token, notes);
  const start = model === 'block' ? skipTrailingSpace(state.src, tag.end) : tag.end;
  if (isVoid) return start;
  if (bodyless) {
    closeElement(state, token, inRaw);
    return start;
  }
  if (name === 'script' || name === 'style') return readScript(state, token, start, inRaw);
  if (model === 'raw') {
    open.push({ token, inRaw });
    return start;
  }
  const end = model === 'block' ? readBlocks(state, token, start) : readSpans(state, token, start);
  closeElement(state, token, inRaw);
  return inRaw ? end : skipTrailingSpace(state.src, end);
}

function openToken(state: BlockState, type: string, name: string, pos: number, inRaw: boolean): Token {
  const nesting = type === 'html_void' ? 0 : 1;
  return inRaw ? state.place(type, name, nesting, pos) : state.open('html', type, name, nesting, pos);
}

function modelOf(
  state: BlockState,
  name: string,
  markdown: string | undefined,
  inRaw: boolean,
): ContentModel {
  const asked = markdown === undefined ? undefined : MARKDOWN_ATTRIBUTE[markdown];
  let model: ContentModel = 'raw';
  if (asked === 'own') model = contentModel(name);
  else if (asked !== undefined) model = asked;
  else if (!inRaw && state.environment.kramdown.parse_block_html) model = contentModel(name);
  return model === 'block' && state.depth >= MAX_DEPTH ? 'raw' : model;
}

function closeElement(state: BlockState, open: Token, inRaw: boolean): void {
  const close = state.push('html_close', open.tag, -1);
  metaOf(close).inRaw = inRaw;
  // Blocks are printed on lines of their own between the tags, where there are any.
  const onLines = metaOf(open).blocks === true && state.tokens.at(-2) !== open;
  metaOf(open).blocks = onLines;
  metaOf(close).blocks = onLines;
}

/** Takes a script or style sheet as it is. What is left of its line is a block of its own. */
function readScript(state: BlockState, token: Token, start: number, inRaw: boolean): number {
  const { to, end } = closingTag(state.src, token.tag, start);
  const content = state.place('html_raw', '', 0, start);
  content.content = state.src.slice(start, to);
  if (token.tag === 'style') {
    metaOf(content).references = cssReferences(content.content, (at) => state.documentOffset(start + at));
  }
  closeElement(state, token, inRaw);
  return end;
}

function readBlocks(state: BlockState, token: Token, start: number): number {
  metaOf(token).blocks = true;
  const container: Container = { kind: 'html', element: token.tag, raw: false, blocks: [], closed: false };
  state.seek(start);
  state.depth++;
  state.parseInto(container);
  state.depth--;
  return state.pos;
}

function readSpans(state: BlockState, token: Token, start: number): number {
  const { to, end } = closingTag(state.src, token.tag, start);
  state.inline(state.piece(start, to));
  return end;
}

/** Where the content that starts at `start` ends at the first closing tag of this name, or at the end of the text. */
function closingTag(
  text: string,
  name: string,
  start: number,
): { readonly to: number; readonly end: number } {
  const expression = new RegExp(`</${name.replace(/\./g, '\\.')}[ \\t\\r\\n\\f\\v]*>`, 'giu');
  expression.lastIndex = start;
  const match = expression.exec(text);
  if (match === null) return { to: text.length, end: text.length };
  return { to: match.index, end: match.index + match[0].length };
}

/**
 * Reads raw content from `from` up to and including the next tag that means anything (kramdown:
 * `parse_raw_html`); closing tags of other elements than the innermost are text. At `limit` all that is open ends, and
 * the answer is undefined.
 */
function readRaw(state: BlockState, from: number, open: OpenElement[], limit: number): number | undefined {
  const { src, environment } = state;
  const offsetOf = (offset: number) => state.documentOffset(offset);
  MARKUP.lastIndex = from;
  for (let match = MARKUP.exec(src); match !== null && match.index < limit; match = MARKUP.exec(src)) {
    const at = match.index;
    const raw = matchComment(src, at, state.find) ?? matchInstruction(src, at, state.find);
    if (raw !== undefined) {
      addText(state, from, at);
      state.place('html_raw', '', 0, at).content = src.slice(at, raw);
      return raw;
    }
    const read = openTagAt(src, at, state.find, environment, offsetOf);
    if (read !== undefined) {
      addText(state, from, at);
      if (!isPlaceholder(read.tag, state.find, environment)) return startElement(state, read, at, open);
      const { end } = read.tag;
      addMends(state.place('html_raw', '', 0, at), [placeholderNote(src.slice(at, end), offsetOf(at))]);
      from = at;
    }
    const close = closeTagAt(src, at, environment, offsetOf);
    const end = close && readClosing(state, from, at, close, open);
    if (end !== undefined) return end;
    MARKUP.lastIndex = close?.end ?? at + 1;
  }
  addText(state, from, limit);
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    const { token, inRaw } = element;
    closeElement(state, token, inRaw);
    if (limit === src.length) addRemark(token, unclosedElement(token.tag, metaOf(token).at ?? 0));
  }
  return undefined;
}

/** Reads a closing tag in raw content that starts at `from`; answers undefined where the tag is text. */
function readClosing(
  state: BlockState,
  from: number,
  at: number,
  close: CloseTag,
  open: OpenElement[],
): number | undefined {
  const { src, environment } = state;
  const innermost = open.at(-1);
  if (innermost === undefined) return undefined;
  if (closesElement(close.name, innermost.token.tag)) {
    addText(state, from, at);
    open.pop();
    closeElement(state, innermost.token, innermost.inRaw);
    addMends(innermost.token, close.notes);
    return innermost.inRaw ? close.end : skipTrailingSpace(src, close.end);
  }
  const names = open.slice(-MOST_OPEN).map(({ token }) => token.tag);
  const inside = endedInside(close.name, names, environment);
  if (inside !== undefined) {
    addText(state, from, at);
    for (const { token, inRaw } of open.splice(-inside).toReversed()) {
      closeElement(state, token, inRaw);
      addMends(token, [unclosedNote(token.tag, metaOf(token).at ?? 0, close.name)]);
    }
    return at;
  }
  if (names.some((name) => LITERAL_ELEMENTS.has(name)) || !isStray(state, src, at, close)) return undefined;
  addText(state, from, at);
  const token = isBreakTag(close)
    ? state.place('html_void', 'br', 0, at)
    : state.place('html_raw', '', 0, at);
  metaOf(token).inRaw = true;
  addMends(token, strayNotes(src.slice(at, close.end), state.documentOffset(at), close));
  return close.end;
}

function addText(state: BlockState, from: number, to: number): void {
  if (from >= to) return;
  const { text, origin } = state.piece(from, to);
  const token = state.place('html_text', '', 0, from);
  token.content = text;
  metaOf(token).origin = origin;
}
