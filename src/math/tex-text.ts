import type { Formula } from './formula.js';
import { escapeText } from './html/escape.js';
import type { Delimiters } from './math-config.js';
import {
  LITERAL_DOLLAR,
  MARK_CHARACTERS,
  MARK_OR_REMAINS,
  OWN_MARK_CHARACTERS,
  shownFormula,
} from './placeholder.js';

/**
 * A formula as Jekyll's Markdown leaves it in the text, with its delimiters, as the content of an HTML element: where a
 * browser looks for no formulas readers see it so.
 */
export function writtenFormula(formula: Formula): string {
  const [open, close] = delimitersOf(formula);
  return escapeText(`${open}${formula.tex.text}${close}`);
}

function delimitersOf({ display, delimiters }: Formula): Delimiters {
  return delimiters ?? (display ? ['\\[', '\\]'] : ['\\(', '\\)']);
}

/**
 * HTML for templates, which read it as Jekyll's: each formula mark is replaced by the formula with its delimiters, which
 * is known for a formula wherever a template prints it. Broken marks vanish.
 */
export function shownText(html: string, formulas: readonly Formula[]): string {
  return withFormulas(
    html,
    formulas,
    (formula) => {
      const [open, close] = delimitersOf(formula);
      const delimiters = [escapeText(open), escapeText(close)] as const;
      return shownFormula(delimiters, escapeText(formula.tex.text), formula.display);
    },
    OWN_MARK_CHARACTERS,
  );
}

/**
 * HTML with each formula mark replaced by its TeX between `\(…\)` or `\[…\]`, as Jekyll's Markdown writes it: for
 * pages that are no HTML, such as feeds. Broken marks vanish.
 */
export function texText(html: string, formulas: readonly Formula[]): string {
  return withFormulas(html, formulas, ({ tex, display }) => writtenFormula({ tex, display }));
}

/** A text in which `written` stands for each mark of a formula; broken marks, and what else is `unseen`, vanish. */
export function withFormulas(
  text: string,
  formulas: readonly Formula[],
  written: (formula: Formula) => string,
  unseen = MARK_CHARACTERS,
): string {
  return text
    .replace(MARK_OR_REMAINS, (_, index: string | undefined) => {
      const formula = index === undefined ? undefined : formulas[Number(index)];
      return formula === undefined ? '' : written(formula);
    })
    .replaceAll(LITERAL_DOLLAR, '$')
    .replace(unseen, '');
}
