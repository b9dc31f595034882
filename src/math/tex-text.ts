import type { Formula } from './formula.js';
import { escapeText } from './html/escape.js';
import { LITERAL_DOLLAR, MARK_CHARACTERS, MARK_OR_REMAINS } from './placeholder.js';

/**
 * HTML with each formula mark replaced by its TeX between `\(…\)` or `\[…\]`, as Jekyll's Markdown writes it: for
 * excerpts that another page shows (and typesets), and for feeds. Broken marks vanish.
 */
export function texText(html: string, formulas: readonly Formula[]): string {
  return html
    .replace(MARK_OR_REMAINS, (_, index: string | undefined) => {
      const formula = index === undefined ? undefined : formulas[Number(index)];
      if (formula === undefined) return '';
      const tex = escapeText(formula.tex.text);
      return formula.display ? `\\[${tex}\\]` : `\\(${tex}\\)`;
    })
    .replaceAll(LITERAL_DOLLAR, '$')
    .replace(MARK_CHARACTERS, '');
}
