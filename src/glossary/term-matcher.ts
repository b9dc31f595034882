import { isWhole, type WordText } from './word-edges.js';

/** A term that was found in a text. */
export interface TermMatch {
  readonly from: number;
  readonly to: number;
  /** Which of the terms it is. */
  readonly term: number;
}

/** Finds terms in a text, one after the other; of those that begin at one place, the longest. */
export type TermMatcher = (word: WordText, isWanted: (from: number, to: number) => boolean) => TermMatch[];

interface Form {
  readonly text: string;
  /** The form behind its first sign. */
  readonly rest: string;
  readonly term: number;
  /** Whether its first letter may be a capital or a small one. */
  readonly isEitherCase: boolean;
}

/**
 * Makes a matcher of terms, each given by the forms in which it is looked for. Their first letter may be a capital or a small one,
 * unless they are a single letter. Of two terms with one form the first has it.
 */
export function termMatcher(terms: readonly (readonly string[])[]): TermMatcher {
  const byFirst = new Map<string, Form[]>();
  const known = new Set<string>();
  for (const [term, forms] of terms.entries()) {
    for (const text of forms) {
      const first = firstSign(text);
      const isEitherCase = text.length > first.length;
      const key = isEitherCase ? first.toLowerCase() + text.slice(first.length) : text;
      if (first === '' || known.has(key)) continue;
      known.add(key);
      const form = { text, rest: text.slice(first.length), term, isEitherCase };
      const same = byFirst.get(first.toLowerCase());
      if (same === undefined) byFirst.set(first.toLowerCase(), [form]);
      else same.push(form);
    }
  }
  for (const forms of byFirst.values()) forms.sort((a, b) => b.text.length - a.text.length);
  return (word, isWanted) => {
    const { text } = word;
    const found: TermMatch[] = [];
    let wasPlain = false;
    for (let from = 0; from < text.length; from++) {
      // Within a word of Latin letters no term begins, as `isWhole` would say of each.
      const isPlain = isPlainLetter(text.charCodeAt(from));
      const isWithin = isPlain && wasPlain;
      wasPlain = isPlain;
      if (isWithin) continue;
      const sign = SURROGATE.test(text.charAt(from))
        ? firstSign(text.slice(from, from + 2))
        : text.charAt(from);
      const forms = byFirst.get(sign.toLowerCase());
      const form = forms?.find((one) => stands(one, word, from) && isWanted(from, from + one.text.length));
      if (form === undefined) continue;
      const to = from + form.text.length;
      found.push({ from, to, term: form.term });
      from = to - 1;
      wasPlain = isPlainLetter(text.charCodeAt(from));
    }
    return found;
  };
}

/** Whether a UTF-16 unit is an ASCII letter or digit. */
function isPlainLetter(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);
}

const SURROGATE = /[\uD800-\uDBFF]/;

function firstSign(text: string): string {
  return String.fromCodePoint(...[text.codePointAt(0)].filter((code) => code !== undefined));
}

function stands({ text, rest, isEitherCase }: Form, word: WordText, from: number): boolean {
  const isThere = isEitherCase
    ? word.text.startsWith(rest, from + text.length - rest.length)
    : word.text.startsWith(text, from);
  return isThere && isWhole(word, from, from + text.length);
}
