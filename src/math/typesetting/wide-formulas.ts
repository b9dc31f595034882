/** From how many characters on a box may be wider than a list on a telephone, set in large letters. */
const WIDE = 12;

const BASE = '<span class="katex-base">';
const ANNOTATION = '<annotation ';

/** What may be wider than a line is in an element that can scroll. */
export const WIDE_FORMULA = '<span class="math-wide">';

/**
 * A formula for a line of text, as KaTeX writes it; within an element that can scroll where it may be too wide for a
 * telephone. A line can be broken only between KaTeX's boxes (`katex-base`), so that a long fraction or text would
 * widen the page. Within the element lines are broken there as before; to say of a formula too easily that it may be
 * too wide does little harm.
 */
export function withWideBoxes(html: string): string {
  const boxes = html.split(BASE);
  const unbroken = boxes.length > 1 ? boxes.slice(1) : [mathmlOf(html)];
  return unbroken.some(isWide) ? `${WIDE_FORMULA}${html}</span>` : html;
}

/** MathML up to the TeX that it carries along. */
function mathmlOf(html: string): string {
  const end = html.indexOf(ANNOTATION);
  return end < 0 ? html : html.slice(0, end);
}

function isWide(html: string): boolean {
  return html.length > WIDE && html.replace(/<[^>]*>/g, '').length > WIDE;
}
