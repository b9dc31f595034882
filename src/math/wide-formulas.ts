/** From how many characters on a box may be wider than a telephone's screen. */
const WIDE = 20;

const BOXES = '<span class="katex-html"';
const BASE = '<span class="katex-base">';
const NEWLINE = '<span class="mspace katex-newline"';
/** The ends of the boxes as a whole and of the formula, behind its last box. */
const END = '</span></span>';

/**
 * A formula for a line of text, as KaTeX writes it, each of whose boxes that may be too wide for a telephone is in an
 * element that can scroll. KaTeX breaks lines only between its boxes (`katex-base`), so that a long fraction or
 * text would widen the page.
 */
export function withWideBoxes(html: string): string {
  const boxes = html.indexOf(BOXES);
  if (boxes < 0) return html;
  const [head = '', ...bases] = html.slice(boxes).split(BASE);
  if (!bases.some(isWide)) return html;
  const wrapped = bases.map((base, index) => {
    const rest = index === bases.length - 1 ? END.length : newlineLength(base);
    const end = base.length - rest;
    return isWide(base)
      ? `<span class="math-wide">${BASE}${base.slice(0, end)}</span>${base.slice(end)}`
      : BASE + base;
  });
  return html.slice(0, boxes) + head + wrapped.join('');
}

/** The length of the line break that follows a box; 0 where none does. */
function newlineLength(base: string): number {
  const at = base.lastIndexOf(NEWLINE);
  return at < 0 ? 0 : base.length - at;
}

function isWide(base: string): boolean {
  return base.length > WIDE && base.replace(/<[^>]*>/g, '').length > WIDE;
}
