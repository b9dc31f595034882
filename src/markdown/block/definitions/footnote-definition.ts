import type { StateBlock, Token } from '../../document/markdown-it.js';
import { duplicateDefinition, reportWarning } from '../../document/warnings.js';
import { matchAt, nextLine, skipIndent } from '../../source/scan.js';
import { joinSegments, type Segment } from '../../source/segment.js';
import { addEndOfBlock, type BlockState, blockState } from '../../state/block-state.js';
import { skipIndentedLines } from '../../state/boundary.js';
import { nestedContainer } from '../../state/container.js';

const START = / {0,3}\[\^(\w[\w-]*)\]:/y;

/**
 * The text of a footnote: what stands on the line, and what follows indented like code
 * (kramdown/parser/kramdown/footnote.rb: `parse_footnote_definition`). Its tokens wait in the environment for
 * the end of the page.
 */
export function footnoteDefinition(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos } = state;
  const match = matchAt(START, src, pos);
  const name = match?.[1];
  if (match === undefined || name === undefined) return false;
  const start = pos + match[0].length;
  const end = skipIndentedLines(state, nextLine(src, start));
  const tokens: Token[] = [];
  const container = nestedContainer();
  state.parseSegment(withoutIndent(state, start, end), container, tokens);
  addEndOfBlock(state, 'definition');
  const endsWithParagraph = container.blocks.at(-1)?.kind === 'paragraph';
  const { environment } = state;
  const at = state.documentOffset(pos);
  if (environment.footnotes.has(name)) reportWarning(duplicateDefinition(`[^${name}]:`, at), environment);
  environment.footnotes.set(name, { name, at, tokens, endsWithParagraph });
  state.seek(end);
  return true;
}

function withoutIndent(state: BlockState, pos: number, end: number): Segment {
  const { src } = state;
  const lines: Segment[] = [];
  while (pos < end) {
    const next = nextLine(src, pos);
    const start = skipIndent(src, pos);
    lines.push(state.segment(start < 0 ? pos : start, next));
    pos = next;
  }
  return joinSegments(lines);
}
