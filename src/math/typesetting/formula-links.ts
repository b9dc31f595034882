import { escapeAttribute } from '../html/index.js';

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
export interface LinkedFormula {
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
 * there a second time for the keyboard. `label` is what a numbered equation is called.
 */
export function linkedFormula(html: string, label: string): LinkedFormula {
  if (!html.includes(' href="')) return { html, links: '' };
  const boxes = html.indexOf(BOXES);
  if (boxes < 0) {
    const [, href, text = ''] = SOLE_TEXT.exec(html) ?? [];
    if (href === undefined) return { html, links: '' };
    return { html: html.replace(HREF, ''), link: linkAttributes(href, text), links: '' };
  }
  const mathml = html.slice(0, boxes).replace(HREF, '');
  const seen = html.slice(boxes);
  const [, start, href, content, end] = SOLE_BOX.exec(seen) ?? [];
  if (href !== undefined) {
    const link = linkAttributes(href, textOf(content ?? ''));
    return { html: `${mathml}${start}${content}${end}`, link, links: '' };
  }
  const found = linksOf(seen);
  const numbers = numbersAt(seen);
  const mouse = seen.replace(LINK, (tag, target: string, at: number) => {
    const className = at > numbers ? 'math-number' : referenceClass(target);
    return tag.replace('<a', `<a${className === '' ? '' : ` class="${className}"`} tabindex="-1"`);
  });
  const links = found.map(({ href: target, text, isNumber }) => {
    const name = isNumber ? `${escapeAttribute(label)} ${text}` : text;
    return `<a class="math-link" href="${target}" aria-label="${name}"></a>`;
  });
  return { html: mathml + mouse, links: links.join('') };
}

/** The name is said again, as it is in MathML otherwise, which does not count as text everywhere. */
function linkAttributes(href: string, text: string): string {
  const className = referenceClass(href);
  return `${className === '' ? '' : `class="${className}" `}href="${href}" aria-label="${text}"`;
}

/** What HTML of boxes shows, without markup. */
function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, '').trim();
}

/** The class of a link to an equation of the page; '' for other links. */
function referenceClass(href: string): string {
  return href.startsWith('#') ? 'math-ref' : '';
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
