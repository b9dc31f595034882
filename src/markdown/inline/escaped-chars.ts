import { LITERAL_DOLLAR } from '../../math/placeholder.js';
import type { StateInline } from '../markdown-it.js';
import { spanStateOf } from './span-state.js';

const ESCAPABLE = new Set('\\.*_+`<>()[]{}#!:|"\'$=-~');

/** A backslash before a character that would else be markup (`parse_escaped_chars`, with the GFM parser's `~`). */
export function escapedChars(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x5c) return false;
  const character = src.charAt(pos + 1);
  if (!ESCAPABLE.has(character)) return false;
  const { mathFirst, options } = spanStateOf(given).environment;
  const isKept = character === '$' && options.dollars && mathFirst;
  given.pending += isKept ? LITERAL_DOLLAR : character;
  given.pos += 2;
  return true;
}
