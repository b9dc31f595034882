import { decodeReferences } from '../html/index.js';

/**
 * Running text of a page as a browser would search it for formulas: the text on both sides of a `<br>` or a
 * comment is one, and character references are characters. It knows where in the HTML each character stands.
 */
export interface TextRun {
  text: string;
  /** Sorted pairs of an offset in `text` and an offset in the HTML; between pairs both advance together. */
  readonly map: (readonly [text: number, html: number])[];
}

export function emptyRun(): TextRun {
  return { text: '', map: [] };
}

/** Adds the text of `html[from, to)` to the run. */
export function addText(run: TextRun, html: string, from: number, to: number): void {
  const decoded = decodeReferences(html, from, to);
  for (const [text, source] of decoded.map) run.map.push([run.text.length + text, source]);
  run.text += decoded.text;
}

/** Adds `text`, which stands for the markup (a `<br>`, a comment) of `html[from, to)`. */
export function addMarkup(run: TextRun, text: string, from: number, to: number): void {
  run.map.push([run.text.length, from]);
  run.text += text;
  run.map.push([run.text.length, to]);
}

/** The offset in the HTML of `offset` in the run's text. */
export function htmlOffset({ map }: TextRun, offset: number): number {
  let low = 0;
  let high = map.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((map[middle]?.[0] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const pair = map[low];
  return pair === undefined ? offset : pair[1] + offset - pair[0];
}
