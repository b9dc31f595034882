import { mapSource } from '../../diagnostics/index.js';
import { replaceReferenceMarks } from '../../labels/index.js';
import { withFormulaIndexes } from '../../math/index.js';
import type { UnfinishedPage } from './finish-page.js';

/** A heading of another page that has formulas. Plain data. */
export interface MarkedTitle {
  /** Its text as HTML without tags, in which its formulas are marks by their numbers in `formulas`. */
  readonly html: string;
  readonly formulas: readonly {
    readonly tex: string;
    /** KaTeX's HTML of it, as its own page shows it. */
    readonly finished: string;
  }[];
}

/** A page whose formulas are still marks, in which headings of other pages stand for the marks of references to them. */
export function withTitles(
  text: string,
  math: UnfinishedPage,
  titles: ReadonlyMap<string, MarkedTitle>,
): { readonly text: string; readonly math: UnfinishedPage } {
  const formulas = [...math.formulas];
  const { runs } = mapSource({ file: math.file, text: '' });
  const shown = new Map<string, string>();
  for (const [mark, title] of titles) {
    const first = formulas.length;
    for (const { tex, finished } of title.formulas)
      formulas.push({ tex: { text: tex, runs }, display: false, finished });
    shown.set(
      mark,
      withFormulaIndexes(title.html, (index) => first + index),
    );
  }
  return { text: replaceReferenceMarks(text, (mark) => shown.get(mark)), math: { ...math, formulas } };
}
