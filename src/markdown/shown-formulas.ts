import { joinMapped, type MappedText, sliceMapped } from '../diagnostics/index.js';
import { type Formula, formulaMark, SHOWN_FORMULA } from '../math/index.js';
import { decodedSegment, mappedFormula } from './source/segment.js';

/** A document, and the formulas that stand as marks in it. */
export interface MarkedDocument {
  readonly document: MappedText;
  readonly formulas: readonly Formula[];
}

/**
 * Puts marks in place of the formulas of other pages that templates have printed into a document: Markdown reads a mark
 * as letters, so that it cannot hurt them.
 */
export function markShownFormulas(document: MappedText): MarkedDocument {
  if (document.text.search(SHOWN_FORMULA) < 0) return { document, formulas: [] };
  const parts: MappedText[] = [];
  const formulas: Formula[] = [];
  let last = 0;
  for (const match of document.text.matchAll(SHOWN_FORMULA)) {
    const { index = '', open = '', tex = '', display } = match.groups ?? {};
    const from = match.index + index.length + open.length + 2;
    const segment = decodedSegment({ text: tex, origin: [[0, from]] });
    const mark = formulaMark(
      formulas.push(mappedFormula({ ...segment, display: display !== undefined }, { document })) - 1,
    );
    const place = sliceMapped(document, match.index, match.index + 1).runs;
    const runs = place.map((run) => ({ ...run, at: 0, verbatim: false }));
    parts.push(sliceMapped(document, last, match.index), { text: mark, runs });
    last = match.index + match[0].length;
  }
  return { document: joinMapped([...parts, sliceMapped(document, last)]), formulas };
}
