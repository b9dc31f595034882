import type { StateBlock, Token } from '../../document/markdown-it.js';
import { reportMend } from '../../document/mend.js';
import { swallowingComment } from '../../document/unclosed-warnings.js';
import { reportWarning } from '../../document/warnings.js';
import { isSpanElement, matchComment } from '../../html/syntax.js';
import { skipOptionalSpace, skipTrailingSpace } from '../../source/scan.js';
import { type BlockState, blockState } from '../../state/block-state.js';
import { closeTagAt, openTagAt } from '../../tags/tag.js';
import { isPlaceholder } from '../../tags/unknown-tags.js';
import { htmlElement } from './html-element.js';

/**
 * HTML that stands as a block: a comment, an element, or the closing tag of the element whose Markdown is being
 * read (kramdown/parser/kramdown/html.rb: `parse_block_html`). Behind each of them a new block may begin on the
 * same line.
 */
export function htmlBlock(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos } = state;
  const start = skipOptionalSpace(src, pos);
  if (src.charCodeAt(start) !== 60) return false;
  const comment = matchComment(src, pos, state.indexOf);
  if (comment !== undefined) {
    const warning = swallowingComment(src.slice(start, comment), state.documentOffset(start));
    if (warning !== undefined) reportWarning(warning, state.environment);
    addRawBlock(state, 'html_comment', src.slice(pos, comment), pos);
    state.seek(skipTrailingSpace(src, comment));
    return true;
  }
  const read = openTagAt(state, start);
  if (read === undefined) return closesContainer(state, start);
  if (isSpanElement(read.tag.name.toLowerCase()) || isPlaceholder(read.tag, state)) return false;
  state.seek(htmlElement(state, read, start));
  return true;
}

/** Adds a block that is printed as it is. It leaves the attribute list that waits for a block to the next. */
export function addRawBlock(state: BlockState, type: string, content: string, pos: number): Token {
  const start = state.tokens.length;
  const token = state.place(type, '', 0, pos);
  token.content = content;
  state.add('raw', start);
  return token;
}

function closesContainer(state: BlockState, start: number): boolean {
  const { container, environment } = state;
  if (container.kind !== 'html') return false;
  const tag = closeTagAt(state, start);
  if (tag === undefined) return false;
  const name = tag.name.toLowerCase();
  if (isSpanElement(name) || name !== container.element) return false;
  container.closed = true;
  for (const note of tag.notes) reportMend(note, environment);
  state.seek(tag.end);
  return true;
}
