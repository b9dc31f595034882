import type { Ial } from '../../document/ial.js';
import type { StateBlock, Token } from '../../document/markdown-it.js';
import { metaOf } from '../../document/token-meta.js';
import { matchAt, nextLine } from '../../source/scan.js';
import { joinSegments, type Segment, sliceSegment } from '../../source/segment.js';
import { addBlank, type BlockState, blockState } from '../../state/block-state.js';
import { matchBlank, matchEndOfBlock } from '../../state/boundary.js';
import { type Block, nestedContainer, segmentOf } from '../../state/container.js';
import { closeItem, hideParagraph, takeBlank } from './list-content.js';
import { firstLine, itemLine, matchMarker, takeItemIal } from './list-item.js';

const MARKER = /( {0,3}):(?=[\t| ])/y;

interface Definition {
  readonly pos: number;
  readonly ial: Ial | undefined;
  readonly lines: Segment[];
  /** Whether a blank line stands before it, so that its first paragraph keeps its tags. */
  readonly loose: boolean;
}

/**
 * A list of definitions: each line of the paragraph before it, which may be one blank line away, is a term
 * (kramdown/parser/kramdown/list.rb: `parse_definition_list`). It goes on with a definition list that stands
 * right before.
 */
export function definitionList(current: StateBlock): boolean {
  const state = blockState(current);
  if (matchAt(MARKER, state.src, state.pos) === undefined) return false;
  const terms = termsBefore(state);
  if (terms?.text === undefined) return false;
  const loose = state.last?.kind === 'blank';
  const { definitions, end } = collectDefinitions(state, loose);
  const text = segmentOf(terms.text);
  const at = metaOf(terms.text.inline).at ?? 0;
  state.takeIal();
  if (loose) state.removeLast();
  state.removeLast();
  openDefinitionList(state, terms, at);
  for (const term of lines(text)) addTerm(state, term);
  let blank: string | undefined;
  for (const definition of definitions) {
    const result = addDefinition(state, definition);
    if (result !== undefined) blank = result.blank;
  }
  state.push('dl_close', 'dl', -1);
  if (blank !== undefined) addBlank(state, blank);
  state.seek(end);
  return true;
}

/** The paragraph that ends right here or one empty line before. */
function termsBefore({ container: { blocks } }: BlockState): Block | undefined {
  const last = blocks.at(-1);
  const before = last?.kind === 'blank' && last.value === '\n' ? blocks.at(-2) : last;
  return before?.kind === 'paragraph' ? before : undefined;
}

function collectDefinitions(
  state: BlockState,
  loose: boolean,
): { readonly definitions: readonly Definition[]; readonly end: number } {
  const { src } = state;
  const definitions: Definition[] = [];
  let { pos } = state;
  let indentation = 0;
  let afterBlank = false;
  while (pos < src.length) {
    const start = matchMarker(MARKER, src, pos, indentation);
    if (start !== undefined) {
      const first = firstLine(state, start[0].length, pos + start[0].length);
      definitions.push({
        pos: pos + (start[1]?.length ?? 0),
        ial: first.ial,
        lines: [first.text],
        loose,
      });
      ({ indentation } = first);
      loose = false;
      afterBlank = false;
      pos = nextLine(src, pos);
      continue;
    }
    const item = definitions.at(-1);
    if (item === undefined || matchEndOfBlock(src, pos) >= 0) break;
    const line = itemLine(state, pos, indentation, !afterBlank);
    const end = line?.end ?? matchBlank(src, pos);
    if (end < 0) break;
    item.lines.push(line?.text ?? state.segment(pos, end));
    loose = line === undefined;
    afterBlank = line === undefined;
    pos = end;
  }
  return { definitions, end: pos };
}

/** Opens a list, or opens the list before it again. */
function openDefinitionList(state: BlockState, terms: Block, at: number): void {
  const { blocks } = state.container;
  if (blocks.at(-1)?.kind === 'blank' && blocks.at(-2)?.kind === 'definition-list') state.removeLast();
  if (blocks.at(-1)?.kind === 'definition-list') {
    state.tokens.pop();
    state.level++;
    return;
  }
  const start = state.tokens.length;
  const token = state.push('dl_open', 'dl', 1);
  token.meta = { at };
  state.add('definition-list', start, { token, ial: terms.ial });
}

function addTerm(state: BlockState, term: Segment): void {
  const { text, ial } = takeItemIal(term, state.environment);
  const token: Token = state.push('dt_open', 'dt', 1);
  token.meta = { at: text.origin[0]?.[1] ?? 0, ial };
  state.inline(text);
  state.push('dt_close', 'dt', -1);
}

/** Adds a definition; answers the blank at its end, and undefined for one without any content. */
function addDefinition(
  state: BlockState,
  { pos, ial, lines, loose }: Definition,
): { readonly blank: string | undefined } | undefined {
  const token = state.place('dd_open', 'dd', 1, pos);
  metaOf(token).ial = ial;
  const container = nestedContainer();
  state.parseSegment(joinSegments(lines), container);
  const hasContent = container.blocks.length > 0;
  const blank = takeBlank(state, container);
  const tight = container.blocks[0]?.kind === 'paragraph' && !loose;
  if (tight) hideParagraph(state, container, true);
  closeItem(state, token, container, tight);
  return hasContent ? { blank } : undefined;
}

/** The lines of a text; empty ones at its end do not count (Ruby: `split(/\n/)`). */
function lines(segment: Segment): Segment[] {
  const text = segment.text.replace(/\n+$/, '');
  const found: Segment[] = [];
  for (let from = 0; from <= text.length; ) {
    const at = text.indexOf('\n', from);
    const to = at < 0 ? text.length : at;
    if (text !== '') found.push(sliceSegment(segment, from, to));
    from = to + 1;
  }
  return found;
}
