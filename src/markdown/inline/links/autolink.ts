import type { StateInline, Token } from '../../document/markdown-it.js';
import { metaOf } from '../../document/token-meta.js';
import { decodeEntities } from '../../source/entities.js';
import { type SpanState, spanStateOf } from '../../state/span-state.js';

const PROTOCOL = /<(?:mailto|https?|ftps?):/y;
const ADDRESS = /<([\p{Alphabetic}\p{Nd}\-_.]+@[\p{Alphabetic}\p{Nd}\-_.]+)>/uy;

/** `<https://…>` and `<someone@example.org>` (kramdown's `parse_autolink`). The address may hold blanks, no line end. */
export function autolink(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x3c) return false;
  const state = spanStateOf(given);
  const end = addressEnd(src, pos, state.indexOf);
  if (end === undefined) return false;
  const written = src.slice(pos + 1, end);
  const href = matches(PROTOCOL, src, pos) ? written : `mailto:${written}`;
  addAutolink(state, href, written.replace(/^mailto:/, ''), end + 1);
  return true;
}

/** Adds the link that an address in angle brackets at the current position is, and reads on at `end`. */
export function addAutolink(state: SpanState, href: string, text: string, end: number): Token {
  const { pos } = state;
  const { token } = state.element('link', 'a', pos, { kind: 'a', raw: false }, () => {
    state.pending = text;
    return true;
  });
  token.markup = 'autolink';
  token.attrs = [['href', href]];
  metaOf(token).references = [
    { element: 'a', attribute: 'href', url: decodeEntities(href), at: state.documentOffset(pos + 1) },
  ];
  state.pos = end;
  return token;
}

/** Where the `>` of the address at `pos` stands. */
function addressEnd(
  src: string,
  pos: number,
  indexOf: (needle: string, from: number) => number,
): number | undefined {
  if (matches(PROTOCOL, src, pos)) {
    const end = indexOf('>', PROTOCOL.lastIndex + 1);
    const line = indexOf('\n', PROTOCOL.lastIndex);
    return end < 0 || (line >= 0 && line < end) ? undefined : end;
  }
  return matches(ADDRESS, src, pos) ? ADDRESS.lastIndex - 1 : undefined;
}

function matches(pattern: RegExp, src: string, pos: number): boolean {
  pattern.lastIndex = pos;
  return pattern.test(src);
}
