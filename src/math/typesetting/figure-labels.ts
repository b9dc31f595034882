import { attributeOf, htmlTokens } from '../html/index.js';
import type { LabelTarget } from '../tex/index.js';

/** Ids by which figures and tables are referred to: `fig:name`, `table-name`, … */
const FIGURE_ID = /^(fig(?:ure)?|tab(?:le)?|tbl)[:_-]/i;
/** Headings get ids from their text, whatever that is about. */
const HEADING = /^h[1-6]$/;
/** Tells in passing whether a page can have any. */
const ANY_FIGURE = /\sid\s*=\s*["']?(?:fig|tab|tbl)/i;

/** Whether a label is that of a figure or table rather than of an equation. */
export function isFigureLabel(label: string): boolean {
  return FIGURE_ID.test(label);
}

/**
 * The figures and tables of a page that have an id, as targets of `\ref`. As in print they are numbered in their
 * order, figures and tables apart.
 */
export function figureLabels(html: string): Map<string, LabelTarget> {
  const labels = new Map<string, LabelTarget>();
  if (!ANY_FIGURE.test(html)) return labels;
  const counts = new Map<string, number>();
  for (const token of htmlTokens(html)) {
    if (token.kind !== 'tag' || HEADING.test(token.name)) continue;
    const id = attributeOf(html.slice(token.from, token.to), 'id') ?? '';
    const kind = FIGURE_ID.exec(id)?.[1]?.slice(0, 1).toLowerCase();
    if (kind === undefined || labels.has(id)) continue;
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    labels.set(id, { tag: String(number), shown: `(${number})`, id });
  }
  return labels;
}
