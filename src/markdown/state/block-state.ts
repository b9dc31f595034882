import { environmentOf, type MarkdownEnvironment } from '../document/environment.js';
import type { Ial } from '../document/ial.js';
import { MarkdownIt, type StateBlock, type Token } from '../document/markdown-it.js';
import { PlainToken } from '../document/token.js';
import { metaOf } from '../document/token-meta.js';
import { indexTags, type TagIndex } from '../html/tag-index.js';
import type { ClosingFences } from '../source/closing-fences.js';
import { cachedIndexOf, type IndexOf } from '../source/index-of.js';
import { documentOffset, type OffsetMap, type Segment, sliceOrigin } from '../source/segment.js';
import type { Block, BlockKind, Container } from './container.js';

/** How deep blocks may stand in one another; what is deeper is read as plain text. */
export const MAX_DEPTH = 100;

const NONE: ReadonlySet<string> = new Set();

/**
 * markdown-it's block state, with what kramdown's block parsers look at besides the text: which blocks already
 * stand in the container that is being filled (`@tree.children`), the attribute list that waits for the next
 * block (`@block_ial`), and where the text stood in the document.
 *
 * A rule reads the text from `pos` on, which is where a line starts or where a block of HTML ended within one,
 * and moves on with `seek`.
 */
export class BlockState extends MarkdownIt.StateBlock {
  container: Container = { kind: 'root', element: '', raw: false, blocks: [], closed: false };
  /** The attribute list that the next block gets. */
  nextIal: Ial | undefined = undefined;
  /** Where the text stood in the document. */
  origin: OffsetMap = [[0, 0]];
  /** How many texts this one is nested in. */
  depth = 0;
  /** The fences of the text that may close a code block, once one has been looked for. */
  closingFences: ClosingFences | undefined = undefined;
  /** The names of extensions whose end the text has been searched for in vain. */
  unclosed: ReadonlySet<string> = NONE;
  /** Lines whose beginnings have been read as blocks of their own, with what they were before. */
  private readonly cuts: { readonly line: number; readonly start: number; readonly shift: number }[] = [];
  private cachedIndex: IndexOf | undefined = undefined;
  private index: TagIndex | undefined = undefined;

  constructor(src: string, md: MarkdownIt, env: StateBlock['env'], tokens: Token[]) {
    super('', md, env, tokens);
    this.src = src;
    readLines(this);
  }

  /** Where a text next stands in this one; a later question does not search again. */
  get indexOf(): IndexOf {
    this.cachedIndex ??= cachedIndexOf(this.src);
    return this.cachedIndex;
  }

  /** The tags of the text. */
  get tags(): TagIndex {
    this.index ??= indexTags(this.src, cachedIndexOf(this.src));
    return this.index;
  }

  get environment(): MarkdownEnvironment {
    return environmentOf(this);
  }

  /** The offset in the text that is read next. */
  get pos(): number {
    return this.bMarks[this.line] ?? this.src.length;
  }

  /** Makes `pos` the offset that is read next; it may lie within a line, of which what is left then counts as a line. */
  seek(pos: number): void {
    let { line } = this;
    while (line < this.lineMax && (this.eMarks[line] ?? 0) < pos) line++;
    this.line = line;
    const start = this.bMarks[line] ?? 0;
    if (line < this.lineMax && pos > start) {
      this.cuts.push({ line, start, shift: this.tShift[line] ?? 0 });
      this.bMarks[line] = pos;
      this.tShift[line] = this.skipSpaces(pos) - pos;
    }
  }

  /** Remembers where the state stands; what it answers makes it stand there again. */
  mark(): () => void {
    const { line, level, nextIal } = this;
    const { length } = this.cuts;
    return () => {
      for (const cut of this.cuts.splice(length).toReversed()) {
        this.bMarks[cut.line] = cut.start;
        this.tShift[cut.line] = cut.shift;
      }
      this.line = line;
      this.level = level;
      this.nextIal = nextIal;
    };
  }

  /** The document offset of an offset in the text. */
  documentOffset(pos: number): number {
    return documentOffset(this.origin, pos);
  }

  /** A stretch of the text, with its places. */
  segment(from: number, to: number): Segment {
    return { text: this.src.slice(from, to), origin: sliceOrigin(this.origin, from, to) };
  }

  /** The last block of the container, if any. */
  get last(): Block | undefined {
    return this.container.blocks.at(-1);
  }

  /** Opens a block that stands at `pos` in the text, and gives it the attribute list that waits for it. */
  open(kind: BlockKind, type: string, tag: string, nesting: 0 | 1, pos: number): Token {
    const start = this.tokens.length;
    const token = this.place(type, tag, nesting, pos);
    this.add(kind, start, { token, ial: this.takeIal() });
    return token;
  }

  override push(type: string, tag: string, nesting: Token['nesting']): Token {
    const token = new PlainToken(type, tag, nesting);
    token.block = true;
    if (nesting < 0) this.level--;
    token.level = this.level;
    if (nesting > 0) this.level++;
    this.tokens.push(token);
    return token;
  }

  /** Pushes a token that stands at `pos` in the text. */
  place(type: string, tag: string, nesting: 0 | 1, pos: number): Token {
    const token = this.push(type, tag, nesting);
    token.meta = { at: this.documentOffset(pos) };
    return token;
  }

