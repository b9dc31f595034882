import { environmentOf, type MarkdownEnvironment } from '../document/environment.js';
import { MarkdownIt, type StateInline, type Token } from '../document/markdown-it.js';
import { PlainToken } from '../document/token.js';
import { metaOf } from '../document/token-meta.js';
import type { Warning } from '../document/warnings.js';
import { indexTags, type TagIndex } from '../html/tag-index.js';
import { type BacktickRun, backtickRuns } from '../source/code-spans.js';
import { cachedIndexOf, type IndexOf } from '../source/index-of.js';
import {
  documentOffset,
  joinSegments,
  literalSegment,
  type Segment,
  sliceOrigin,
} from '../source/segment.js';

/** What a span that is being filled is: `text` is the text of the block, `html` an HTML element. */
export type SpanKind = 'text' | 'em' | 'strong' | 'a' | 'img' | 'html';

/** A span that is being filled: an element of kramdown's tree whose children are still to come. */
export interface Frame {
  readonly kind: SpanKind;
  /** Whether no Markdown is read in it. */
  readonly raw: boolean;
  /** The name of an HTML element. */
  readonly element: string | undefined;
  /** How many tokens there were when it began. */
  readonly start: number;
  /** Its last child if that is no text: the token that carries its attributes. */
  last: Token | undefined;
  /** How many images are among its children. */
  images: number;
  /** Whether a tag in an element opens another of its name that is not closed. */
  isReopened?: boolean;
}

/** How deep spans may stand in one another; what is deeper is text. */
const MAX_DEPTH = 100;

/** How many warnings a text may have, which are kept with each span that is tried in it. */
const MOST_WARNINGS = 50;

/**
 * markdown-it's inline state, with what kramdown's span parsers look at besides the text: the spans that are
 * being filled (`@stack` and `@tree`), and their last children.
 *
 * Spans that turn out not to close are undone: `attempt` remembers where that happened, so that nothing is
 * tried twice in vain, and charges the document's `budget` for it.
 */
export class SpanState extends MarkdownIt.StateInline {
  readonly frames: Frame[] = [
    { kind: 'text', raw: false, element: undefined, start: this.tokens.length, last: undefined, images: 0 },
  ];
  /** Where a text next stands in this one. */
  readonly indexOf: IndexOf = cachedIndexOf(this.src);
  /** Where the pending text of an element without Markdown starts, which nothing but `takeText` adds to. */
  private textFrom = 0;
  /** What is to be said of the pending text. */
  private textWarnings: Warning[] = [];
  private learnt: Map<string, number> | undefined = undefined;
  private runs: readonly BacktickRun[] | undefined = undefined;
  private index: TagIndex | undefined = undefined;
  /** Whether formulas may still have to be found in the texts that come of this one. */
  private readonly tracksPlaces =
    !this.environment.mathFirst && this.environment.options.dollars && /[$\\]/.test(this.src);
  /** Attempts that failed, by place, kind and surroundings. */
  private failed: Set<number> | undefined = undefined;
  /** What is added to offsets of this text where it is a part of the text of a block. */
  shift = 0;

  /** What has been learnt of the text by rules that would else look through it again and again. */
  get memo(): Map<string, number> {
    this.learnt ??= new Map();
    return this.learnt;
  }

  get environment(): MarkdownEnvironment {
    return environmentOf(this);
  }

  /** The backticks of the text. */
  get backtickRuns(): readonly BacktickRun[] {
    this.runs ??= backtickRuns(this.src);
    return this.runs;
  }

  /** The tags of the text. */
  get tags(): TagIndex {
    this.index ??= indexTags(this.src, cachedIndexOf(this.src));
    return this.index;
  }

  /** The span that is being filled. */
  get frame(): Frame {
    const frame = this.frames.at(-1);
    if (frame === undefined) throw new Error('A span was closed that was never opened.');
    return frame;
  }

  /** Whether one of the spans that are being filled is of a kind. */
  isInside(kind: SpanKind): boolean {
    return this.frames.some((frame) => frame.kind === kind);
  }

  /** Whether the span that is being filled has no child yet. */
  get isEmpty(): boolean {
    return this.pending === '' && this.tokens.length === this.frame.start;
  }

  /** The document offset of an offset in the text. */
  documentOffset(pos: number): number {
    return documentOffset(this.environment.origin, this.shift + pos);
  }

  /** A stretch of the text, with its places. */
  segment(from: number, to: number): Segment {
    const { origin } = this.environment;
    return {
      text: this.src.slice(from, to),
      origin: sliceOrigin(origin, this.shift + from, this.shift + to),
    };
  }

  /** Adds text as far as `end` and reads on from there. */
  takeText(end: number): true {
    if (this.pending === '') this.textFrom = this.pos;
    this.pending += this.src.slice(this.pos, end);
    this.pos = end;
    return true;
  }

  /** Adds a child that holds nothing, which stands at `pos`. */
  leaf(type: string, tag: string, pos: number): Token {
    const token = this.token(type, tag, 0, pos);
    this.frame.last = token;
    return token;
  }

