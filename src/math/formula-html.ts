import { escapeAttribute, escapeText } from './html/escape.js';
import type { MathOutput } from './katex.js';
import type { MathConfig } from './math-config.js';

/** What decides how the HTML of a formula looks, besides the formula. */
export interface FormulaFrame {
  readonly output: MathOutput;
  readonly display: boolean;
  readonly config: Pick<MathConfig, 'displayAlign' | 'displayIndent'>;
  /** What a screen reader calls the region of a display formula. */
  readonly displayLabel: string;
  /** Ids by which the formula's equations are found. */
  readonly ids: readonly string[];
}

const ANNOTATION = '<annotation encoding="application/x-tex">';
const ANNOTATION_END = '</annotation>';

/**
 * KaTeX's HTML of a formula as it stands in the page: with the author's own TeX as its annotation, and for a
 * display formula within a region that scrolls sideways where the formula is wider than the page. The region
 * takes the keyboard's focus, so that it can be scrolled with the arrow keys. It bears KaTeX's own class for display
 * formulas too, by which a page's scripts and other programs know them.
 */
export function formulaHtml(katexHtml: string, tex: string, frame: FormulaFrame): string {
  const html = frame.output === 'html' ? withLabel(katexHtml, tex) : withAnnotation(katexHtml, tex);
  if (!frame.display) return frame.ids.length === 0 ? html : withAnchors(html, frame.ids);
  const [first, ...others] = frame.ids;
  const id = first === undefined ? '' : ` id="${escapeAttribute(first)}"`;
  const label = escapeAttribute(frame.displayLabel);
  const attributes = `${placement(frame.config)}${id} role="group" aria-label="${label}" tabindex="0"`;
  return `<span ${attributes}>${others.map(anchor).join('')}${html}</span>`;
}

/** A formula that cannot be typeset, as its TeX in a box; `message` says why. */
export function errorHtml(tex: string, display: boolean, message: string): string {
  const className = display ? 'katex-error math-display' : 'katex-error';
  return `<span class="${className}" title="${escapeAttribute(message)}">${escapeText(tex.trim())}</span>`;
}

function placement({ displayAlign, displayIndent }: FormulaFrame['config']): string {
  if (displayAlign === 'center') return 'class="katex-display math-display"';
  const indent = displayIndent === '0em' ? '' : ` style="--math-indent:${escapeAttribute(displayIndent)}"`;
  return `class="katex-display math-display math-${displayAlign}"${indent}`;
}

/** Within a line the anchors stand inside of the formula, so that it remains one element. */
function withAnchors(html: string, ids: readonly string[]): string {
  const inside = html.indexOf('>') + 1;
  return html.slice(0, inside) + ids.map(anchor).join('') + html.slice(inside);
}

function anchor(id: string): string {
  return `<span class="math-anchor" id="${escapeAttribute(id)}"></span>`;
}

function withAnnotation(html: string, tex: string): string {
  const from = html.indexOf(ANNOTATION);
  const to = html.indexOf(ANNOTATION_END, from);
  if (from < 0 || to < 0) return html;
  return html.slice(0, from + ANNOTATION.length) + escapeText(tex) + html.slice(to);
}

/** Without MathML a screen reader has only the TeX. */
function withLabel(html: string, tex: string): string {
  const value = escapeAttribute(tex);
  return html.replace(
    '<span class="katex">',
    () => `<span class="katex" role="math" aria-label="${value}" data-tex="${value}">`,
  );
}
