import type { Formula } from './formula.js';
import { escapeText } from './html/escape.js';
import { LITERAL_DOLLAR, MARK_CHARACTERS, MARK_OR_REMAINS } from './placeholder.js';

/**
 * A formula as Jekyll's Markdown leaves it in the text, with its delimiters, as the content of an HTML element: where a
 * browser looks for no formulas readers see it so.
 */
export function writtenFormula({ tex, display, delimiters }: Formula): string {
  const [open, close] = delimiters ?? (display ? ['\\[', '\\]'] : ['\\(', '\\)']);
  return escapeText(`${open}${tex.text}${close}`);
}

/**
 * HTML with each formula mark replaced by its TeX between `\(…\)` or `\[…\]`, as Jekyll's Markdown writes it: for
 * excerpts that another page shows (and typesets), and for feeds. Broken marks vanish.
 */
export function texText(html: string, formulas: readonly Formula[]): string {
  return withFormulas(html, formulas, ({ tex, display }) => writtenFormula({ tex, display }));
}

/** A text in which `written` stands for each mark of a formula; broken marks vanish. */
export function withFormulas(
  text: string,
  formulas: readonly Formula[],
  written: (formula: Formula) => string,
): string {
  return text
    .replace(MARK_OR_REMAINS, (_, index: string | undefined) => {
      const formula = index === undefined ? undefined : formulas[Number(index)];
      return formula === undefined ? '' : written(formula);
    })
    .replaceAll(LITERAL_DOLLAR, '$')
    .replace(MARK_CHARACTERS, '');
}