  /**
   * Adds a child, which stands at `pos`, and fills it by `fill`. If that answers false, the child ends with the
   * text.
   */
  element(
    type: string,
    tag: string,
    pos: number,
    { kind, raw, element }: Pick<Frame, 'kind' | 'raw'> & { readonly element?: string },
    fill: () => boolean,
  ): { readonly token: Token; readonly closed: boolean } {
    const token = this.token(`${type}_open`, tag, 1, pos);
    this.frames.push({ kind, raw, element, start: this.tokens.length, last: undefined, images: 0 });
    const closed = fill();
    if (this.pending) this.pushPending();
    this.frames.pop();
    const close = new PlainToken(`${type}_close`, tag, -1);
    close.level = this.frames.length - 1;
    this.tokens.push(close);
    this.frame.last = token;
    return { token, closed };
  }

  private token(type: string, tag: string, nesting: 0 | 1, pos: number): Token {
    if (this.pending) this.pushPending();
    const token = new PlainToken(type, tag, nesting);
    token.level = this.frames.length - 1;
    metaOf(token).at = this.documentOffset(pos);
    this.tokens.push(token);
    return token;
  }

  override pushPending(): Token {
    const { raw } = this.frame;
    const token = new PlainToken(raw ? 'html_text' : 'text', '', 0);
    token.content = this.pending;
    if (raw) metaOf(token).origin = this.segment(this.textFrom, this.textFrom + this.pending.length).origin;
    else if (this.tracksPlaces) metaOf(token).origin = writtenText(this, this.pending).origin;
    if (this.textWarnings.length > 0) metaOf(token).warnings = this.textWarnings.splice(0);
    token.level = this.frames.length - 1;
    this.tokens.push(token);
    this.pending = '';
    return token;
  }

  /** Says something of what stands here and is going to be text; nobody reads more than a few warnings on one text. */
  warnOfText(warning: Warning): void {
    if (this.textWarnings.length < MOST_WARNINGS) this.textWarnings.push(warning);
  }

  /** Whether spans may be put into the one that is being filled. */
  get mayNest(): boolean {
    return this.frames.length < MAX_DEPTH;
  }

  /**
   * Tries to read a span whose content starts at `from`: `read` answers whether there is one. If not, all that it
   * did is undone. `kind` tells attempts apart that may be made at the same place: a small number.
   */
  attempt(from: number, kind: number, read: () => boolean): boolean {
    const { environment, frame, pos, pending } = this;
    const key = (from * 8 + kind) * 8 + this.surroundings();
    if (environment.budget <= 0 || !this.mayNest || this.failed?.has(key) === true) return false;
    const { last, images } = frame;
    const warnings = [...this.textWarnings];
    const { length } = this.tokens;
    this.pos = from;
    if (read()) return true;
    environment.budget -= Math.max(0, this.pos - from);
    this.failed ??= new Set();
    this.failed.add(key);
    this.tokens.length = length;
    this.pos = pos;
    this.pending = pending;
    this.textWarnings = warnings;
    frame.last = last;
    frame.images = images;
    return false;
  }

  /** What decides, besides the text, whether a span can be read: the spans that it may not stand in. */
  private surroundings(): number {
    const link = this.isInside('a') || this.isInside('img');
    return (this.isInside('em') ? 1 : 0) + (this.isInside('strong') ? 2 : 0) + (link ? 4 : 0);
  }
}

/** The state of a span rule, which is always a `SpanState`: `useSpans` gives markdown-it that class. */
export function spanStateOf(state: StateInline): SpanState {
  if (state instanceof SpanState) return state;
  throw new Error('A rule of kramdown’s spans was called outside of kramdown’s spans.');
}

/** Where a text is read, as far as it has been. */
interface Reading {
  readonly src: string;
  readonly pos: number;
  readonly segment: (from: number, to: number) => Segment;
  readonly documentOffset: (pos: number) => number;
}

/** How many characters that are not in the text may stand between its characters. */
const MOST_SKIPPED = 100;

/**
 * The places of a text that ends where `reading` stands: the text may lack characters of the source, such as the
 * backslashes of escapes. It is compared from its end on, which is known.
 */
function writtenText(reading: Reading, text: string): Segment {
  const { src } = reading;
  const segments: Segment[] = [];
  let left = text.length;
  let at = reading.pos;
  for (let skipped = 0; left > 0 && at > 0 && skipped < MOST_SKIPPED; skipped++) {
    const to = at;
    while (left > 0 && at > 0 && src.charCodeAt(at - 1) === text.charCodeAt(left - 1)) {
      at--;
      left--;
    }
    if (to > at) segments.unshift(reading.segment(at, to));
    at--;
  }
  if (left > 0)
    segments.unshift(literalSegment(text.slice(0, left), reading.documentOffset(Math.max(0, at))));
  return joinSegments(segments);
}

/**
 * Reads spans into the span that is being filled until `stops` answers true (kramdown's `parse_spans`). `stops`
 * is asked at every place where a span could start or stop. Answers whether it stopped; if not, all that is left
 * of the text has been read.
 */
export function readSpans(state: SpanState, stops: (state: SpanState) => boolean): boolean {
  const rules = state.md.inline.ruler.getRules('');
  while (state.pos < state.posMax) {
    if (stops(state)) return true;
    if (!rules.some((rule) => rule(state, false))) state.takeText(state.pos + 1);
  }
  return false;
}
