import { escapePattern } from '../../../diagnostics/index.js';
import type { Token } from '../../document/markdown-it.js';
import { addMends, addWarning, metaOf } from '../../document/token-meta.js';
import { swallowingComment } from '../../document/unclosed-warnings.js';
import { reportWarning } from '../../document/warnings.js';
import { LITERAL_ELEMENTS } from '../../html/names.js';
import { cssReferences, tagReferences } from '../../html/references.js';
import {
  attributesOf,
  type ContentModel,
  contentModel,
  elementName,
  isVoidElement,
  matchComment,
  matchInstruction,
} from '../../html/syntax.js';
import { skipTrailingSpace } from '../../source/scan.js';
import { type BlockState, checkpoint, MAX_DEPTH } from '../../state/block-state.js';
import type { Container } from '../../state/container.js';
import { unreadTag, unreadTagAt } from '../../tags/lenient-tag.js';
import { isBreakTag, isStray, strayNotes } from '../../tags/stray-tags.js';
import { type CloseTag, closeTagAt, type MendedTag, openTagAt } from '../../tags/tag.js';
import {
  closesElement,
  endedInside,
  MOST_OPEN,
  neverClosedNote,
  type OpenedElement,
  unclosedElement,
  unclosedNotes,
} from '../../tags/unclosed-elements.js';
import { isPlaceholder, placeholderNote } from '../../tags/unknown-tags.js';
import { createHeadingFinder, type Heading, type HeadingFinder } from './html-heading.js';
import { type LateClosing, lateClosing } from './late-closing-tags.js';

/** An element whose raw content is being read. */
interface OpenElement {
  readonly token: Token;
  readonly inRaw: boolean;
  /** Whether it or one around it shows its text as it is written, so that no heading can be meant. */
  readonly isLiteral: boolean;
  /** The first heading in its own text, before which it may end. */
  heading: Heading | undefined;
}

/** Raw content while it is read. */
interface Reading {
  /** The elements that are open, the innermost last. */
  readonly open: OpenElement[];
  /** What is known of Markdown in the text. */
  readonly headings: HeadingFinder;
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
  const reading: Reading = { open: [], headings: createHeadingFinder(state) };
  let at: number | undefined = startElement(state, read, pos, reading);
  while (reading.open.length > 0 && at !== undefined) at = readRaw(state, at, reading);
  return at ?? endOfUnclosed(state, reading);
}

/** Ends the elements that nothing has closed: before a heading in their own text, or else with the text. */
function endOfUnclosed(state: BlockState, { open }: Reading): number {
  const { src, environment } = state;
  const unclosed = open.findIndex(({ heading }) => heading !== undefined);
  const { heading } = open[unclosed] ?? {};
  if (heading === undefined || environment.budget <= 0) {
    for (const { token, inRaw } of open.toReversed()) {
      closeElement(state, token, inRaw);
      addWarning(token, unclosedElement(token.tag, metaOf(token).at ?? 0));
    }
    return src.length;
  }
  environment.budget -= src.length - heading.at;
  heading.forgetAllBehind();
  addText(state, heading.from, heading.at);
  const ended = open.slice(0, unclosed + 1);
  for (const { token, inRaw } of ended.toReversed()) closeElement(state, token, inRaw);
  const [outermost] = ended;
  if (outermost !== undefined) addMends(outermost.token, [neverClosedNote(openedElement(outermost))]);
  return heading.at;
}

function openedElement({ token }: OpenElement): OpenedElement {
  return { element: token.tag, at: metaOf(token).at ?? 0 };
}

/** Opens an element and reads its content, unless that is raw: then the element is one of those that are open. */
function startElement(state: BlockState, { tag, notes }: MendedTag, pos: number, reading: Reading): number {
  const inRaw = reading.open.length > 0;
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
    const isLiteral = LITERAL_ELEMENTS.has(name) || reading.open.at(-1)?.isLiteral === true;
    reading.open.push({ token, inRaw, isLiteral, heading: undefined });
    return start;
  }
  const end = model === 'block' ? readBlocks(state, token, pos, start) : readSpans(state, token, start);
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
  if (to === end) addWarning(token, unclosedElement(token.tag, metaOf(token).at ?? 0));
  return end;
}

function readBlocks(state: BlockState, token: Token, pos: number, start: number): number {
  metaOf(token).blocks = true;
  const late = lateClosing(state, pos, start);
  if (late?.isPlain === true) return readSegment(state, token, late);
  const forget = checkpoint(state);
  const container: Container = { kind: 'html', element: token.tag, raw: false, blocks: [], closed: false };
  state.seek(start);
  state.depth++;
  state.parseInto(container);
  state.depth--;
  if (container.closed) return state.pos;
  if (late !== undefined && state.environment.budget > 0) {
    state.environment.budget -= state.src.length - start;
    forget();
    return readSegment(state, token, late);
  }
  addWarning(token, unclosedElement(token.tag, metaOf(token).at ?? 0));
  return state.pos;
}

