import type { MappedText } from '../../diagnostics/index.js';
import type { Delimiters } from '../config/index.js';

/** A formula as its author wrote it, without its delimiters. */
export interface Formula {
  /** The TeX between the delimiters, with the place of each character; entities are already decoded. */
  readonly tex: MappedText;
  /** Whether it stands on lines of its own (`$$…$$` as a block, `\[…\]`) rather than in a line of text. */
  readonly display: boolean;
  /**
   * What stands around the TeX in the page that Jekyll makes; absent for the `\(…\)` or `\[…\]` that kramdown writes
   * for `$$…$$`.
   */
  readonly delimiters?: Delimiters;
  /**
   * What Markdown leaves of the TeX on Jekyll, where that is another text and still a formula. It is what readers know, and
   * is typeset where the TeX as it is written is an error.
   */
  readonly onJekyll?: string;
  /** KaTeX's HTML of it where another page has typeset it, which it is shown as whatever macros hold here. */
  readonly finished?: string;
}

/**
 * Between rendering a page's text and typesetting its formulas, each formula is a short mark in the HTML. The
 * marks are Unicode noncharacters (U+FDD0…U+FDEF, which no text may contain; the scanner drops them from what
 * it reads), so Liquid filters, layouts and attributes can carry them along like letters.
 */
const OPEN = '\uFDD0';
const CLOSE = '\uFDD1';

/** A dollar sign that is text for certain: it must not be taken for a delimiter when the page is typeset. */
export const LITERAL_DOLLAR = '\uFDD2';

/** What stands around and within a formula whose text goes through templates: see `shownFormula`. */
const SHOWN_INLINE = '\uFDD3';
const SHOWN_DISPLAY = '\uFDD4';
const SHOWN_BORDER = '\uFDD5';
const SHOWN_END = '\uFDD6';

/** The digit 0 of an index within such a formula; the others follow it. */
const SHOWN_ZERO = 0xfde0;

/**
 * A formula as text that templates read as Jekyll's, its delimiters and TeX, and that is known again for a formula
 * wherever it is printed. All are given as the content of an HTML element. In its own page's layouts it has its index in
 * the page's list as well.
 */
export function shownFormula(
  [open, close]: readonly [string, string],
  tex: string,
  display: boolean,
  index?: number,
): string {
  const start = display ? SHOWN_DISPLAY : SHOWN_INLINE;
  const digits = index === undefined ? [] : [...String(index)];
  const own = String.fromCharCode(...digits.map((digit) => SHOWN_ZERO + Number(digit)));
  return start + own + open + SHOWN_BORDER + tex + SHOWN_BORDER + close + SHOWN_END;
}

/** The index that the digits of a shown formula (group `index`) are; NaN for a formula of another page. */
export function shownIndex(digits: string): number {
  const read = Array.from(digits, (digit) => digit.charCodeAt(0) - SHOWN_ZERO);
  return Number.parseInt(read.join(''), 10);
}

const TEXT = '[^\uFDD0-\uFDEF<]*';
const SHOWN = `(?:\uFDD3|(?<display>\uFDD4))(?<index>[\uFDE0-\uFDE9]*)(?<open>${TEXT})\uFDD5(?<tex>${TEXT})\uFDD5${TEXT}\uFDD6`;

/** Matches a formula that is shown as text, if it is still whole. */
export const SHOWN_FORMULA = new RegExp(SHOWN, 'g');

/** Matches one formula mark; group 1 is the formula's index in the page's list. */
export const FORMULA_MARK = /\uFDD0(\d+)\uFDD1/g;

/**
 * Matches every character that only marks of formulas carry. Marks of references (`labels/reference-mark.ts`) stay until the
 * whole site is made.
 */
export const MARK_CHARACTERS = /[\uFDD0-\uFDD6\uFDE0-\uFDE9]/g;

/** Around a part of a page's HTML that is there for its own readers alone: where templates show the page, it is not. */
const OWN_OPEN = '\uFDED';
const OWN_CLOSE = '\uFDEE';
const OWN_PART = /\uFDED[^\uFDD0-\uFDEF]*\uFDEE/g;
const OWN_DELIMITERS = /[\uFDED\uFDEE]/g;

/** HTML that only the page itself shows, and no template that reads the page. */
export function ownPart(html: string): string {
  return OWN_OPEN + html + OWN_CLOSE;
}

/** A text without its own parts, as templates read it. */
export function withoutOwnParts(text: string): string {
  return text.includes(OWN_OPEN) ? text.replace(OWN_PART, '') : text;
}

/** A text with its own parts shown, as its readers have it. */
export function withOwnParts(text: string): string {
  return text.includes(OWN_OPEN) || text.includes(OWN_CLOSE) ? text.replace(OWN_DELIMITERS, '') : text;
}

/** The mark for formula number `index` of a page's list of formulas. */
export function formulaMark(index: number): string {
  return `${OPEN}${index}${CLOSE}`;
}

/** The indexes of the formulas whose marks a text has, in their order in the text. */
export function formulaIndexes(text: string): number[] {
  return Array.from(text.matchAll(FORMULA_MARK), ([, index]) => Number(index));
}

/** A text whose formulas have other indexes, as in the list of another page. */
export function withFormulaIndexes(text: string, indexOf: (index: number) => number): string {
  return text.replace(FORMULA_MARK, (_, index: string) => formulaMark(indexOf(Number(index))));
}

const REMAINS = '\uFDD0(\\d+)\uFDD1|\uFDD0\\d*|(?<!\\d)\\d*\uFDD1';

/** Matches a whole mark, with its index as group 1, or whatever Liquid's cutting filters left of one. */
export const MARK_OR_REMAINS = new RegExp(REMAINS, 'g');

/** Matches a formula that is shown as text, or a mark, or what is left of one. */
export const MARK_OR_SHOWN = new RegExp(`${SHOWN}|${REMAINS}`, 'g');

/** Matches what only marks of a page's own list carry: a text that other pages show holds no such. */
export const OWN_MARK_CHARACTERS = /[\uFDD0-\uFDD2\uFDE0-\uFDE9]/g;
