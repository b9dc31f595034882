import type { Ial } from '../../document/ial.js';
import type { Token } from '../../document/markdown-it.js';
import { metaOf } from '../../document/token-meta.js';
import { joinSegments, literalSegment, type Segment, sliceSegment } from '../../source/segment.js';
import type { BlockState } from '../../state/block-state.js';
import {
  type Block,
  type Container,
  nestedContainer,
  replaceText,
  segmentOf,
} from '../../state/container.js';

/** An item as it is collected. */
export interface Item {
  readonly pos: number;
  readonly ial: Ial | undefined;
  /** Its text, cut where a nested list starts: the cut is a block boundary. */
  readonly parts: Segment[][];
}

/** A list as it is collected. */
export interface CollectedList {
  readonly items: readonly Item[];
  readonly end: number;
  /** Whether `^` ended it. */
  readonly endOfBlock: boolean;
}

/** Reads the items' texts and answers the blank that stood at the end of the last of them. */
export function parseItems(
  state: BlockState,
  list: Token,
  { items, endOfBlock }: CollectedList,
): string | undefined {
  let blank: string | undefined;
  /** Whether any item so far does not begin with a paragraph of its own. */
  let anyTight = false;
  let isTaskList = false;
  const isGfm = state.environment.options.kramdown.input === 'GFM';
  items.forEach((item, index) => {
    const token = state.place('list_item_open', 'li', 1, item.pos);
    metaOf(token).ial = item.ial;
    const container = nestedContainer();
    for (const part of item.parts) state.parseSegment(joinSegments(part), container);
    const { blocks } = container;
    const isLast = index === items.length - 1;
    dropMarkOfIal(container);
    const tight = isTight(container, isLast && !endOfBlock) && (!isLast || index === 0 || anyTight);
    if (tight) hideParagraph(state, container, blocks[1]?.kind !== 'blank');
    if (blocks.length > 0) blank = takeBlank(state, container);
    if (tight || blocks[0]?.kind !== 'paragraph') anyTight = true;
    if (isGfm) isTaskList = markTask(token, blocks[0], isTaskList);
    closeItem(state, token, container, tight);
  });
  if (isTaskList) list.attrSet('class', 'task-list');
  return blank;
}

/** An attribute list behind an item's first paragraph does not count as a block that follows it. */
function dropMarkOfIal({ blocks }: Container): void {
  if (blocks[0]?.kind === 'paragraph' && blocks[0].ial !== undefined && blocks[1]?.kind === 'eob') {
    blocks.splice(1, 1);
  }
}

/**
 * Whether an item's first paragraph goes without `<p>`: no blank line follows it, except the one at the end of
 * the list.
 */
function isTight({ blocks }: Container, atEnd: boolean): boolean {
  if (blocks[0]?.kind !== 'paragraph') return false;
  return blocks[1]?.kind !== 'blank' || (atEnd && blocks.length === 2);
}

/** Prints the first paragraph of an item without its tags; on a line of its own if more follows it. */
export function hideParagraph(state: BlockState, { blocks }: Container, ownLine: boolean): void {
  const [first] = blocks;
  if (first?.text === undefined || first.token === undefined) return;
  if (ownLine && blocks.length > 1) first.text.inline.content += '\n';
  first.token.hidden = true;
  const close = state.tokens[first.start + 2];
  if (close !== undefined) close.hidden = true;
}

/** Takes the blank off the end of an item, if there is one, and answers its text. */
export function takeBlank(state: BlockState, { blocks }: Container): string | undefined {
  const last = blocks.at(-1);
  if (last?.kind !== 'blank') return undefined;
  blocks.pop();
  state.tokens.length = last.start;
  return last.value;
}

/** Closes an item; `tight` says whether its first paragraph goes without tags. */
export function closeItem(state: BlockState, open: Token, { blocks }: Container, tight: boolean): void {
  const isEmpty = blocks.every(({ kind }) => kind === 'eob');
  metaOf(open).oneLine = tight || isEmpty;
  const close = state.push(open.type.replace('_open', '_close'), open.tag, -1);
  metaOf(close).oneLine = isEmpty || (tight && blocks.length < 2);
}

const BOX = /^[ \t\r\n\f\v]*\[( |x)\][ \t\r\n\f\v]+/i;
const UNCHECKED = '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled" />';
const CHECKED =
  '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled" checked="checked" />';

/**
 * Makes a checkbox of `[ ]` or `[x]` at the start of an item, and answers whether the list is a task list; from
 * its first task on all items of such a list that begin with a paragraph count as tasks (kramdown-parser-gfm:
 * `parse_list`).
 */
function markTask(item: Token, first: Block | undefined, isTaskList: boolean): boolean {
  const text = first?.kind === 'paragraph' ? first.text : undefined;
  if (text === undefined) return isTaskList;
  const segment = segmentOf(text);
  const match = BOX.exec(segment.text);
  if (match !== null) {
    const box = literalSegment(match[1] === ' ' ? UNCHECKED : CHECKED, metaOf(text.inline).at ?? 0);
    replaceText(text, joinSegments([box, sliceSegment(segment, match[0].length)]));
  }
  if (!isTaskList && match === null) return false;
  item.attrSet('class', 'task-list-item');
  return true;
}
