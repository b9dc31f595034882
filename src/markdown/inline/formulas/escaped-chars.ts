import { LITERAL_DOLLAR } from '../../../math/index.js';
import type { StateInline } from '../../document/markdown-it.js';
import { type SpanState, spanStateOf } from '../../state/span-state.js';
import { addDollarMath, closingDollar, escapedClosingDollar } from './dollar-math.js';

const ESCAPABLE = new Set('\\.*_+`<>()[]{}#!:|"\'$=-~');

/** A command of TeX, right at the start or behind what no sentence holds. */
const COMMAND = /^[^\s$]*\\[A-Za-z][^$]*$/;

/** Backslashes of which Markdown leaves an odd number. */
const DOUBLED = /(?<!\\)\\\\(?:\\{4})*$/;

/** A backslash before a character that would else be markup (`parse_escaped_chars`, with the GFM parser's `~`). */
export function escapedChars(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x5c) return false;
  const character = src.charAt(pos + 1);
  if (!ESCAPABLE.has(character)) return false;
  const state = spanStateOf(given);
  const { mathFirst, options } = state.environment;
  if (character === '~' && options.kramdown.input !== 'GFM') return false;
  if (options.dollars === true && mathFirst && escapedDollar(state)) return true;
  given.pending += character;
  given.pos += 2;
  return true;
}

/**
 * A dollar that an author keeps from being a delimiter, as `\$` or, for Markdown takes the one backslash and MathJax the other,
 * as `\\$`. Between two `\$` a formula may stand, for MathJax sees no backslash there.
 */
function escapedDollar(state: SpanState): boolean {
  const { src, pos, environment } = state;
  if (src.startsWith('\\\\$', pos) && src.charAt(pos + 3) !== '$') {
    // MathJax takes two backslashes for one, and the dollar behind them for a delimiter.
    if (DOUBLED.test(src.slice(0, pos))) return false;
    state.pending += LITERAL_DOLLAR;
    state.pos += 3;
    return true;
  }
  if (src.charAt(pos + 1) !== '$') return false;
  const escaped = escapedClosingDollar(src, pos + 2, state.indexOf, environment);
  const plain = escaped < 0 ? closingDollar(src, pos + 2, state.indexOf, environment) : -1;
  if (escaped >= 0) {
    addDollarMath(state, pos + 2, escaped);
    state.pos = escaped + 2;
  } else if (plain >= 0 && COMMAND.test(src.slice(pos + 2, plain))) {
    addDollarMath(state, pos + 2, plain);
    state.pos = plain + 1;
  } else {
    state.pending += LITERAL_DOLLAR;
    state.pos += 2;
  }
  return true;
}
