import { type LinkDefinition, linkId } from '../../document/environment.js';
import { applyIal, type Ial } from '../../document/ial.js';
import type { StateInline, Token } from '../../document/markdown-it.js';
import type { MendNote } from '../../document/mend.js';
import { relativeLink } from '../../document/relative-link.js';
import { addMends, metaOf } from '../../document/token-meta.js';
import type { Warning } from '../../document/warnings.js';
import { decodeEntities } from '../../source/entities.js';
import { readSpans, type SpanState, spanStateOf } from '../../state/span-state.js';
import { behindLinkSpace, linkSpaceNote } from './link-spaces.js';
import { linkTarget, referenceId } from './link-target.js';
import { linkTitleNote, titledTarget } from './link-titles.js';
import { brokenLink, brokenLinkWarning, unclosedLinkNote, unclosedTarget } from './unclosed-links.js';

const ESCAPED = /\\([\\.*_+`<>()[\]{}#!:|"'$=-])/g;
const REFERENCE = /!?\[[^\][\n]+\]\[([^\][\n]+)\]/y;
const ATTEMPT = { a: 4, img: 5 } as const;

/**
 * `[text](url "title")`, `[text][id]`, `[id]` and the same with `!` for images (kramdown's `parse_link`). Links stand
 * in no other link. What turns out to be neither is text from its bracket on.
 */
export function link(given: StateInline): boolean {
  const { src, pos } = given;
  const isImage = src.charCodeAt(pos) === 0x21 && src.charCodeAt(pos + 1) === 0x5b;
  if (!isImage && src.charCodeAt(pos) !== 0x5b) return false;
  const inside = pos + (isImage ? 2 : 1);
  if (inside >= src.length || src.charAt(inside) === '^') return false;
  const state = spanStateOf(given);
  const nested = !isImage && (state.isInside('a') || state.isInside('img'));
  if (nested || state.indexOf(']', inside) < 0) return state.takeText(inside);
  const kind = isImage ? 'img' : 'a';
  if (state.attempt(inside, ATTEMPT[kind], () => readLink(state, pos, kind))) return true;
  warnOfLink(state);
  return state.takeText(inside);
}

/** Says what is wrong with what stands here, which looks like a link and is none. */
function warnOfLink(state: SpanState): void {
  const at = state.documentOffset(state.pos);
  const missing = missingReference(state);
  const broken = missing === undefined ? brokenLink(state.src, state.pos) : undefined;
  if (missing !== undefined) state.warnOfText(missingLinkDefinition(missing, at));
  else if (broken !== undefined) state.warnOfText(brokenLinkWarning(broken, at));
}

/** Of `[text][name]`, which stands here and is no link, the name; numbers in brackets are citations and indices. */
function missingReference({ src, pos, environment }: SpanState): string | undefined {
  REFERENCE.lastIndex = pos;
  const name = REFERENCE.exec(src)?.[1];
  if (name === undefined || !/\p{Alphabetic}{2}/u.test(name)) return undefined;
  return environment.linkDefinitions.has(linkId(name)) ? undefined : name;
}

/** Reads the link that starts at `start`, from its text on; answers whether it is one. */
function readLink(state: SpanState, start: number, kind: 'a' | 'img'): boolean {
  const inside = state.pos;
  if (state.pending) state.pushPending();
  const { length } = state.tokens;
  const { token, closed } = state.element('link', 'a', start, { kind, raw: false }, () =>
    readSpans(state, bracketCounter()),
  );
  if (!closed) return false;
  const written = state.src.slice(inside, state.pos);
  const text = written.replace(ESCAPED, '$1');
  state.pos += state.src.charAt(state.pos) === '!' ? 2 : 1;
  const target = targetOf(state, start, written, text);
  if (target === undefined) return false;
  if (kind === 'a') addTarget(state, token, target, 'href', undefined);
  else addImage(state, start, length, target, text);
  return true;
}

/** Stops at the bracket that closes a link's text: brackets in it pair up, those of images do not count. */
function bracketCounter(): (state: SpanState) => boolean {
  let open = 1;
  return ({ src, pos, frame }) => {
    const code = src.charCodeAt(pos);
    if (code === 0x5d) open--;
    else if (code === 0x5b || (code === 0x21 && src.charCodeAt(pos + 1) === 0x5b)) open++;
    else return false;
    return open === frame.images;
  };
}

/** Where a link leads, and what its definition says besides; `at` is the document offset of the URL. */
interface Target {
  readonly url: string;
  readonly title: string | undefined;
  readonly at: number;
  readonly ial: Ial | undefined;
  readonly mends: readonly MendNote[];
}

/** What stands behind the brackets of a link's text, which has been read: a definition's name or a URL. The link starts at `link`. */
function targetOf(state: SpanState, link: number, written: string, text: string): Target | undefined {
  const start = state.pos;
  const reference = referenceId(state);
  if (reference !== undefined || state.src.charAt(state.pos) !== '(') {
    const definition = state.environment.linkDefinitions.get(linkId(reference || text));
    if (definition !== undefined) return definitionTarget(state, definition);
    state.pos = start;
    const spaced = reference === undefined ? behindLinkSpace(state, link, text) : undefined;
    if (spaced === undefined) return undefined;
    state.pos = spaced.open;
    const between = state.src.slice(start, spaced.open + 1);
    return urlTarget(state, written, [linkSpaceNote(text, spaced.url, state.documentOffset(start), between)]);
  }
  return urlTarget(state, written, []);
}

/** The URL in the parentheses that open here. */
function urlTarget(state: SpanState, written: string, notes: readonly MendNote[]): Target | undefined {
  const open = state.pos;
  const read = linkTarget(state);
  const titled = titledTarget(state, open, read);
  // To find that a parenthesis is not closed, all the text is looked through.
  if (read === undefined) state.environment.budget -= Math.max(0, state.pos - open);
  const target = titled ?? read ?? unclosedTarget(state, open);
  if (target === undefined) return undefined;
  const at = state.documentOffset(target.from);
  const mends = [...notes];
  const source = { at: state.documentOffset(open), written: state.src.slice(open, state.pos) };
  if (titled !== undefined) mends.push(linkTitleNote(titled, at, source));
  else if (read === undefined) mends.push(unclosedLinkNote(target, at, source));
  // jekyll-relative-links finds no link whose text spans lines, and of an image in a link only the image.
  const isFound = !/\n|\]\(/.test(written);
  const rewritten = isFound ? relativeLink(target.url, at, state.environment) : undefined;
  return { url: rewritten ?? target.url, title: target.title, at, ial: undefined, mends };
}

function definitionTarget(state: SpanState, { url, title, at, ial }: LinkDefinition): Target {
  const rewritten = at === undefined ? undefined : relativeLink(url, at, state.environment);
  return { url: rewritten ?? url, title, at: at ?? state.documentOffset(state.pos), ial, mends: [] };
}

/** Gives the element its URL and what else its target says, in kramdown's order (`add_link`). */
function addTarget(
  state: SpanState,
  token: Token,
  { url, title, at, ial, mends }: Target,
  attribute: 'href' | 'src',
  alt: string | undefined,
): void {
  const attributes = new Map<string, string>();
  if (ial !== undefined && (ial.refs.length > 0 || ial.attributes.size > 0)) {
    applyIal(attributes, ial, state.environment.attributeLists);
    // The definition's own list, as in kramdown: one that stands on this link counts for those behind it, too.
    metaOf(token).ial = ial;
  }
  attributes.set(attribute, url);
  if (alt !== undefined) attributes.set('alt', alt);
  if (title !== undefined) attributes.set('title', title);
  token.attrs = [...attributes];
  addMends(token, mends);
  metaOf(token).references = [
    { element: token.tag, attribute, url: decodeEntities(url), at, ...(alt && { label: alt }) },
  ];
}

/** Puts an image in place of the tokens from `length` on, which were read as its text. */
function addImage(state: SpanState, start: number, length: number, target: Target, alt: string): void {
  state.tokens.length = length;
  const token = state.leaf('image', 'img', start);
  state.frame.images += 1;
  addTarget(state, token, target, 'src', alt);
}

/** Of `[text][name]` where nobody says what the name is (kramdown: "No link definition"). */
function missingLinkDefinition(name: string, at: number): Warning {
  return {
    code: 'link-definition-missing',
    severity: 'info',
    at,
    text: `[${name}]`,
    message: `There is no definition [${name}]: on this page, so this is no link and its brackets are shown.`,
    hint: `Write [${name}]: and its URL on a line of their own; or, if no link is meant, a backslash before the bracket.`,
  };
}
