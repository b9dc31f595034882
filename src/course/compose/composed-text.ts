import { joinMapped, type MappedText, type SourceText, sliceMapped } from '../../diagnostics/index.js';
import { TERM_REGION } from '../../glossary/index.js';

/** A page in its layouts, before its formulas are typeset. */
export interface ComposedText {
  /** The text; what the page itself gave to it points into `content`. */
  readonly text: MappedText;
  /** The page's own HTML, which has no places of its own any more. */
  readonly content: SourceText;
}

/** A part of a derived text that came from one spot or one stretch of a source. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly source: SourceText;
  readonly verbatim: boolean;
}

function* stretches({ text, runs }: MappedText): Generator<Stretch> {
  for (const [index, { at, source, verbatim }] of runs.entries()) {
    yield { from: at, to: runs[index + 1]?.at ?? text.length, source, verbatim };
  }
}

/**
 * The text `outer` with the places of `inner` where an expression (`{{ content }}`) printed it: a layout's output is
 * then mapped down to the layouts inside of it, with the formulas' marks in place of what templates read of them.
 * `read` is `inner` as templates read it; where one printed something else of it (filtered, say), nothing changes.
 */
export function embed(outer: MappedText, inner: MappedText, read: string): MappedText {
  if (read === '') return outer;
  const parts: MappedText[] = [];
  let done = 0;
  for (const { from, to, verbatim } of stretches(outer)) {
    if (verbatim || to - from !== read.length || outer.text.slice(from, to) !== read) continue;
    parts.push(sliceMapped(outer, done, from), inner);
    done = to;
  }
  if (done === 0 && parts.length === 0) return outer;
  return joinMapped([...parts, sliceMapped(outer, done)].filter(({ text }) => text !== ''));
}

/** A composed text in which it is marked what the page itself gave to it, for terms that are linked in that later. */
export function withTermRegions({ text, content }: ComposedText): string {
  const ends: (readonly [from: number, to: number])[] = [];
  for (const { from, to, source } of stretches(text)) {
    if (source !== content) continue;
    const last = ends.at(-1);
    if (last !== undefined && last[1] === from) ends[ends.length - 1] = [last[0], to];
    else ends.push([from, to]);
  }
  let marked = '';
  let done = 0;
  for (const [from, to] of ends) {
    marked += `${text.text.slice(done, from)}${TERM_REGION.from}${text.text.slice(from, to)}${TERM_REGION.to}`;
    done = to;
  }
  return marked + text.text.slice(done);
}

/** What layouts and includes wrote of a composed page: without the page's own HTML, and without tags out of expressions. */
export function layoutText({ text, content }: ComposedText): MappedText {
  const kept: MappedText[] = [];
  let from = 0;
  for (const stretch of stretches(text)) {
    const foreign =
      stretch.source === content ||
      (!stretch.verbatim && text.text.slice(stretch.from, stretch.to).includes('<'));
    if (!foreign) continue;
    if (stretch.from > from) kept.push(sliceMapped(text, from, stretch.from));
    from = stretch.to;
  }
  if (from < text.text.length) kept.push(sliceMapped(text, from));
  return joinMapped(kept);
}
