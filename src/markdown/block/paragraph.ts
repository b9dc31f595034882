import type { StateBlock } from '../document/markdown-it.js';
import { reportWarning } from '../document/warnings.js';
import { nextLine, skipWhiteSpace, trimEnd } from '../source/scan.js';
import { literalSegment, type Segment } from '../source/segment.js';
import { type BlockState, blockState } from '../state/block-state.js';
import { isParagraphEnd } from '../state/boundary.js';
import { appendText, blockText } from '../state/container.js';
import { warnOfHeading } from './heading-spaces.js';
import { wideMarkerAt } from './lists/full-width-spaces.js';
import { beginsWideList } from './lists/list.js';
import { type BareLine, bareLine, bareLineWarning, followsLine } from './lists/list-markers.js';

/**
 * A paragraph. What no other rule takes right behind a paragraph goes on with it
 * (kramdown/parser/kramdown/paragraph.rb).
 */
export function paragraph(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos } = state;
  const indent = leadingSpaces(src, pos);
  const code = src.charCodeAt(pos + indent);
  if (indent > 3 || code === 9) return false;
  let end = nextLine(src, pos);
  while (!isParagraphEnd(state, end) && !startsWideBlock(state, end)) end = nextLine(src, end);
  warnOfLines(state, pos, end);
  const { last } = state;
  if (last?.kind === 'paragraph' && last.text !== undefined) {
    const joiner = src.slice(Math.max(0, pos - 3), pos) === '  \n' ? '  \n' : '\n';
    appendText(last.text, literalSegment(joiner, state.documentOffset(pos - joiner.length)));
    appendText(last.text, state.segment(pos, trimEnd(src, pos, end)));
  } else {
    const start = skipWhiteSpace(src, pos, end);
    addParagraph(state, state.segment(start, trimEnd(src, start, end)), start);
  }
  state.seek(end);
  return true;
}

/** Whether a header or a list starts at `pos` whose marker has a full-width or a no-break space behind it. */
function startsWideBlock(state: BlockState, pos: number): boolean {
  const { src, environment } = state;
  if (!environment.options.kramdown.gfm_quirks.includes('paragraph_end')) return false;
  const wide = wideMarkerAt(src, pos, environment);
  if (wide === undefined) return false;
  return wide.marker.startsWith('#') ? wide.indent === 0 : beginsWideList(src, wide);
}

/** Says which lines of a paragraph look like headings, or like items of a list, but for a space. */
function warnOfLines(state: BlockState, from: number, to: number): void {
  const { src, environment } = state;
  let before: BareLine | undefined;
  let first = from;
  let run = 1;
  for (let pos = from; pos < to; pos = nextLine(src, pos)) {
    warnOfHeading(state, pos);
    const line = bareLine(src, pos);
    run = line !== undefined && followsLine(line, before) ? run + 1 : 1;
    if (run === 1) first = pos;
    if (run === 2)
      reportWarning(bareLineWarning(lineAt(src, first), state.documentOffset(first)), environment);
    before = line;
  }
}

function lineAt(text: string, pos: number): string {
  return text.slice(pos, nextLine(text, pos)).trim();
}

/** Adds a paragraph with this text, which stands at `pos`, to the container. */
function addParagraph(state: BlockState, text: Segment, pos: number): void {
  const start = state.tokens.length;
  const ial = state.takeIal();
  const token = state.place('paragraph_open', 'p', 1, pos);
  const inline = state.inline(text);
  state.push('paragraph_close', 'p', -1);
  state.add('paragraph', start, { token, text: blockText(inline), ial });
}

function leadingSpaces(text: string, pos: number): number {
  let count = 0;
  while (text.charCodeAt(pos + count) === 32) count++;
  return count;
}
