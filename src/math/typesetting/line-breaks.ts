/** A part of a page: HTML as it stands, or a formula that has been typeset. */
export interface TypesetPart {
  readonly html: string;
  /** A formula stands within a line of text, or on lines of its own. */
  readonly kind: 'html' | 'inline' | 'display';
}

/** Letters between which a line may be broken anywhere, next to a formula as well. */
const BREAKABLE = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}';
const DASH = '\\-‐–—/';
/** HTML's longest name of a character has 31 letters. */
const REFERENCE = '&#?\\w{1,31};';
/** A word's rest, or punctuation that must not begin a line, up to where a line may be broken again. */
const BEHIND = new RegExp(
  `^(?:${REFERENCE}|(?![<&${DASH}\\p{Ps}\\p{Pi}${BREAKABLE}])[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}]){0,12}[${DASH}]?`,
  'u',
);
/** A word's beginning, or punctuation that must not end a line. */
const BEFORE = new RegExp(`(?:(?![${BREAKABLE}])[\\p{L}\\p{N}]){0,8}[\\p{Ps}\\p{Pi}"']{0,4}$`, 'u');
const LONGEST_BEFORE = 16;

/** Between the boxes that a line may be broken between. */
const BETWEEN_BASES = /<\/span>(?=<span class="katex-base">)/g;

/**
 * Puts a page together. A formula in a line is kept on one line with the punctuation and letters that touch it:
 * browsers would break the line there, as they may before and after every box (CSS Text 3, section 5.1, on atomic
 * inlines). The formula's own places for a break remain. Of one that may be as wide as the line they scroll with it.
 */
export function joinParts(parts: readonly TypesetPart[]): string {
  const texts = parts.map(({ html }) => html);
  parts.forEach(({ html, kind }, index) => {
    if (kind !== 'inline' || html === '') return;
    const before = parts[index - 1]?.kind === 'html' ? startOfWord(texts[index - 1] ?? '') : '';
    const behind = parts[index + 1]?.kind === 'html' ? endOfWord(texts[index + 1] ?? '') : '';
    if (before === '' && behind === '') return;
    const isWide = html.startsWith(WIDE_FORMULA) && html.endsWith(END_OF_WIDE);
    const bare = isWide ? html.slice(WIDE_FORMULA.length, -END_OF_WIDE.length) : html;
    const formula = bare.replace(BETWEEN_BASES, '</span><wbr>');
    if (before !== '') texts[index - 1] = (texts[index - 1] ?? '').slice(0, -before.length);
    const whole = `<span class="math-text">${before}${formula}${behind}</span>`;
    texts[index] = isWide ? WIDE_FORMULA + whole + END_OF_WIDE : whole;
    if (behind !== '') texts[index + 1] = (texts[index + 1] ?? '').slice(behind.length);
  });
  return texts.join('');
}

/** What stands on most sides of formulas, and touches none. */
const APART: ReadonlySet<string> = new Set([' ', '\n', '>', '<']);

function startOfWord(text: string): string {
  if (APART.has(text.charAt(text.length - 1))) return '';
  return BEFORE.exec(text.slice(-LONGEST_BEFORE))?.[0] ?? '';
}

function endOfWord(text: string): string {
  if (APART.has(text.charAt(0))) return '';
  return BEHIND.exec(text)?.[0] ?? '';
}

/** From how many characters on a box may be wider than a list on a telephone, set in large letters. */
const WIDE = 12;

const BASE = '<span class="katex-base">';
const ANNOTATION = '<annotation ';

/** What may be wider than a line is in an element that can scroll. */
const WIDE_FORMULA = '<span class="math-wide">';
const END_OF_WIDE = '</span>';

/**
 * A formula for a line of text, as KaTeX writes it; within an element that can scroll where it may be too wide for a
 * telephone. A line can be broken only between KaTeX's boxes (`katex-base`), so that a long fraction or text would
 * widen the page. Within the element lines are broken there as before; to say of a formula too easily that it may be
 * too wide does little harm.
 */
export function withWideBoxes(html: string): string {
  const boxes = html.split(BASE);
  const unbroken = boxes.length > 1 ? boxes.slice(1) : [mathmlOf(html)];
  return unbroken.some(isWide) ? WIDE_FORMULA + html + END_OF_WIDE : html;
}

/** MathML up to the TeX that it carries along. */
function mathmlOf(html: string): string {
  const end = html.indexOf(ANNOTATION);
  return end < 0 ? html : html.slice(0, end);
}

function isWide(html: string): boolean {
  return html.length > WIDE && html.replace(/<[^>]*>/g, '').length > WIDE;
}
