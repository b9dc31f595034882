import type { StateBlock } from '../markdown-it.js';
import { bareBullet } from '../mends/list-markers.js';
import { reportMend } from '../mends/mend.js';
import { literalPiece, type Piece } from '../piece.js';
import { addBlank } from './blank-line.js';
import { LIST_START, matchBlank, matchEndOfBlock } from './boundary.js';
import { matchHorizontalRule } from './horizontal-rule.js';
import { type CollectedList, type Item, parseItems } from './list-content.js';
import { firstLine, itemLine, matchMarker } from './list-item.js';
import { matchAt, nextLine } from './scan.js';
import { type BlockState, blockState } from './state.js';

const BULLET = /( {0,3})[+*-](?=[\t| ])/y;
const NUMBER = /( {0,3})\d+\.(?=[\t| ])/y;

/** A bound on the indent that a line is given, so that lines do not grow with the widest of them. */
const WIDEST_PADDING = 100;

/** An ordered or unordered list (kramdown/parser/kramdown/list.rb: `parse_list`). */
export function list(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos } = state;
  const ordered = matchAt(BULLET, src, pos) === undefined;
  const marker = ordered ? NUMBER : BULLET;
  if (ordered && matchAt(NUMBER, src, pos) === undefined) return false;
  const collected = collectItems(state, marker);
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
function collectItems(state: BlockState, marker: RegExp): CollectedList {
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
    const start = itemStart(state, marker, indentation, itemLineAt, pos);
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
    parts.at(-1)?.push(state.piece(pos, blank));
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

/** The marker of an item at `pos`; `before` is where the line of the item before starts, or -1. */
function itemStart(
  state: BlockState,
  marker: RegExp,
  indentation: number,
  before: number,
  pos: number,
): ItemStart | undefined {
  const { src, environment } = state;
  const match = matchMarker(marker, src, pos, indentation);
  if (match !== undefined)
    return { indent: match[1]?.length ?? 0, length: match[0].length, end: pos + match[0].length };
  if (before < 0 || marker !== BULLET || nextLine(src, before) !== pos) return undefined;
  const bare = bareBullet(src, before, pos, environment, (offset) => state.documentOffset(offset));
  if (bare === undefined) return undefined;
  reportMend(bare.note, environment);
  return { indent: bare.indent, length: bare.end - pos + 1, end: bare.end };
}

function startsList(text: Piece): boolean {
  return matchAt(LIST_START, text.text, 0) !== undefined;
}

function padding(state: BlockState, pos: number, indentation: number): Piece {
  return literalPiece(' '.repeat(Math.min(indentation, WIDEST_PADDING) + 4), state.documentOffset(pos));
}
