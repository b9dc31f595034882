import type { MarkdownIt, StateBlock } from '../document/markdown-it.js';
import { nextLine } from '../source/scan.js';
import { BlockState, blockState, MAX_DEPTH } from '../state/block-state.js';
import { appendText, blockText } from '../state/container.js';
import { strayTagLine } from '../tags/stray-tags.js';
import { blankLine, endOfBlock } from './block-boundary.js';
import { blockquote } from './blockquote.js';
import { codeBlock, fencedCodeBlock } from './code-block.js';
import { abbreviationDefinition } from './definitions/abbreviation-definition.js';
import { blockExtension } from './definitions/extension.js';
import { footnoteDefinition } from './definitions/footnote-definition.js';
import { linkDefinition } from './definitions/link-definition.js';
import { atxHeader, setextHeader, wideHeader } from './header.js';
import { headingSpaces } from './heading-spaces.js';
import { horizontalRule } from './horizontal-rule.js';
import { htmlBlock } from './html/html-block.js';
import { definitionList } from './lists/definition-list.js';
import { list, wideList } from './lists/list.js';
import { mathBlock } from './math-block.js';
import { paragraph } from './paragraph.js';
import { table } from './tables/table.js';

/**
 * kramdown's block parsers in the order in which they are tried (`@block_parsers`), under kramdown's names, with the mends of what would
 * else be a paragraph.
 */
const RULES: readonly (readonly [name: string, rule: (state: StateBlock) => boolean])[] = [
  ['blank_line', blankLine],
  ['codeblock', codeBlock],
  ['codeblock_fenced', fencedCodeBlock],
  ['blockquote', blockquote],
  ['atx_header', atxHeader],
  ['horizontal_rule', horizontalRule],
  ['list', list],
  ['definition_list', definitionList],
  ['block_html', htmlBlock],
  ['setext_header', setextHeader],
  ['block_math', mathBlock],
  ['table', table],
  ['footnote_definition', footnoteDefinition],
  ['link_definition', linkDefinition],
  ['abbrev_definition', abbreviationDefinition],
  ['block_extensions', blockExtension],
  ['eob_marker', endOfBlock],
  ['wide_header', wideHeader],
  ['wide_list', wideList],
  ['heading_spaces', headingSpaces],
  ['stray_tags', strayTagLine],
  ['paragraph', paragraph],
];

/** Puts kramdown's block rules in place of markdown-it's. */
export function useBlocks(md: MarkdownIt): void {
  md.block.ruler.enableOnly([]);
  for (const [name, rule] of RULES) md.block.ruler.push(`kramdown_${name}`, rule);
  md.block.State = BlockState;
  md.block.tokenize = tokenize;
}

/**
 * Tries the rules at where the state stands until its text ends or its container is closed. In contrast to
 * markdown-it's own loop blank lines are blocks, and a rule may stop within a line.
 */
function tokenize(this: MarkdownIt['block'], current: StateBlock): void {
  const state = blockState(current);
  const rules = this.ruler.getRules('');
  if (state.depth > MAX_DEPTH) takeAsText(state, state.src.length);
  while (state.line < state.lineMax && !state.container.closed) {
    if (!rules.some((rule) => rule(state, state.line, state.lineMax, false)))
      takeAsText(state, nextLine(state.src, state.pos));
  }
}

/** kramdown prints a line that no parser takes as text without a paragraph (`parse_blocks`). */
function takeAsText(state: BlockState, end: number): void {
  const { pos, last } = state;
  if (last?.kind === 'text' && last.text !== undefined) {
    appendText(last.text, state.segment(pos, end));
  } else {
    const start = state.tokens.length;
    state.add('text', start, { text: blockText(state.inline(state.segment(pos, end))) });
  }
  state.seek(end);
}
