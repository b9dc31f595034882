import { escapeAttribute, escapeText } from '../html/index.js';
import type { Formula } from './formula.js';
import { MARK_CHARACTERS } from './formula-mark.js';
import { withFormulas, writtenFormula } from './formula-text.js';

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
