import type { SpanState } from './span-state.js';

/**
 * Reads spans into the span that is being filled until `stops` answers true (kramdown's `parse_spans`). `stops`
 * is asked at every place where a span could start or stop. Answers whether it stopped; if not, all that is left
 * of the text has been read.
 */
export function readSpans(state: SpanState, stops: (state: SpanState) => boolean): boolean {
  const rules = state.md.inline.ruler.getRules('');
  while (state.pos < state.posMax) {
    if (stops(state)) return true;
    if (!rules.some((rule) => rule(state, false))) state.takeText(state.pos + 1);
  }
  return false;
}
