import type { StateBlock } from '../document/markdown-it.js';
import { nextLine, skipOptionalSpace } from '../source/scan.js';
import { joinSegments, type Segment } from '../source/segment.js';
import { type BlockState, blockState } from '../state/block-state.js';
import { skipLazyLines } from '../state/boundary.js';
import { nestedContainer } from '../state/container.js';

/** A quote: lines from one with `>` on until a block must end (kramdown/parser/kramdown/blockquote.rb). */
export function blockquote(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos } = state;
  if (src.charCodeAt(skipOptionalSpace(src, pos)) !== 62) return false;
  const end = skipLazyLines(state, pos);
  state.open('blockquote', 'blockquote_open', 'blockquote', 1, pos);
  state.parseSegment(withoutMarkers(state, pos, end), nestedContainer());
  state.push('blockquote_close', 'blockquote', -1);
  state.seek(end);
  return true;
}

function withoutMarkers(state: BlockState, pos: number, end: number): Segment {
  const { src } = state;
  const lines: Segment[] = [];
  while (pos < end) {
    const next = nextLine(src, pos);
    let start = skipOptionalSpace(src, pos);
    if (src.charCodeAt(start) !== 62) start = pos;
    else start += src.charCodeAt(start + 1) === 32 ? 2 : 1;
    lines.push(state.segment(start, next));
    pos = next;
  }
  return joinSegments(lines);
}
