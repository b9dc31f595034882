import { tagReferences } from '../html-references.js';
import {
  attributesOf,
  contentModel,
  elementName,
  isBlockElement,
  isKnownElement,
  isVoidElement,
  matchCloseTag,
  matchComment,
  matchOpenTag,
  type OpenTag,
} from '../html-syntax.js';
import type { StateInline } from '../markdown-it.js';
import { metaOf } from '../token-meta.js';
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
  const close = matchCloseTag(src, pos);
  if (close !== undefined) return state.takeText(close.end);
  const tag = matchOpenTag(src, pos, state.find);
  if (tag === undefined || !state.mayNest) return state.takeText(pos + 1);
  if (isBlockElement(elementName(tag.name))) return state.takeText(tag.end);
  htmlElement(state, tag);
  return true;
}

/** Reads the element that `tag` opens, with its content. */
function htmlElement(state: SpanState, tag: OpenTag): void {
  const start = state.pos;
  const name = elementName(tag.name);
  const attributes = attributesOf(tag);
  const raw = !readsMarkdown(state, name, attributes.get('markdown'));
  attributes.delete('markdown');
  state.pos = tag.end;
  const isVoid = isVoidElement(name);
  const token = isVoid
    ? state.leaf('html_void', name, start)
    : state.element('html', name, start, { kind: 'html', raw }, () => {
        if (tag.selfClosed) return true;
        return raw ? readRaw(state, name) : readSpans(state, (s) => closeTagEnd(s, name) !== undefined);
      }).token;
  if (!isVoid && !tag.selfClosed) state.pos = closeTagEnd(state, name) ?? state.pos;
  token.attrs = [...attributes].map(([key, value]) => [key, value.replace(/\n+/g, ' ')]);
  const meta = metaOf(token);
  meta.raw = raw;
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
  const close = matchCloseTag(state.src, state.pos);
  if (close === undefined) return undefined;
  const closes = close.name === name || (isKnownElement(name) && close.name.toLowerCase() === name);
  return closes ? close.end : undefined;
}

/** Reads content in which only HTML is markup, up to the tag that closes the element `name`. */
function readRaw(state: SpanState, name: string): boolean {
  while (state.pos < state.posMax) {
    const tag = state.find('<', state.pos);
    if (tag !== state.pos) {
      state.takeText(tag < 0 ? state.posMax : tag);
    } else {
      if (closeTagEnd(state, name) !== undefined) return true;
      if (!spanHtml(state)) state.takeText(state.pos + 1);
    }
  }
  return false;
}
