import type { Token } from '../../document/markdown-it.js';
import { metaOf } from '../../document/token-meta.js';
import { joinPieces, literalPiece, slicePiece } from '../../source/segment.js';
import { pieceOf, replaceText } from '../../state/block-text.js';
import type { Block } from '../../state/container.js';

const BOX = /^[ \t\r\n\f\v]*\[( |x)\][ \t\r\n\f\v]+/i;
const UNCHECKED = '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled" />';
const CHECKED =
  '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled" checked="checked" />';

/**
 * Makes a checkbox of `[ ]` or `[x]` at the start of an item, and answers whether the list is a task list; from
 * its first task on all items of such a list that begin with a paragraph count as tasks (kramdown-parser-gfm:
 * `parse_list`).
 */
export function markTask(item: Token, first: Block | undefined, isTaskList: boolean): boolean {
  const text = first?.kind === 'paragraph' ? first.text : undefined;
  if (text === undefined) return isTaskList;
  const piece = pieceOf(text);
  const match = BOX.exec(piece.text);
  if (match !== null) {
    const box = literalPiece(match[1] === ' ' ? UNCHECKED : CHECKED, metaOf(text.inline).at ?? 0);
    replaceText(text, joinPieces([box, slicePiece(piece, match[0].length)]));
  }
  if (!isTaskList && match === null) return false;
  item.attrSet('class', 'task-list-item');
  return true;
}
