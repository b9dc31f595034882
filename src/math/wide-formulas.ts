/** From how many characters on a box may be wider than a telephone's screen. */
const WIDE = 24;

const BASE = '<span class="katex-base">';
const ANNOTATION = '<annotation ';

/** What may be wider than a line is in an element that can scroll. */
export const WIDE_FORMULA = '<span class="math-wide">';

/**
 * A formula for a line of text, as KaTeX writes it; within an element that can scroll where it may be too wide for a
 * telephone. A line can be broken only between KaTeX's boxes (`katex-base`), so that a long fraction or text would
 * widen the page.
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
