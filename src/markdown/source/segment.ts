import { firstFrom, type MappedText, type Run, sliceMapped } from '../../diagnostics/index.js';
import type { Formula } from '../../math/index.js';
import { decodeEntities } from './entities.js';

/**
 * Where a segment of text that was taken out of the document (a paragraph without its indent, a list item's
 * content) stood in it: sorted pairs of an offset in the segment and the document offset it came from. From one
 * pair to the next both advance together. Offsets are UTF-16 units; the first pair's segment offset is 0.
 */
export type OffsetMap = readonly (readonly [segment: number, document: number])[];

/** The document offset of `offset` in a segment with this map. */
export function documentOffset(map: OffsetMap, offset: number): number {
  let low = 0;
  let high = map.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((map[middle]?.[0] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const pair = map[low];
  return pair === undefined ? offset : pair[1] + Math.max(0, offset - pair[0]);
}

/** A text that was taken out of the document, with the place of its characters there. */
export interface Segment {
  readonly text: string;
  readonly origin: OffsetMap;
}

/** The part `[from, to)` of a segment. */
export function sliceSegment(segment: Segment, from: number, to: number = segment.text.length): Segment {
  return { text: segment.text.slice(from, to), origin: sliceOrigin(segment.origin, from, to) };
}

/** The places of the part `[from, to)` of a text with these places. */
export function sliceOrigin(origin: OffsetMap, from: number, to: number): OffsetMap {
  const pairs: [number, number][] = [[0, documentOffset(origin, from)]];
  for (let at = pairAfter(origin, from); at < origin.length; at++) {
    const pair = origin[at];
    if (pair === undefined || pair[0] >= to) break;
    pairs.push([pair[0] - from, pair[1]]);
  }
  return pairs;
}

/** The index of the first pair behind `offset`. */
function pairAfter(origin: OffsetMap, offset: number): number {
  return firstFrom(origin, offset + 1, ([at]) => at);
}

/** Characters that the document does not hold, in place of what stands at the document offset `at`. */
export function literalSegment(text: string, at: number): Segment {
  return { text, origin: [[0, at]] };
}

/** Segments one behind the other. */
export function joinSegments(segments: readonly Segment[]): Segment {
  const [only] = segments;
  if (only !== undefined && segments.length === 1) return { text: only.text, origin: only.origin };
  const texts: string[] = [];
  const pairs: (readonly [number, number])[] = [];
  let length = 0;
  for (const segment of segments) {
    if (segment.text === '') continue;
    appendOrigin(pairs, length, segment);
    texts.push(segment.text);
    length += segment.text.length;
  }
  return { text: texts.join(''), origin: pairs.length > 0 ? pairs : (segments[0]?.origin ?? [[0, 0]]) };
}

/** Adds the places of a segment to those of the text, of this length, behind which it comes. */
export function appendOrigin(
  pairs: (readonly [segment: number, document: number])[],
  length: number,
  segment: Segment,
): void {
  for (const [at, document] of segment.origin) {
    const previous = pairs.at(-1);
    const behind = previous !== undefined && length + at - previous[0] === document - previous[1];
    if (!behind) pairs.push([length + at, document]);
  }
}

/** A segment as text that knows its file, line and column; what the document does not hold has the place before it. */
function mappedSegment(document: MappedText, segment: Segment): MappedText {
  const runs: Run[] = [];
  segment.origin.forEach(([at, from], index) => {
    const to = segment.origin[index + 1]?.[0] ?? segment.text.length;
    for (const run of sliceMapped(document, from, from + to - at).runs)
      runs.push({ ...run, at: run.at + at });
  });
  return { text: segment.text, runs };
}

/** A formula whose TeX is a segment of the document. */
export function mappedFormula(
  { text, origin, ...how }: Segment & Omit<Formula, 'tex'>,
  { document }: { readonly document: MappedText },
): Formula {
  return { tex: mappedSegment(document, { text, origin }), ...how };
}

const REFERENCE = /&(?:[\w:][-\w.:]*|#\d+|#[xX][0-9a-fA-F]+);/g;

/** A text with its character references made characters, which keep the references' places. */
export function decodedSegment(segment: Segment): Segment {
  return replacedSegment(segment, REFERENCE, decodeEntities);
}

/** A text with what matches a pattern, which is global, replaced; what stands for it keeps its place. */
export function replacedSegment(segment: Segment, pattern: RegExp, by: (written: string) => string): Segment {
  const parts: Segment[] = [];
  let last = 0;
  for (const { 0: written, index } of segment.text.matchAll(pattern)) {
    const place = sliceSegment(segment, index).origin[0]?.[1] ?? 0;
    parts.push(sliceSegment(segment, last, index), literalSegment(by(written), place));
    last = index + written.length;
  }
  return last === 0 ? segment : joinSegments([...parts, sliceSegment(segment, last)]);
}
