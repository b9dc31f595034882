import type { Delimiters } from '../config/index.js';
import { escapeAttribute, escapeText } from '../html/index.js';
import {
  FORMULA_MARK,
  type Formula,
  LITERAL_DOLLAR,
  MARK_CHARACTERS,
  MARK_OR_REMAINS,
  OWN_MARK_CHARACTERS,
  shownFormula,
  withoutOwnParts,
} from './formula.js';

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
  return withFormulas(html, formulas, (formula) => shown(formula), OWN_MARK_CHARACTERS);
}

/**
 * The same for the layouts of the page that the formulas are in: where a template has changed nothing of a formula, it is
 * known for the one that it was (see `isShownAs`).
 */
export function ownShownText(html: string, formulas: readonly Formula[]): string {
  const read = withoutOwnParts(html);
  if (formulas.length === 0) return read;
  return read.replace(FORMULA_MARK, (_, digits: string) => {
    const formula = formulas[Number(digits)];
    return formula === undefined ? '' : shown(formula, Number(digits));
  });
}

/** Whether a shown formula is still the one that it was but for white space, which templates that compress HTML take out. */
export function isShownAs(text: string, formula: Formula, index: number): boolean {
  return words(text) === words(shown(formula, index));
}

function words(text: string): string {
  return text.replace(/\s+/g, '');
}

function shown(formula: Formula, index?: number): string {
  const [open, close] = delimitersOf(formula);
  const delimiters = [escapeText(open), escapeText(close)] as const;
  return shownFormula(delimiters, escapeText(formula.tex.text), formula.display, index);
}

/**
 * HTML with each formula mark replaced by its TeX between `\(…\)` or `\[…\]`, as Jekyll's Markdown writes it: for
 * pages that are no HTML, such as feeds. Broken marks vanish.
 */
export function texText(html: string, formulas: readonly Formula[]): string {
  return withFormulas(html, formulas, ({ tex, display }) => writtenFormula({ tex, display }));
}

/** A text in which `written` stands for each mark of a formula; broken marks, and what else is `unseen`, vanish. */
function withFormulas(
  text: string,
  formulas: readonly Formula[],
  written: (formula: Formula) => string,
  unseen = MARK_CHARACTERS,
): string {
  return withoutOwnParts(text)
    .replace(MARK_OR_REMAINS, (_, index: string | undefined) => {
      const formula = index === undefined ? undefined : formulas[Number(index)];
      return formula === undefined ? '' : written(formula);
    })
    .replaceAll(LITERAL_DOLLAR, '$')
    .replace(unseen, '');
}

function withTex(text: string, formulas: readonly Formula[], escaped: (tex: string) => string): string {
  return withFormulas(text, formulas, ({ tex }) => escaped(tex.text.trim()));
}

/** Marks in the text of an element in which no formulas are looked for: readers see it as Markdown leaves it. */
export function marksAsWritten(text: string, formulas: readonly Formula[]): string {
  return withFormulas(text, formulas, writtenFormula);
}

/** Marks in the content of an element that holds text only, such as `<option>` or SVG. */
export function marksInText(text: string, formulas: readonly Formula[]): string {
  return withTex(text, formulas, escapeText);
}

/** Marks in the content of a raw element: a title, a script (in its strings), a style sheet. */
export function marksInRawText(text: string, element: string, formulas: readonly Formula[]): string {
  if (text.search(MARK_CHARACTERS) < 0) return text;
  if (element === 'title') return marksInText(text, formulas);
  return withTex(text, formulas, (tex) =>
    JSON.stringify(tex)
      .slice(1, -1)
      .replace(/[<>&']/g, unicodeEscape),
  );
}

/** `\u003c` for `<`: such an escape is safe within a script's strings of every kind and within JSON. */
function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Marks in the text of a tag: TeX in the quoted values of attributes; outside of quotes marks vanish. */
export function marksInTag(tag: string, formulas: readonly Formula[]): string {
  return tag
    .split(/("[^"]*"|'[^']*')/)
    .map((part, index) => withTex(part, formulas, index % 2 === 1 ? escapeAttribute : () => ''))
    .join('');
}
