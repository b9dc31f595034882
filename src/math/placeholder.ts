/**
 * Between rendering a page's text and typesetting its formulas, each formula is a short mark in the HTML. The
 * marks are Unicode noncharacters (U+FDD0…U+FDEF, which no text may contain; the scanner drops them from what
 * it reads), so Liquid filters, layouts and attributes can carry them along like letters.
 */
const OPEN = '\uFDD0';
const CLOSE = '\uFDD1';

/** A dollar sign that is text for certain: it must not be taken for a delimiter when the page is typeset. */
export const LITERAL_DOLLAR = '\uFDD2';

/** Matches one formula mark; group 1 is the formula's index in the page's list. */
export const FORMULA_MARK = /\uFDD0(\d+)\uFDD1/g;

/** Matches every character that only marks carry. */
export const MARK_CHARACTERS = /[\uFDD0-\uFDEF]/g;

/** The mark for formula number `index` of a page's list of formulas. */
export function formulaMark(index: number): string {
  return `${OPEN}${index}${CLOSE}`;
}

/** Matches a whole mark, with its index as group 1, or whatever Liquid's cutting filters left of one. */
export const MARK_OR_REMAINS = /\uFDD0(\d+)\uFDD1|\uFDD0\d*|(?<!\d)\d*\uFDD1/g;
