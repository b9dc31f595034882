/*
 * Texts in which terms are looked for. A formula is its TeX between two signs of its own, so that the term "$k$-means" is found
 * where a page shows that; what no term can have in it is one sign.
 */
const FORMULA_OPEN = '\uFFFE';
const FORMULA_CLOSE = '\uFFFF';

/** What stands for a part of a line in which no terms are looked for, such as code. */
export const OBJECT_SIGN = '\uFFFC';

/** A formula as texts with terms have it; {@link OBJECT_SIGN} where its TeX is not known. */
export function formulaText(tex: string | undefined): string {
  return tex === undefined ? OBJECT_SIGN : FORMULA_OPEN + tex.replace(/\s+/g, '') + FORMULA_CLOSE;
}

/** A text as it is compared, of the same length: apostrophes and spaces are each of one kind. */
export function comparedText(text: string): string {
  return text.replace(/[’ʼ]/g, "'").replace(/\s/g, ' ');
}

const SIMPLE_FORMULA = /\uFFFE([\p{L}\p{N}]+)\uFFFF/gu;

/**
 * What a term is looked for as: its name, and where there are formulas of letters and digits alone in it, these as text as well, as
 * some write "k-means" at one place and "$k$-means" at another.
 */
export function formsOf(name: string): readonly string[] {
  const compared = comparedText(name.trim()).replace(/ +/g, ' ');
  return [...new Set([compared, compared.replace(SIMPLE_FORMULA, '$1')])].filter((form) => form !== '');
}

/** A name as text, for messages. */
export function shownName(name: string): string {
  return name.replace(/[\uFFFE\uFFFF]/g, '').trim();
}
