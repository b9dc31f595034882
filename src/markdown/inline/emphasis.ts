import type { StateInline } from '../document/markdown-it.js';
import { isSpace } from '../source/scan.js';
import { readSpans, SpanState, spanStateOf } from '../state/span-state.js';

const LETTER_BEFORE = /\p{Alphabetic}-?$/u;
const LETTER_OR_DIGIT = /^[\p{Alphabetic}\p{Nd}]/u;

const KIND = { em: 0, strong: 1 } as const;

/**
 * `*x*`, `_x_`, `**x**`, `__x__` (kramdown's `parse_emphasis`). An opening stands before no white space, `_` not
 * behind a letter; emphasis stands in no other of its kind. `**` that cannot be closed may yet open with its
 * second star.
 */
export function emphasis(given: StateInline): boolean {
  const code = given.src.charCodeAt(given.pos);
  if (code !== 0x2a && code !== 0x5f) return false;
  const state = spanStateOf(given);
  const { src, pos } = state;
  const marker = src.charAt(pos);
  const delimiter = src.charAt(pos + 1) === marker ? marker + marker : marker;
  const kind = delimiter.length === 2 ? 'strong' : 'em';
  const inside = pos + delimiter.length;
  const cannotOpen =
    isSpace(src.charAt(inside)) || (marker === '_' && isBehindLetter(src, pos)) || state.isInside(kind);
  if (cannotOpen) return state.takeText(inside);
  if (emphasised(state, delimiter, kind, inside)) return true;
  const retry = kind === 'strong' && state.frame.kind !== 'em';
  if (retry && emphasised(state, marker, 'em', pos + 1)) return true;
  return state.takeText(inside);
}

/** A letter right before, or a letter and a hyphen. */
function isBehindLetter(src: string, pos: number): boolean {
  return pos > 0 && LETTER_BEFORE.test(src.slice(Math.max(0, pos - 3), pos));
}

/** Reads emphasis whose content starts at `inside`, if it closes. */
function emphasised(state: SpanState, delimiter: string, kind: 'em' | 'strong', inside: number): boolean {
  if (lastClosing(state, delimiter) <= inside) return false;
  const start = state.pos;
  const marker = delimiter.charAt(0);
  const attempt = KIND[kind] + (marker === '_' ? 2 : 0);
  return state.attempt(inside, attempt, () => {
    const stops = (s: SpanState) => closesAt(s, delimiter, kind) && !s.isEmpty;
    const { token, closed } = state.element(kind, kind, start, { kind, raw: false }, () =>
      readSpans(state, stops),
    );
    token.markup = delimiter;
    state.pos += delimiter.length;
    return closed;
  });
}

function closesAt(state: SpanState, delimiter: string, kind: 'em' | 'strong'): boolean {
  const { src, pos } = state;
  if (!couldCloseAt(src, pos, delimiter)) return false;
  const opensStrong =
    kind === 'em' && src.startsWith(delimiter + delimiter, pos) && src.charAt(pos + 2) !== delimiter;
  return !opensStrong;
}

/** Whether the delimiter stands here and by what is around it could close. */
function couldCloseAt(src: string, pos: number, delimiter: string): boolean {
  if (!src.startsWith(delimiter, pos) || isSpace(src.charAt(pos - 1))) return false;
  const behind = pos + delimiter.length;
  return !(delimiter.startsWith('_') && LETTER_OR_DIGIT.test(src.slice(behind, behind + 2)));
}

/** The last place where the delimiter could close, or -1: behind it, none has to be tried. */
function lastClosing(state: SpanState, delimiter: string): number {
  const known = state.memo.get(delimiter);
  if (known !== undefined) return known;
  let pos = state.src.lastIndexOf(delimiter);
  while (pos > 0 && !couldCloseAt(state.src, pos, delimiter)) pos = state.src.lastIndexOf(delimiter, pos - 1);
  const last = pos > 0 ? pos : -1;
  state.memo.set(delimiter, last);
  return last;
}

/**
 * `~~x~~` (`parse_strikethrough_gfm`). Its content is a text of its own: what is around it, emphasis say, does
 * not count inside.
 */
export function strikethrough(given: StateInline): boolean {
  const { src, pos } = given;
  if (!src.startsWith('~~', pos)) return false;
  const state = spanStateOf(given);
  if (state.environment.options.kramdown.input !== 'GFM') return false;
  const from = pos + 2;
  const first = src.charAt(from);
  if (first === '~' || isSpace(first)) return false;
  const end = closingTildes(state, from);
  if (end < 0 || !state.mayNest) return false;
  state.element('s', 'del', pos, { kind: 'html', raw: false }, () => {
    // With tokens of its own: markdown-it makes a table of the ones that a state starts with.
    const inner = new SpanState(src.slice(from, end), state.md, state.env, []);
    inner.shift = state.shift + from;
    state.md.inline.tokenize(inner);
    for (const token of inner.tokens) state.tokens.push(token);
    return true;
  });
  state.pos = end + 2;
  return true;
}

/** Where the tildes that close stand: the first behind neither white space nor a tilde. */
function closingTildes({ src, indexOf, memo }: SpanState, from: number): number {
  const hopeless = memo.get('~~');
  if (hopeless !== undefined && from >= hopeless) return -1;
  for (let at = indexOf('~~', from + 1); at >= 0; at = indexOf('~~', at + 1)) {
    const before = src.charAt(at - 1);
    if (before !== '~' && !isSpace(before)) return at;
  }
  memo.set('~~', from);
  return -1;
}
