import type { StateBlock } from '../../document/markdown-it.js';
import { reportMend } from '../../document/mend.js';
import { reportWarning } from '../../document/warnings.js';
import { matchAt, nextLine } from '../../source/scan.js';
import { literalSegment, type Segment } from '../../source/segment.js';
import { addBlank, type BlockState, blockState } from '../../state/block-state.js';
import { LIST_START, matchBlank, matchEndOfBlock, matchHorizontalRule } from '../../state/boundary.js';
import { beginsNumbers, type WideMarker, wideMarkerAt, wideSpaceNote } from './full-width-spaces.js';
import { type CollectedList, type Item, parseItems } from './list-content.js';
import { firstLine, itemLine, matchMarker } from './list-item.js';
import { bareLine, bareLineWarning, bareMarker } from './list-markers.js';

const BULLET = /( {0,3})[+*-](?=[\t| ])/y;
const NUMBER = /( {0,3})\d+\.(?=[\t| ])/y;

/** A bound on the indent that a line is given, so that lines do not grow with the widest of them. */
const WIDEST_PADDING = 100;

/** An ordered or unordered list (kramdown/parser/kramdown/list.rb: `parse_list`). */
export function list(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos } = state;
  const ordered = matchAt(BULLET, src, pos) === undefined;
  if (ordered && matchAt(NUMBER, src, pos) === undefined) return false;
  return readList(state, ordered);
}

/** A list whose first marker has a full-width or a no-break space behind it. */
export function wideList(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos, environment } = state;
  const wide = wideMarkerAt(src, pos, environment);
  return wide !== undefined && beginsWideList(src, wide) && readList(state, wide.marker.endsWith('.'));
}

/** Whether a marker with such a space begins a list. */
export function beginsWideList(text: string, wide: WideMarker): boolean {
  if (wide.marker.startsWith('#')) return false;
  return !wide.marker.endsWith('.') || beginsNumbers(text, wide);
}

function readList(state: BlockState, ordered: boolean): true {
  const { pos } = state;
  const collected = collectItems(state, ordered);
  const type = ordered ? 'ordered_list' : 'bullet_list';
  const tag = ordered ? 'ol' : 'ul';
  const token = state.open('list', `${type}_open`, tag, 1, pos);
  const blank = parseItems(state, token, collected);
  state.push(`${type}_close`, tag, -1);
  if (blank !== undefined && !collected.endOfBlock) addBlank(state, blank);
  state.seek(collected.end);
  return true;
}

/** Cuts the lines of the list at the state's position into its items' texts. */
function collectItems(state: BlockState, ordered: boolean): CollectedList {
  const { src } = state;
  const items: Item[] = [];
  let { pos } = state;
  let indentation = 0;
  let nested = false;
  let afterBlank = false;
  /** Where the line of the last item's marker starts. */
  let itemLineAt = -1;
  while (pos < src.length) {
    if (afterBlank && matchHorizontalRule(src, pos) >= 0) break;
    const endOfBlock = matchEndOfBlock(src, pos);
    if (endOfBlock >= 0) return { items, end: endOfBlock, endOfBlock: true };
    const parts = items.at(-1)?.parts;
    const start = itemStart(state, ordered, indentation, itemLineAt, pos);
    if (start !== undefined) {
      const first = firstLine(state, start.length, start.end);
      items.push({ pos: pos + start.indent, ial: first.ial, parts: [[first.text]] });
      itemLineAt = pos;
      ({ indentation } = first);
      nested = startsList(first.text);
      afterBlank = false;
      pos = nextLine(src, pos);
      continue;
    }
    if (parts === undefined) break;
    const line = itemLine(state, pos, indentation, !afterBlank);
    if (line !== undefined) {
      if (nextLine(src, itemLineAt) === pos) warnOfBareLine(state, itemLineAt, pos);
      const listStart = nested === line.indented ? false : startsList(line.text);
      if (listStart && !nested) {
        parts.push([]);
        nested = true;
      }
      // A marker that is indented less belongs to the list in the item nevertheless.
      if (listStart && !line.indented) parts.at(-1)?.push(padding(state, pos, indentation));
      parts.at(-1)?.push(line.text);
      afterBlank = false;
      pos = line.end;
      continue;
    }
    const blank = matchBlank(src, pos);
    if (blank < 0) break;
    nested = true;
    afterBlank = true;
    parts.at(-1)?.push(state.segment(pos, blank));
    pos = blank;
  }
  return { items, end: pos, endOfBlock: false };
}

/** A marker that begins an item. */
interface ItemStart {
  /** The spaces before it. */
  readonly indent: number;
  /** The column behind it. */
  readonly length: number;
  /** The offset behind it. */
  readonly end: number;
}

/** The marker of an item at `pos`; `before` is where the line of the marker before starts, or -1. */
function itemStart(
  state: BlockState,
  ordered: boolean,
  indentation: number,
  before: number,
  pos: number,
): ItemStart | undefined {
  const { src, environment } = state;
  const match = matchMarker(ordered ? NUMBER : BULLET, src, pos, indentation);
  if (match !== undefined)
    return { indent: match[1]?.length ?? 0, length: match[0].length, end: pos + match[0].length };
  const wide = wideItem(state, ordered, before, pos);
  if (wide !== undefined && wide.indent < Math.max(1, Math.min(indentation || 4, 4))) {
    reportMend(wideSpaceNote(wide, state.documentOffset(wide.spaceAt)), environment);
    return { indent: wide.indent, length: wide.end - pos, end: wide.end };
  }
  if (before < 0 || nextLine(src, before) !== pos) return undefined;
  const bare = bareMarker(src, before, pos, ordered, environment, (offset) => state.documentOffset(offset));
  if (bare === undefined) return undefined;
  reportMend(bare.note, environment);
  return { indent: bare.indent, length: bare.end - pos + 1, end: bare.end };
}

/** The marker with a full-width or a no-break space behind it that begins an item of this list. */
function wideItem(state: BlockState, ordered: boolean, before: number, pos: number): WideMarker | undefined {
  const wide = wideMarkerAt(state.src, pos, state.environment);
  if (wide === undefined || wide.marker.startsWith('#')) return undefined;
  if (wide.marker.endsWith('.') !== ordered) return undefined;
  if (!ordered || before < 0) return wide;
  // A number behind a blank line, or one that does not go on with the list, may be that of a section.
  const { src } = state;
  const goesOn = src[pos - 2] !== '\n' && numberAt(src, before) + 1 === numberAt(src, pos);
  return goesOn ? wide : undefined;
}

/** Says that a line right behind that of a marker looks like an item, but for a space. */
function warnOfBareLine(state: BlockState, before: number, pos: number): void {
  const { src, environment } = state;
  const bare = bareLine(src, pos);
  if (bare === undefined) return;
  const marker = src.slice(before, nextLine(src, before)).trimStart();
  const isNext = bare.sign === '.' ? numberAt(src, before) + 1 === bare.number : marker.startsWith(bare.sign);
  if (!isNext) return;
  const line = src.slice(pos, nextLine(src, pos)).trim();
  reportWarning(bareLineWarning(line, state.documentOffset(pos)), environment);
}

function numberAt(text: string, pos: number): number {
  return Number.parseInt(text.slice(pos, pos + 12), 10);
}

function startsList(text: Segment): boolean {
  return matchAt(LIST_START, text.text, 0) !== undefined;
}

function padding(state: BlockState, pos: number, indentation: number): Segment {
  return literalSegment(' '.repeat(Math.min(indentation, WIDEST_PADDING) + 4), state.documentOffset(pos));
}
