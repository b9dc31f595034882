import type { Label } from './label.js';
import type { ReferenceMark } from './reference-mark.js';

/** Between the name of a kind and a number no line is broken. */
const SPACE = '\u00A0';

/**
 * What a reference to a label shows, as plain text; '' for a number behind the name of another kind. `words` are what kinds
 * are called in the language of the page that refers to it.
 */
export function shownReference(
  { form, kind }: Pick<ReferenceMark, 'form' | 'kind'>,
  label: Label,
  words: Readonly<Record<string, string>>,
): string {
  const { number, inParentheses = `(${number})` } = label;
  const word = words[label.kind];
  if (label.kind === 'section') return form === 'behind' ? '' : number;
  const isEquation = label.kind === 'equation';
  switch (form) {
    case 'name': {
      const shown = isEquation ? inParentheses : number;
      return word === undefined ? shown : `${word}${SPACE}${shown}`;
    }
    case 'behind':
      return label.kind === kind ? `${SPACE}${isEquation ? inParentheses : number}` : '';
    case 'in-parentheses':
      return inParentheses;
    default:
      return number;
  }
}

/**
 * The same where a heading with formulas is shown: HTML without tags in which these are marks of the heading's page. Undefined
 * for anything else.
 */
export function markedReference(
  { form }: Pick<ReferenceMark, 'form'>,
  { kind, marked }: Label,
): string | undefined {
  return kind === 'section' && form !== 'behind' ? marked : undefined;
}

/** The id of the element that a label is of. */
export function elementOf({ id, name }: Label): string {
  return id ?? name;
}
