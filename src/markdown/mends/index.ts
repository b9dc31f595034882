import type { StateBlock, StateCore, StateInline } from '../markdown-it.js';
import { attributeLists } from './attribute-lists.js';
import { brokenAutolink } from './broken-urls.js';
import { cjkBreaks } from './cjk-breaks.js';
import { formulaDelimiters } from './formula-delimiters.js';
import { hurtFormulas } from './formulas.js';
import { headingSpaces } from './heading-spaces.js';
import { rawHtmlText } from './raw-html-text.js';
import { strayTagLine } from './stray-tags.js';

export { MEND_NAMES } from './mend.js';

/** Rules that are tried before a line is taken for a paragraph. */
export const BLOCK_MENDS: readonly (readonly [name: string, rule: (state: StateBlock) => boolean])[] = [
  ['heading_spaces', headingSpaces],
  ['stray_tags', strayTagLine],
];

/** Rules for spans that are tried before kramdown's. */
export const SPAN_MENDS: readonly (readonly [name: string, rule: (state: StateInline) => boolean])[] = [
  ['formula_delimiters', formulaDelimiters],
  ['broken_urls', brokenAutolink],
  ['attribute_lists', attributeLists],
];

/** What is done to the tokens of the document once its spans have been read. */
export const TOKEN_MENDS: readonly (readonly [name: string, rule: (state: StateCore) => void])[] = [
  ['raw_html_text', rawHtmlText],
  ['formulas', hurtFormulas],
  ['cjk_breaks', cjkBreaks],
];
