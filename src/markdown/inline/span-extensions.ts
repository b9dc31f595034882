import { applyToToken, closingBrace, type Ial, mergeIal, parseAttributeList } from '../document/ial.js';
import { changeOptions } from '../document/kramdown-options.js';
import type { StateInline, Token } from '../document/markdown-it.js';
import type { MendNote } from '../document/mend.js';
import { addMends, metaOf } from '../document/token-meta.js';
import { decodeEntities } from '../source/entities.js';
import { isSpace } from '../source/scan.js';
import { type SpanState, spanStateOf } from '../state/span-state.js';
import { meantList } from '../tags/misspelt-attributes.js';

const NAME = /\{::(\w+)/y;
const STOP = /\{:\/(?:\w[\w-]*)?\}/y;

/**
 * `{:.class}` behind a span, and `{::comment}`, `{::nomarkdown}`, `{::options}` in text (kramdown's
 * `parse_span_extensions`). Behind text an attribute list is text.
 */
export function spanExtensions(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x7b || src.charCodeAt(pos + 1) !== 0x3a) return false;
  const state = spanStateOf(given);
  const tag = extensionTag(state);
  if (tag !== undefined) {
    const end = extension(state, tag);
    if (end === undefined) return state.takeText(pos + 1);
    state.pos = end;
    return true;
  }
  STOP.lastIndex = pos;
  if (STOP.test(src)) return state.takeText(pos + 1);
  return attributeList(state);
}

/** An attribute list goes to the child before it, if that is no text. */
function attributeList(state: SpanState): boolean {
  const { src, pos, frame } = state;
  const end = closingBrace(src, pos + 2, state.indexOf);
  if (end <= pos + 2 || state.pending !== '' || frame.last === undefined) return state.takeText(pos + 1);
  const { last } = frame;
  const say = (note: MendNote): void => addMends(last, [note]);
  applyList(state, last, meantList(state.segment(pos + 2, end), state.environment, undefined, say), pos);
  state.pos = end + 1;
  return true;
}

/** Gives a span what the list at `pos` says. */
export function applyList(state: SpanState, token: Token, ial: Ial, pos: number): void {
  const meta = metaOf(token);
  if (meta.ial === undefined) meta.ial = ial;
  else mergeIal(meta.ial, ial);
  applyToToken(token, ial, state.environment);
  retarget(token, state.documentOffset(pos));
}

/** Keeps the URLs of a span up with attributes that a list at `at` has given it. */
function retarget(token: Token, at: number): void {
  const meta = metaOf(token);
  if (meta.references === undefined) return;
  meta.references = meta.references.map((reference) => {
    const value = token.attrGet(reference.attribute);
    const url = decodeEntities(String(value ?? '')).trim();
    const isSame = value === null || reference.attribute === 'srcset' || url === reference.url.trim();
    return isSame ? reference : { ...reference, url, at };
  });
}

interface ExtensionTag {
  readonly name: string;
  /** What stands between the name and the end of the tag. */
  readonly attributes: string;
  /** Whether the tag ends with `/}` and so has no body. */
  readonly selfClosed: boolean;
  /** The offset behind the tag. */
  readonly end: number;
}

/** The opening tag of an extension at the current position. */
function extensionTag({ src, pos, indexOf }: SpanState): ExtensionTag | undefined {
  NAME.lastIndex = pos;
  const [start, name = ''] = NAME.exec(src) ?? [];
  if (start === undefined) return undefined;
  const from = pos + start.length;
  const brace = isSpace(src.charAt(from))
    ? closingBrace(src, from + 1, indexOf)
    : from + (src.charAt(from) === '/' ? 1 : 0);
  if (brace < 0 || src.charAt(brace) !== '}') return undefined;
  const selfClosed = brace > from && src.charAt(brace - 1) === '/';
  const attributes = src.slice(from, selfClosed ? brace - 1 : brace);
  return { name, attributes, selfClosed, end: brace + 1 };
}

/** Carries the extension out and answers where it ends; undefined where it has no end or nobody knows it. */
function extension(state: SpanState, tag: ExtensionTag): number | undefined {
  let bodyEnd = tag.end;
  let { end } = tag;
  if (!tag.selfClosed) {
    const stop = bodyStop(state, tag);
    if (stop === undefined) return undefined;
    [bodyEnd, end] = stop;
  }
  const body = state.src.slice(tag.end, bodyEnd);
  const { attributes } = parseAttributeList(tag.attributes);
  switch (tag.name) {
    case 'comment':
      if (!tag.selfClosed) state.leaf('html_raw', '', state.pos).content = `<!-- ${body} -->`;
      return end;
    case 'nomarkdown':
      if (!tag.selfClosed) noMarkdown(state, tag.end, bodyEnd, attributes.get('type'));
      return end;
    case 'options':
      changeOptions(attributes, state.environment, state.documentOffset(state.pos));
      return end;
    default:
      return undefined;
  }
}

/** Where the body of an extension ends, and the offset behind the tag that ends it. */
function bodyStop({ indexOf }: SpanState, tag: ExtensionTag): readonly [number, number] | undefined {
  const named = `{:/${tag.name}}`;
  const byName = indexOf(named, tag.end);
  const bare = indexOf('{:/}', tag.end);
  if (bare >= 0 && (byName < 0 || bare < byName)) return [bare, bare + '{:/}'.length];
  return byName < 0 ? undefined : [byName, byName + named.length];
}

/** Text for the page as it is, unless it is meant for another kind of output (`type="latex"`). */
function noMarkdown(state: SpanState, from: number, to: number, type: string | undefined): void {
  const types = (type ?? '').split(/\s+/).filter((name) => name !== '');
  const raw = state.leaf('html_raw', '', state.pos);
  if (types.length > 0 && !types.includes('html')) return;
  const { text, origin } = state.segment(from, to);
  raw.content = text;
  metaOf(raw).origin = origin;
}
