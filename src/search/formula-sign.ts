/** What stands in a text for a formula. Formulas come in the order of the section's list. */
export const FORMULA_SIGN = '\uFFFC';
