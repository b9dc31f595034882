import type { Token } from '../../document/markdown-it.js';
import { codespan } from '../../inline/codespan.js';
import { spanHtml } from '../../inline/span-html.js';
import type { Piece } from '../../source/segment.js';
import type { BlockState } from '../../state/block-state.js';
import { SpanState } from '../../state/span-state.js';

/** kramdown: `TABLE_PIPE_CHECK`, a pipe that no backslash precedes. */
const PIPE = /^(?:\||[^\n]*?[^\\\n]\|)/;

/**
 * Whether each line of what looks like a table has a pipe outside of code spans and HTML, as a table must
 * (kramdown/parser/kramdown/table.rb: `parse_table`). Like kramdown it looks at the first and last line of each
 * stretch of text between those.
 */
export function hasPipesOnLines(state: BlockState, text: Piece): boolean {
  let pipeOnLine = false;
  for (const token of spansOf(state, text)) {
    const lines = token.content.replace(/\n+$/, '').split('\n');
    if (token.type === 'code_inline') {
      if (lines.length > 2 || (lines.length === 2 && !pipeOnLine)) break;
      if (lines.length === 2) pipeOnLine = false;
    } else {
      const isBroken = lines.length > 1;
      if (isBroken && !pipeOnLine && !PIPE.test(lines[0] ?? '')) break;
      pipeOnLine = (!isBroken && pipeOnLine) || PIPE.test(lines.at(-1) ?? '');
    }
  }
  return pipeOnLine;
}

/** The code spans, comments and stretches of text, without what stands in HTML elements. */
function spansOf(state: BlockState, { text, origin }: Piece): Token[] {
  state.environment.origin = origin;
  const spans = new SpanState(text, state.md, state.env, []);
  while (spans.pos < spans.posMax) {
    if (!codespan(spans) && !spanHtml(spans)) spans.takeText(nextSpan(text, spans.pos + 1));
  }
  if (spans.pending !== '') spans.pushPending();
  return withoutElements(spans.tokens);
}

/** The offset of the next backtick or angle bracket. */
function nextSpan(text: string, pos: number): number {
  while (pos < text.length && text[pos] !== '`' && text[pos] !== '<') pos++;
  return pos;
}

function withoutElements(tokens: readonly Token[]): Token[] {
  const outer: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    if (token.nesting < 0) depth--;
    else if (depth === 0 && token.nesting === 0) outer.push(token);
    if (token.nesting > 0) depth++;
  }
  return outer;
}
