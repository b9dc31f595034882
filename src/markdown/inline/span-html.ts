import type { StateInline } from '../document/markdown-it.js';
import type { MendNote } from '../document/mend.js';
import { addMends, addWarning, metaOf } from '../document/token-meta.js';
import { swallowingComment } from '../document/unclosed-warnings.js';
import type { Warning } from '../document/warnings.js';
import { LITERAL_ELEMENTS } from '../html/names.js';
import { tagReferences } from '../html/references.js';
import {
  attributesOf,
  contentModel,
  elementName,
  isBlockElement,
  isVoidElement,
  matchComment,
} from '../html/syntax.js';
import { type Frame, readSpans, type SpanState, spanStateOf } from '../state/span-state.js';
import { blockTagNote, isBlockTagMeant, warnOfBlockTag } from '../tags/block-tags.js';
import { unreadTag, unreadTagAt } from '../tags/lenient-tag.js';
import { strayTag } from '../tags/stray-tags.js';
import { type CloseTag, closeTagAt, type MendedTag, openTagAt } from '../tags/tag.js';
import {
  closesElement,
  endsInnerElement,
  reopenedElement,
  unclosedElement,
  unclosedNotes,
} from '../tags/unclosed-elements.js';
import { isPlaceholder, placeholderNote } from '../tags/unknown-tags.js';

const TAG_START = /<(?:[\p{Alphabetic}_]|!--|\/)/uy;
const SPACED_AUTOLINK = /<(?:https?|ftp):\/\/[^\s<>]+[ \t][^<>\n]{0,200}>/y;

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
  const comment = matchComment(src, pos, state.indexOf);
  if (comment !== undefined) {
    const token = state.leaf('html_raw', '', pos);
    token.content = src.slice(pos, comment);
    const warning = swallowingComment(token.content, state.documentOffset(pos));
    if (warning !== undefined) addWarning(token, warning);
    state.pos = comment;
    return true;
  }
  const close = closeTagAt(state, pos);
  if (close !== undefined) return strayTag(state, close) || state.takeText(close.end);
  const read = openTagAt(state, pos);
  if (read === undefined) {
    warnOfText(state);
    return state.takeText(pos + 1);
  }
  if (!state.mayNest) return state.takeText(pos + 1);
  const { tag, notes } = read;
  if (isPlaceholder(tag, state)) {
    addMendOfText(state, placeholderNote(src.slice(pos, tag.end), state.documentOffset(pos)));
    return state.takeText(tag.end);
  }
  const name = elementName(tag.name);
  if (!isBlockElement(name)) {
    htmlElement(state, read);
    return true;
  }
  // What only a mend makes a tag of is, where the tag stays text, read as kramdown reads it.
  if (!isBlockTagMeant(state, tag)) {
    if (notes.length > 0) return state.takeText(pos + 1);
    warnOfBlockTag(state, tag);
    return state.takeText(tag.end);
  }
  const note = blockTagNote(src.slice(pos, tag.end), state.documentOffset(pos), name);
  htmlElement(state, { tag, notes: [...notes, note] });
  return true;
}

/** Keeps a note of what has been mended in a text that stays text. */
function addMendOfText(state: SpanState, note: MendNote): void {
  const { frame, pos } = state;
  const { last } = frame;
  addMends(state.leaf('html_raw', '', pos), [note]);
  frame.last = last;
}

/** Says what is wrong with what looks like a tag or a link and is text. */
function warnOfText(state: SpanState): void {
  const { src, pos, frames } = state;
  if (frames.some(({ element }) => element !== undefined && LITERAL_ELEMENTS.has(element))) return;
  const tag = unreadTagAt(src, pos);
  SPACED_AUTOLINK.lastIndex = pos;
  const [link] = SPACED_AUTOLINK.exec(src) ?? [];
  const at = state.documentOffset(pos);
  if (tag !== undefined) state.warnOfText(unreadTag(tag, at));
  else if (link !== undefined) state.warnOfText(spacedAutolink(link, at));
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
  let content: Frame | undefined;
  const stops = (): boolean => {
    if (ownCloseTag(state, name) !== undefined) return true;
    if (!endsInnerElement(state)) return false;
    outer = closeTagAt(state, state.pos);
    return true;
  };
  const { token, closed } = isVoid
    ? { token: state.leaf('html_void', name, start), closed: true }
    : state.element('html', name, start, { kind: 'html', raw, element: name }, () => {
        if (tag.selfClosed) return true;
        content = state.frame;
        return raw ? readRaw(state, stops) : readSpans(state, stops);
      });
  const own = isVoid || tag.selfClosed ? undefined : ownCloseTag(state, name);
  state.pos = own?.end ?? state.pos;
  token.attrs = [...attributes].map(([key, value]) => [key, value.replace(/\n+/g, ' ')]);
  const at = state.documentOffset(start);
  addMends(token, [...notes, ...(own?.notes ?? [])]);
  if (!closed) for (const one of unclosedWarnings(state, content, name, at)) addWarning(token, one);
  if (outer !== undefined) addMends(token, unclosedNotes([{ element: name, at }], outer.name));
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

/** What is said of an element that is not closed: of two of one name, one in the other, only of the inner one. */
function unclosedWarnings(
  { frame }: SpanState,
  content: Frame | undefined,
  name: string,
  at: number,
): readonly Warning[] {
  if (frame.element === name) {
    frame.isReopened = true;
    return [reopenedElement(name, at)];
  }
  return content?.isReopened === true ? [] : [unclosedElement(name, at)];
}

/** The tag that closes the element `name`, if it stands here. */
function ownCloseTag(state: SpanState, name: string): CloseTag | undefined {
  const close = closeTagAt(state, state.pos);
  return close !== undefined && closesElement(close.name, name) ? close : undefined;
}

/** Reads content in which only HTML is markup, until `stops` answers true. */
function readRaw(state: SpanState, stops: () => boolean): boolean {
  while (state.pos < state.posMax) {
    const tag = state.indexOf('<', state.pos);
    if (tag !== state.pos) {
      state.takeText(tag < 0 ? state.posMax : tag);
    } else {
      if (stops()) return true;
      if (!spanHtml(state)) state.takeText(state.pos + 1);
    }
  }
  return false;
}

/** Of `<https://example.org/a b>`. */
function spacedAutolink(written: string, at: number): Warning {
  return {
    code: 'link-broken-markup',
    severity: 'info',
    at,
    text: written,
    message: 'A space stands in this URL, so it is no link and is shown with its brackets.',
    hint: 'Write %20 for the space, or take it away; or, if no link is meant, put it into backticks.',
  };
}
