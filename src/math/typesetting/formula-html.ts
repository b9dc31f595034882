import type { MathConfig } from '../config/index.js';
import { escapeAttribute, escapeText } from '../html/index.js';
import type { MathOutput } from '../katex/index.js';
import { linkedFormula } from './formula-links.js';

/** What decides how the HTML of a formula looks, besides the formula. */
export interface FormulaFrame {
  readonly output: MathOutput;
  readonly display: boolean;
  readonly config: Pick<MathConfig, 'displayAlign' | 'displayIndent'>;
  /** What a screen reader calls a display formula. */
  readonly displayLabel: string;
  /** Ids by which the formula's equations are found. */
  readonly ids: readonly string[];
}

const ANNOTATION = '<annotation encoding="application/x-tex">';
/** A screen reader that comes to MathML before the browser has laid it out would read its TeX, too. */
const SILENT_ANNOTATION = '<annotation encoding="application/x-tex" aria-hidden="true">';
const ANNOTATION_END = '</annotation>';
const FORMULA = '<span class="katex">';
const MATHML = '<math ';
const MATHML_END = '</math>';
/** What KaTeX's script for copying takes a formula's TeX from. */
const TEX_HOLDER = '<span class="katex-mathml"';

/**
 * KaTeX's HTML of a formula as it stands in the page: with the author's own TeX as its annotation, from which it is
 * copied, with its links where every reader reaches them, and for a display formula within a region that scrolls
 * sideways where the formula is wider than the page. The region bears KaTeX's own class for display formulas too,
 * by which a page's scripts and other programs know them.
 */
export function formulaHtml(katexHtml: string, tex: string, frame: FormulaFrame): string {
  const { html, link, links } = linkedFormula(katexHtml, frame.displayLabel);
  const formula = withTex(html, tex, frame.output);
  if (!frame.display) {
    const anchored = frame.ids.length === 0 ? formula : withAnchors(formula, frame.ids);
    return withLink(anchored, link) + links;
  }
  const [first, ...others] = frame.ids;
  const id = first === undefined ? '' : ` id="${escapeAttribute(first)}"`;
  const content = others.map(anchor).join('') + withLink(formula, link) + links;
  return `<span ${placement(frame.config)}${id}>${content}</span>`;
}

/** A formula within the link that it is, if it is one. */
function withLink(formula: string, link: string | undefined): string {
  return link === undefined ? formula : `<a ${link}>${formula}</a>`;
}

/** A formula that cannot be typeset, as its TeX in a box; `message` says why. */
export function errorHtml(tex: string, display: boolean, message: string): string {
  const className = display ? 'katex-error math-display' : 'katex-error';
  return `<span class="${className}" title="${escapeAttribute(message)}">${escapeText(tex.trim())}</span>`;
}

/** Whether this is the HTML of a formula that cannot be typeset. */
export function isErrorHtml(html: string): boolean {
  return html.startsWith('<span class="katex-error');
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

function withTex(html: string, tex: string, output: MathOutput): string {
  switch (output) {
    case 'html':
      return withLabel(html, tex);
    case 'mathml':
      return withAnnotation(html, tex)
        .replace(MATHML, `${TEX_HOLDER}>${MATHML}`)
        .replace(MATHML_END, `${MATHML_END}</span>`);
    case 'htmlAndMathml':
      return withAnnotation(html, tex);
  }
}

function withAnnotation(html: string, tex: string): string {
  const from = html.indexOf(ANNOTATION);
  const to = html.indexOf(ANNOTATION_END, from);
  if (from < 0 || to < 0) return html;
  return html.slice(0, from) + SILENT_ANNOTATION + escapeText(tex) + html.slice(to);
}

/** Without MathML a screen reader has only the TeX, and for copying it must be somewhere else than on the screen. */
function withLabel(html: string, tex: string): string {
  const holder = `${TEX_HOLDER} aria-hidden="true">${ANNOTATION}${escapeText(tex)}${ANNOTATION_END}</span>`;
  return html.replace(
    FORMULA,
    () => `<span class="katex" role="math" aria-label="${escapeAttribute(tex)}">${holder}`,
  );
}
