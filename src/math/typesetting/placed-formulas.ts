import type { UsedGlyphs } from '../assets/index.js';
import type { FormulaResult } from './formula-cache.js';
import { ANNOTATION, ANNOTATION_END, SILENT_ANNOTATION } from './formula-html.js';

/** A formula and where the text of its page has it. Data that JSON can hold. */
export type PlacedFormula = readonly [
  /** By what it is known in a `FormulaCache`. */
  key: string,
  /** Where KaTeX's HTML of it begins in the text, and how long it is there. */
  at: number,
  length: number,
  glyphs: UsedGlyphs,
  classes: readonly string[],
];

/**
 * Finds formulas, given in the order in which a page shows them, in its finished text: with {@link formulasAt} they need not be
 * typeset again when the page is made anew, and need no room of their own until then. A formula that the page has otherwise
 * than KaTeX has written it, but for its annotation, as one with links, is left out.
 */
export function placeFormulas(formulas: ReadonlyMap<string, FormulaResult>, text: string): PlacedFormula[] {
  const placed: PlacedFormula[] = [];
  let from = 0;
  for (const [key, result] of formulas) {
    if (!result.ok) continue;
    const { html, glyphs, classes } = result;
    const [start, end] = aroundAnnotation(html);
    if (start === undefined || end === undefined) continue;
    const at = text.indexOf(start + SILENT_ANNOTATION, from);
    const behind = at < 0 ? -1 : text.indexOf(ANNOTATION_END, at + start.length);
    if (behind < 0 || !text.startsWith(end, behind)) continue;
    placed.push([key, at, behind + end.length - at, glyphs, classes]);
    from = behind;
  }
  return placed;
}

/**
 * Formulas by their keys out of the text in which {@link placeFormulas} found them. Their annotations are the author's, which
 * a page puts in the place of KaTeX's anyway.
 */
export function formulasAt(placed: readonly PlacedFormula[], text: string): Map<string, FormulaResult> {
  return new Map(
    placed.map(([key, at, length, glyphs, classes]) => {
      const html = text.slice(at, at + length).replace(SILENT_ANNOTATION, ANNOTATION);
      return [key, { ok: true, html, glyphs, classes }];
    }),
  );
}

/** What of KaTeX's HTML stands before the annotation, and what from its end on. */
function aroundAnnotation(html: string): [start?: string, end?: string] {
  const from = html.indexOf(ANNOTATION);
  const to = html.indexOf(ANNOTATION_END, from);
  return from < 0 || to < 0 ? [] : [html.slice(0, from), html.slice(to)];
}
