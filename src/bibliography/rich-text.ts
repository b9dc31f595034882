/** A text of TeX as one of HTML, in which each formula is one sign. */
export interface RichText {
  /**
   * Plain text with the few elements that citation processors know: `i`, `b`, `sup`, `sub` and two kinds of `span`. Nothing is
   * escaped in it: that is their work.
   */
  readonly text: string;
  /** The formulas, in TeX, of which the first stands at {@link FORMULA_SIGN}, the next at the one behind it, and so on. */
  readonly formulas: readonly string[];
}

/** What stands for the first formula: a sign that no text has. */
export const FORMULA_SIGN = 0xe100;

/** Every sign that stands for a formula. */
const FORMULA_SIGNS = /[\ue100-\uf8ff]/g;

/** A text with what `formula` makes of each formula's TeX in the place of the sign that stands for it. */
export function withFormulas(
  text: string,
  formulas: readonly string[],
  formula: (tex: string) => string,
): string {
  if (formulas.length === 0) return text;
  return text.replace(FORMULA_SIGNS, (sign) => {
    const tex = formulas[sign.charCodeAt(0) - FORMULA_SIGN];
    return tex === undefined ? '' : formula(tex);
  });
}