  /** Notes a block as the container's last; its attribute list is kept on its first token. */
  add(kind: BlockKind, start: number, more: Partial<Omit<Block, 'kind' | 'start'>> = {}): Block {
    const block: Block = {
      kind,
      start,
      token: undefined,
      text: undefined,
      value: '',
      ial: undefined,
      ...more,
    };
    this.container.blocks.push(block);
    if (block.ial !== undefined && block.token !== undefined) metaOf(block.token).ial = block.ial;
    return block;
  }

  /** The attribute list that waits for a block; afterwards none does. */
  takeIal(): Ial | undefined {
    const ial = this.nextIal;
    this.nextIal = undefined;
    return ial;
  }

  /** Pushes a text whose spans are to be read. */
  inline(segment: Segment): Token {
    const token = this.push('inline', '', 0);
    token.content = segment.text;
    token.meta = { at: segment.origin[0]?.[1] ?? 0, origin: segment.origin };
    token.children = [];
    return token;
  }

  /** Takes back the container's last block with all its tokens. */
  removeLast(): void {
    const block = this.container.blocks.pop();
    if (block !== undefined) this.tokens.length = block.start;
  }

  /** Reads blocks from where the state stands into `container`, until its text ends or it is closed. */
  parseInto(container: Container): void {
    const { container: outer, nextIal } = this;
    this.container = container;
    this.nextIal = undefined;
    this.md.block.tokenize(this, this.line, this.lineMax);
    this.container = outer;
    this.nextIal = nextIal;
  }

  /** Reads a text that was taken out of this one into `container`; its tokens become `tokens`. */
  parseSegment(segment: Segment, container: Container, tokens: Token[] = this.tokens): void {
    if (segment.text === '') return;
    const inner = new BlockState(segment.text, this.md, this.env, tokens);
    inner.origin = segment.origin;
    inner.level = tokens === this.tokens ? this.level : 0;
    inner.depth = this.depth + 1;
    inner.parseInto(container);
  }
}

/** The block state of kramdown's rules, which are only ever run with one. */
export function blockState(state: StateBlock): BlockState {
  if (state instanceof BlockState) return state;
  throw new TypeError('A kramdown rule was run with a state of another dialect.');
}

/** Adds a block that prints nothing and says where it comes from. */
export function addEndOfBlock(state: BlockState, value: string): Block {
  const start = state.tokens.length;
  return state.add('eob', start, { value, ial: state.takeIal() });
}

/** Adds a blank to the container; blanks with nothing printed between them print one line break together. */
export function addBlank(state: BlockState, text: string): void {
  const { last } = state;
  if (last?.kind === 'blank') {
    last.value += text;
    return;
  }
  const start = state.tokens.length;
  const ial = state.takeIal();
  if (state.tokens.at(-1)?.type !== 'blank') state.push('blank', '', 0);
  state.add('blank', start, { value: text, ial });
}

/** Remembers how far the blocks have been read; what it answers takes back all that has been read since. */
export function checkpoint(state: BlockState): () => void {
  const { environment, container } = state;
  const goBack = state.mark();
  const { linkDefinitions, attributeLists, abbreviations, footnotes, diagnostics, kramdown } = environment;
  const lists = [state.tokens, container.blocks, diagnostics];
  const lengths = lists.map(({ length }) => length);
  const maps: readonly Map<string, unknown>[] = [linkDefinitions, attributeLists, abbreviations, footnotes];
  const sizes = maps.map(({ size }) => size);
  return () => {
    lists.forEach((list, index) => {
      list.length = lengths[index] ?? 0;
    });
    maps.forEach((map, index) => {
      for (const key of [...map.keys()].slice(sizes[index])) map.delete(key);
    });
    goBack();
    environment.kramdown = kramdown;
  };
}

/** What a line begins with. */
const INDENTATION = /[ \t]*/y;

/**
 * Fills in the lines of a state that was made for no text. markdown-it's own constructor goes through a text letter by
 * letter, which takes long for the many texts that blocks are nested in; the lines are the same.
 */
function readLines(state: BlockState): void {
  const { src, bMarks, eMarks, tShift, sCount, bsCount } = state;
  // In place of the one that stands behind all lines.
  bMarks.length = eMarks.length = tShift.length = sCount.length = bsCount.length = 0;
  for (let start = 0; start < src.length; ) {
    const found = src.indexOf('\n', start);
    const end = found < 0 ? src.length : found;
    INDENTATION.lastIndex = start;
    INDENTATION.test(src);
    const shift = INDENTATION.lastIndex - start;
    // White space without a line's end at the end of a text is no line.
    if (found < 0 && start + shift === end) break;
    bMarks.push(start);
    eMarks.push(end);
    tShift.push(shift);
    sCount.push(columns(src, start, shift));
    bsCount.push(0);
    start = end + 1;
  }
  bMarks.push(src.length);
  eMarks.push(src.length);
  tShift.push(0);
  sCount.push(0);
  bsCount.push(0);
  state.lineMax = bMarks.length - 1;
}

/** How wide an indentation of so many characters is, with a tab stop at every fourth column. */
function columns(src: string, start: number, shift: number): number {
  let width = 0;
  for (let at = start; at < start + shift; at++) width += src.charCodeAt(at) === 0x09 ? 4 - (width % 4) : 1;
  return width;
}
