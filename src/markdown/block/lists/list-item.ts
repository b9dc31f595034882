import type { MarkdownEnvironment } from '../../document/environment.js';
import type { Ial } from '../../document/ial.js';
import { hasSpaces, isBlankLine, matchAt, nextLine, skipIndent, skipWhiteSpace } from '../../source/scan.js';
import { joinSegments, literalSegment, type Segment, sliceSegment } from '../../source/segment.js';
import type { BlockState } from '../../state/block-state.js';
import { matchBlockIal, startsBlockTag } from '../../state/boundary.js';
import { meantList } from '../../tags/misspelt-attributes.js';

/** kramdown: `LIST_ITEM_IAL`, an attribute list at the start of an item's text. */
const ITEM_IAL = /^[ \t\r\n\f\v]*\{:(?!(?:\w[\w-]*)?:|\/)((?:\\\}|[^}])+)\}[ \t\r\n\f\v]*/;
/** kramdown: `LIST_ITEM_IAL_CHECK`: whether the marker's line holds no text. */
const ONLY_IAL = /^(?:[ \t\r\n\f\v]*\{:(?!(?:\w[\w-]*)?:|\/)(?:\\\}|[^}])+\}[ \t\r\n\f\v]*)?[ \t\r\n\f\v]*\n/;

/** The line that begins an item of a list or a definition. */
export interface FirstLine {
  /** Its text, without marker, indent and attribute list. */
  readonly text: Segment;
  /** The column at which the item's content stands. */
  readonly indentation: number;
  readonly ial: Ial | undefined;
}

/**
 * Reads the line whose marker ends at `from`, `markerLength` characters behind the line's start. The first
 * character that is not white space sets the column of the content; a line without text sets it to 4
 * (kramdown: `parse_first_list_line`).
 */
export function firstLine(state: BlockState, markerLength: number, from: number): FirstLine {
  const { src } = state;
  const content = src.slice(from, nextLine(src, from));
  let column = markerLength;
  let start = 0;
  if (ONLY_IAL.test(content)) {
    column = 4;
    start = skipWhiteSpace(content, 0);
  } else {
    for (; content[start] === ' ' || content[start] === '\t'; start++) {
      column += content[start] === ' ' ? 1 : 4 - (column % 4);
    }
    start = skipWhiteSpace(content, start);
  }
  const text = state.segment(from + start, from + content.length);
  return { ...takeItemIal(text, state.environment), indentation: column };
}

/** Takes an attribute list off the start of a text. */
export function takeItemIal(
  text: Segment,
  environment: MarkdownEnvironment,
): { readonly text: Segment; readonly ial: Ial | undefined } {
  const match = ITEM_IAL.exec(text.text);
  if (match === null) return { text, ial: undefined };
  const [written, list = ''] = match;
  const from = written.indexOf('{:') + 2;
  const ial = meantList(sliceSegment(text, from, from + list.length), environment);
  return { text: sliceSegment(text, written.length), ial };
}

/** A line that goes on with an item. */
export interface ItemLine {
  readonly text: Segment;
  readonly end: number;
  /** Whether it was indented as far as the item's content. */
  readonly indented: boolean;
}

/**
 * The line at `pos` if it goes on with an item whose content stands at column `indentation`: because it is
 * indented so far, or because no blank line stands before it (`lazy`) and it does not begin what ends a
 * paragraph. Leading tabs become four spaces each, then the indent is taken away.
 */
export function itemLine(
  state: BlockState,
  pos: number,
  indentation: number,
  lazy: boolean,
): ItemLine | undefined {
  const { src } = state;
  if (isBlankLine(src, pos)) return undefined;
  if (!isIndented(src, pos, indentation) && !(lazy && isLazyLine(src, pos, indentation))) return undefined;
  const end = nextLine(src, pos);
  let tabs = 0;
  while (src.charCodeAt(pos + tabs) === 9) tabs++;
  if (tabs === 0) {
    const indented = hasSpaces(src, pos, indentation);
    return { text: state.segment(pos + (indented ? indentation : 0), end), end, indented };
  }
  const expanded = joinSegments([
    literalSegment(' '.repeat(4 * tabs), state.documentOffset(pos)),
    state.segment(pos + tabs, end),
  ]);
  const indented = hasSpaces(expanded.text, 0, indentation);
  return { text: indented ? sliceSegment(expanded, indentation) : expanded, end, indented };
}

/** Whether the line at `pos` is indented by tabs and spaces up to the column (kramdown: `content_re`). */
function isIndented(text: string, pos: number, indentation: number): boolean {
  let at = pos;
  for (let count = Math.floor(indentation / 4); count > 0; count--) {
    at = skipIndent(text, at);
    if (at < 0) return false;
  }
  return hasSpaces(text, at, indentation % 4) || skipIndent(text, at) >= 0;
}

/** kramdown: `lazy_re`. */
function isLazyLine(text: string, pos: number, indentation: number): boolean {
  const spaces = Math.min(indentation, 3);
  if (startsBlockTag(text, pos, spaces)) return false;
  return matchBlockIal(text, pos, spaces) === undefined;
}

/**
 * The marker of an item at `pos`, with its spaces in group 1: fewer of them than the column of the content of the
 * item before, of which 0 says that there is none, and at most three (kramdown: `fetch_pattern`).
 */
export function matchMarker(
  marker: RegExp,
  text: string,
  pos: number,
  indentation: number,
): RegExpExecArray | undefined {
  const match = matchAt(marker, text, pos);
  if (match === undefined) return undefined;
  const most = indentation >= 1 && indentation <= 3 ? indentation - 1 : 3;
  return (match[1]?.length ?? 0) <= most ? match : undefined;
}
