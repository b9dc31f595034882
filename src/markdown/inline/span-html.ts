import { tagReferences } from '../html-references.js';
import {
  attributesOf,
  contentModel,
  elementName,
  isBlockElement,
  isVoidElement,
  matchComment,
} from '../html-syntax.js';
import type { StateInline } from '../markdown-it.js';
import { blockTagNote, isBlockTagMeant } from '../mends/block-tags.js';
import { type CloseTag, closeTagAt } from '../mends/close-tag.js';
import type { MendNote } from '../mends/mend.js';
import { type MendedTag, openTagAt } from '../mends/open-tag.js';
import { isPlaceholder, placeholderNote } from '../mends/placeholders.js';
import { strayTag } from '../mends/stray-tags.js';
import { closesElement, endsInnerElement, unclosedNote } from '../mends/unclosed-elements.js';
import { unclosedElement } from '../remarks.js';
import { addMends, addRemark, metaOf } from '../token-meta.js';
import { readSpans } from './read-spans.js';
import { type SpanState, spanStateOf } from './span-state.js';

const TAG_START = /<(?:[\p{Alphabetic}_]|!--|\/)/uy;

/**
 * HTML within text (kramdown's `parse_span_html`). Markdown is read inside of an element unless its content model
 * is raw, an element that is not closed takes all that is left, and tags of block elements are text.
 */
export function spanHtml(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x3c) return false;
  TAG_START.lastIndex = pos;
  if (!TAG_START.test(src)) return false;
  const state = spanStateOf(given);
  const comment = matchComment(src, pos, state.find);
  if (comment !== undefined) {
    state.leaf('html_raw', '', pos).content = src.slice(pos, comment);
    state.pos = comment;
    return true;
  }
  const close = closeTag(state);
  if (close !== undefined) return strayTag(state, close) || state.takeText(close.end);
  const { environment, find } = state;
  const read = openTagAt(src, pos, find, environment, (offset) => state.documentOffset(offset));
  if (read === undefined || !state.mayNest) return state.takeText(pos + 1);
  const { tag, notes } = read;
  if (isPlaceholder(tag, find, environment)) {
    remark(state, placeholderNote(src.slice(pos, tag.end), state.documentOffset(pos)));
    return state.takeText(tag.end);
  }
  const name = elementName(tag.name);
  if (!isBlockElement(name)) {
    htmlElement(state, read);
    return true;
  }
  if (!isBlockTagMeant(state, tag)) return state.takeText(tag.end);
  const note = blockTagNote(src.slice(pos, tag.end), state.documentOffset(pos), name);
  htmlElement(state, { tag, notes: [...notes, note] });
  return true;
}

/** Keeps a note of what has been mended in a text that stays text. */
function remark(state: SpanState, note: MendNote): void {
  const { frame, pos } = state;
  const { last } = frame;
  addMends(state.leaf('html_raw', '', pos), [note]);
  frame.last = last;
}

/** The closing tag that stands here. */
function closeTag(state: SpanState): CloseTag | undefined {
  if (state.src.charCodeAt(state.pos) !== 0x3c) return undefined;
  return closeTagAt(state.src, state.pos, state.environment, (offset) => state.documentOffset(offset));
}

/** Reads the element that a tag opens, with its content. */
function htmlElement(state: SpanState, { tag, notes }: MendedTag): void {
  const start = state.pos;
  const name = elementName(tag.name);
  const attributes = attributesOf(tag);
  const markdown = attributes.get('markdown');
  const raw = !readsMarkdown(state, name, markdown);
  attributes.delete('markdown');
  state.pos = tag.end;
  const isVoid = isVoidElement(name);
  let outer: CloseTag | undefined;
  const stops = (): boolean => {
    if (closeTagEnd(state, name) !== undefined) return true;
    if (!endsInnerElement(state)) return false;
    outer = closeTag(state);
    return true;
  };
  const { token, closed } = isVoid
    ? { token: state.leaf('html_void', name, start), closed: true }
    : state.element('html', name, start, { kind: 'html', raw, element: name }, () => {
        if (tag.selfClosed) return true;
        return raw ? readRaw(state, stops) : readSpans(state, stops);
      });
  if (!isVoid && !tag.selfClosed) state.pos = closeTagEnd(state, name) ?? state.pos;
  token.attrs = [...attributes].map(([key, value]) => [key, value.replace(/\n+/g, ' ')]);
  addMends(token, notes);
  if (!closed) addRemark(token, unclosedElement(name, state.documentOffset(start)));
  if (outer !== undefined) addMends(token, [unclosedNote(name, state.documentOffset(start), outer.name)]);
  const meta = metaOf(token);
  meta.raw = raw;
  meta.verbatim = markdown === '0' || !state.environment.kramdown.parse_span_html;
  meta.references = tagReferences(tag, (offset) => state.documentOffset(offset));
}

/** Whether the content of an element is read as Markdown, by its name, its `markdown` attribute and where it stands. */
function readsMarkdown(state: SpanState, name: string, markdown: string | undefined): boolean {
  switch (markdown) {
    case '0':
      return false;
    case '1':
      return contentModel(name) !== 'raw';
    case 'span':
      return true;
    default:
      return contentModel(name) !== 'raw' && !state.frame.raw && state.environment.kramdown.parse_span_html;
  }
}

/** The offset behind the tag that closes the element `name`, if it stands here. */
function closeTagEnd(state: SpanState, name: string): number | undefined {
  const close = closeTag(state);
  return close !== undefined && closesElement(close.name, name) ? close.end : undefined;
}

/** Reads content in which only HTML is markup, until `stops` answers true. */
function readRaw(state: SpanState, stops: () => boolean): boolean {
  while (state.pos < state.posMax) {
    const tag = state.find('<', state.pos);
    if (tag !== state.pos) {
      state.takeText(tag < 0 ? state.posMax : tag);
    } else {
      if (stops()) return true;
      if (!spanHtml(state)) state.takeText(state.pos + 1);
    }
  }
  return false;
}
