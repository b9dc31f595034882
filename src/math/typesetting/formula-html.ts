import type { MathConfig } from '../config/index.js';
import { escapeAttribute, escapeText } from '../html/index.js';
import type { MathOutput } from '../katex/index.js';

/** What decides how the HTML of a formula looks, besides the formula. */
export interface FormulaHtmlOptions {
  readonly output: MathOutput;
  readonly display: boolean;
  readonly config: Pick<MathConfig, 'displayAlign' | 'displayIndent'>;
  /** What a screen reader calls a display formula. */
  readonly displayLabel: string;
  /** Ids by which the formula's equations are found. */
  readonly ids: readonly string[];
  /** Addresses of what references to other pages lead to. */
  readonly linksElsewhere: ReadonlySet<string>;
}

/** What an annotation with the TeX of a formula begins with, as KaTeX writes it. */
export const ANNOTATION = '<annotation encoding="application/x-tex">';
/** The same in a page: a screen reader that comes to MathML before the browser has laid it out would read its TeX, too. */
export const SILENT_ANNOTATION = '<annotation encoding="application/x-tex" aria-hidden="true">';
export const ANNOTATION_END = '</annotation>';
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
export function formulaHtml(katexHtml: string, tex: string, options: FormulaHtmlOptions): string {
  const { html, link, links } = linkedFormula(katexHtml, options);
  const formula = withTex(html, tex, options.output);
  if (!options.display) {
    const anchored = options.ids.length === 0 ? formula : withAnchors(formula, options.ids);
    return withLink(anchored, link) + links;
  }
  const [first, ...others] = options.ids;
  const id = first === undefined ? '' : ` id="${escapeAttribute(first)}"`;
  const content = others.map(anchor).join('') + withLink(formula, link) + links;
  return `<span ${placement(options.config)}${id}>${content}</span>`;
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

function placement({ displayAlign, displayIndent }: FormulaHtmlOptions['config']): string {
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

/** A link within a formula's boxes, in HTML. */
interface BoxLink {
  /** The value of its `href`. */
  readonly href: string;
  /** What it shows, without markup. */
  readonly text: string;
  /** Whether it is a number beside an equation, and so leads to the equation itself. */
  readonly isNumber: boolean;
}

const BOXES = '<span class="katex-html"';
const NUMBERS = '<span class="katex-tag">';
const LINK = /<a\b[^>]*\shref="([^"]*)"[^>]*>/g;
const LINK_END = '</a>';
const HREF = / href="[^"]*"/g;
/** Boxes, or MathML, that are one link from end to end. */
const SOLE_BOX =
  /^(<span class="katex-html" aria-hidden="true"><span class="katex-base"><span class="katex-strut"[^>]*><\/span>)<a\b[^>]*\shref="([^"]*)"[^>]*>((?:(?!<\/?a\b)[\s\S])*)<\/a>(<\/span><\/span><\/span>)$/;
const SOLE_TEXT = /<semantics>(?:<mrow>)?<mtext href="([^"]*)">([^<]*)<\/mtext>(?:<\/mrow>)?<annotation/;

/** A formula whose links are reached by all readers. */
interface LinkedFormula {
  /** The formula without links, or with links for the mouse only. */
  readonly html: string;
  /** The attributes of the link that the formula is, where it is nothing else. */
  readonly link?: string;
  /** Links for the keyboard and for screen readers, which see nothing of the boxes. */
  readonly links: string;
}

/**
 * Takes the links out of what only the eye sees. KaTeX puts them into boxes that are hidden from screen readers,
 * where the keyboard must not lead to (ARIA 1.2, `aria-hidden`), and into MathML, which not all browsers let follow.
 * A formula that is one reference becomes one link around it; the links of another remain for the mouse and are
 * there a second time for the keyboard. `displayLabel` is what a numbered equation is called.
 */
function linkedFormula(
  html: string,
  { displayLabel, linksElsewhere }: Pick<FormulaHtmlOptions, 'displayLabel' | 'linksElsewhere'>,
): LinkedFormula {
  const classOf = (href: string): string => referenceClass(href, linksElsewhere);
  if (!html.includes(' href="')) return { html, links: '' };
  const boxes = html.indexOf(BOXES);
  if (boxes < 0) {
    const [, href, text = ''] = SOLE_TEXT.exec(html) ?? [];
    if (href === undefined) return { html, links: '' };
    return { html: html.replace(HREF, ''), link: linkAttributes(href, text, classOf(href)), links: '' };
  }
  const mathml = html.slice(0, boxes).replace(HREF, '');
  const seen = html.slice(boxes);
  const [, start, href, content, end] = SOLE_BOX.exec(seen) ?? [];
  if (href !== undefined) {
    const link = linkAttributes(href, textOf(content ?? ''), classOf(href));
    return { html: `${mathml}${start}${content}${end}`, link, links: '' };
  }
  const found = linksOf(seen);
  const numbers = numbersAt(seen);
  const mouse = seen.replace(LINK, (tag, target: string, at: number) => {
    const className = at > numbers ? 'math-number' : classOf(target);
    return tag.replace('<a', `<a${className === '' ? '' : ` class="${className}"`} tabindex="-1"`);
  });
  const links = found.map(({ href: target, text, isNumber }) => {
    const name = isNumber ? `${escapeAttribute(displayLabel)} ${text}` : text;
    return `<a class="math-link" href="${target}" aria-label="${name}"></a>`;
  });
  return { html: mathml + mouse, links: links.join('') };
}

/** The name is said again, as it is in MathML otherwise, which does not count as text everywhere. */
function linkAttributes(href: string, text: string, className: string): string {
  return `${className === '' ? '' : `class="${className}" `}href="${href}" aria-label="${text}"`;
}

/** What HTML of boxes shows, without markup. */
function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, '').trim();
}

/** The class of a link to an equation of the page, or to what another page has; '' for links of the author's own. */
function referenceClass(href: string, linksElsewhere: ReadonlySet<string>): string {
  if (href.startsWith('#')) return 'math-ref';
  return linksElsewhere.has(href) ? 'reference' : '';
}

/** Each link once, in the order of the boxes. */
function linksOf(boxes: string): readonly BoxLink[] {
  const numbers = numbersAt(boxes);
  const links = new Map<string, BoxLink>();
  for (const match of boxes.matchAll(LINK)) {
    const [tag, href = ''] = match;
    const from = match.index + tag.length;
    const end = boxes.indexOf(LINK_END, from);
    const shown = textOf(boxes.slice(from, end < 0 ? boxes.length : end));
    const text = shown === '' ? href : shown;
    if (!links.has(href)) links.set(href, { href, text, isNumber: match.index > numbers });
  }
  return [...links.values()];
}

/** Where the numbers beside an equation start: they are the last of its boxes. */
function numbersAt(boxes: string): number {
  const at = boxes.indexOf(NUMBERS);
  return at < 0 ? boxes.length : at;
}