/** Reads the content of an element up to a closing tag that kramdown does not see. */
function readSegment(state: BlockState, token: Token, { content, end, note }: LateClosing): number {
  const { nextIal } = state;
  state.nextIal = undefined;
  state.parseSegment(content, { kind: 'html', element: token.tag, raw: false, blocks: [], closed: false });
  state.nextIal = nextIal;
  addMends(token, [note]);
  return end;
}

function readSpans(state: BlockState, token: Token, start: number): number {
  const { to, end } = closingTag(state.src, token.tag, start);
  state.inline(state.segment(start, to));
  if (to === end) addWarning(token, unclosedElement(token.tag, metaOf(token).at ?? 0));
  return end;
}

/** Where the content that starts at `start` ends at the first closing tag of this name, or at the end of the text. */
function closingTag(
  text: string,
  name: string,
  start: number,
): { readonly to: number; readonly end: number } {
  const expression = new RegExp(`</${escapePattern(name)}[ \\t\\r\\n\\f\\v]*>`, 'giu');
  expression.lastIndex = start;
  const match = expression.exec(text);
  if (match === null) return { to: text.length, end: text.length };
  return { to: match.index, end: match.index + match[0].length };
}

/**
 * Reads raw content from `from` up to and including the next tag that means anything (kramdown:
 * `parse_raw_html`); closing tags of other elements than the innermost are text. The answer is undefined at the end of the
 * text, where elements are still open.
 */
function readRaw(state: BlockState, from: number, reading: Reading): number | undefined {
  const { src } = state;
  MARKUP.lastIndex = from;
  for (let match = MARKUP.exec(src); match !== null; match = MARKUP.exec(src)) {
    const at = match.index;
    const raw = matchComment(src, at, state.indexOf) ?? matchInstruction(src, at, state.indexOf);
    if (raw !== undefined) {
      addRawText(state, from, at, reading);
      const warning = swallowingComment(src.slice(at, raw), state.documentOffset(at));
      if (warning !== undefined) reportWarning(warning, state.environment);
      state.place('html_raw', '', 0, at).content = src.slice(at, raw);
      return raw;
    }
    const read = openTagAt(state, at);
    if (read !== undefined) {
      addRawText(state, from, at, reading);
      if (!isPlaceholder(read.tag, state)) return startElement(state, read, at, reading);
      const note = placeholderNote(src.slice(at, read.tag.end), state.documentOffset(at));
      addMends(state.place('html_raw', '', 0, at), [note]);
      from = at;
    } else if (reading.open.at(-1)?.isLiteral !== true) warnOfText(state, at);
    const close = closeTagAt(state, at);
    const end = close && readClosing(state, from, at, close, reading);
    if (end !== undefined) return end;
    MARKUP.lastIndex = close?.end ?? at + 1;
  }
  addRawText(state, from, src.length, reading);
  return undefined;
}

/** Says what is wrong with what looks like a tag and is text. */
function warnOfText(state: BlockState, at: number): void {
  const tag = unreadTagAt(state.src, at);
  if (tag !== undefined) reportWarning(unreadTag(tag, state.documentOffset(at)), state.environment);
}

/** Reads a closing tag in raw content that starts at `from`; answers undefined where the tag is text. */
function readClosing(
  state: BlockState,
  from: number,
  at: number,
  close: CloseTag,
  reading: Reading,
): number | undefined {
  const { src, environment } = state;
  const { open } = reading;
  const innermost = open.at(-1);
  if (innermost === undefined) return undefined;
  if (closesElement(close.name, innermost.token.tag)) {
    addRawText(state, from, at, reading);
    open.pop();
    closeElement(state, innermost.token, innermost.inRaw);
    addMends(innermost.token, close.notes);
    return innermost.inRaw ? close.end : skipTrailingSpace(src, close.end);
  }
  const names = open.slice(-MOST_OPEN).map(({ token }) => token.tag);
  const inside = endedInside(close.name, names, environment);
  if (inside !== undefined) {
    addRawText(state, from, at, reading);
    const ended = open.splice(-inside);
    for (const { token, inRaw } of ended.toReversed()) closeElement(state, token, inRaw);
    const [outermost] = ended;
    if (outermost !== undefined)
      addMends(outermost.token, unclosedNotes(ended.map(openedElement), close.name));
    return at;
  }
  if (names.some((name) => LITERAL_ELEMENTS.has(name)) || !isStray(state, src, at, close)) return undefined;
  addRawText(state, from, at, reading);
  const token = isBreakTag(close)
    ? state.place('html_void', 'br', 0, at)
    : state.place('html_raw', '', 0, at);
  metaOf(token).inRaw = true;
  addMends(token, strayNotes(src.slice(at, close.end), state.documentOffset(at), close));
  return close.end;
}

/** Adds text of the innermost element, in which a heading may stand. */
function addRawText(state: BlockState, from: number, to: number, { open, headings }: Reading): void {
  const innermost = open.at(-1);
  const heading = headings(from, to);
  if (innermost !== undefined && !innermost.isLiteral) innermost.heading ??= heading;
  addText(state, from, to);
}

function addText(state: BlockState, from: number, to: number): void {
  if (from >= to) return;
  const { text, origin } = state.segment(from, to);
  const token = state.place('html_text', '', 0, from);
  token.content = text;
  metaOf(token).origin = origin;
}
