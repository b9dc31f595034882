import { escapeAttribute, escapeText } from '../math/index.js';
import { FORMULA_SIGN } from './formula-sign.js';
import type { IndexedPage } from './index-parts.js';
import type { ListedSection } from './page-index.js';

/** What the page of all headings has in its `<head>`, and the list itself. Its file lies in a folder of the site. */
export interface HeadingsList {
  readonly head: string;
  readonly list: string;
}

/** Lists pages with their headings, as HTML; `styles` are those of formulas, relative to the site's root. */
export function headingsList(pages: readonly IndexedPage[], styles: readonly string[]): HeadingsList {
  const hasFormulas = pages.some(({ sections }) => sections.some(({ formulas }) => formulas.length > 0));
  const links = hasFormulas
    ? styles.map((path) => `<link rel="stylesheet" href="../${escapeAttribute(path)}">\n`)
    : [];
  return {
    head: ['<meta name="robots" content="noindex">\n', ...links].join(''),
    list: `<ul class="lectern-headings">\n${pages.map(listedPage).join('\n')}\n</ul>`,
  };
}

function listedPage({ title, url, sections: all }: IndexedPage): string {
  const address = `../${url}`;
  const sections = all.filter(
    ({ anchor, heading, level }) => anchor !== '' && heading !== title && level > 0,
  );
  return `<li><a href="${escapeAttribute(address)}">${escapeText(title)}</a>${nested(sections, address)}</li>`;
}

/** Headings in lists within lists, as their levels say. */
function nested(sections: readonly ListedSection[], address: string): string {
  const open: number[] = [];
  let html = '';
  for (const section of sections) {
    while (open.length > 1 && section.level < (open.at(-1) ?? 0)) {
      html += '</li></ul>';
      open.pop();
    }
    if (open.length === 0 || section.level > (open.at(-1) ?? 0)) {
      html += '<ul>';
      open.push(section.level);
    } else {
      html += '</li>';
    }
    const href = `${address}#${encodeURIComponent(section.anchor)}`;
    html += `\n<li><a href="${escapeAttribute(href)}">${shownHeading(section)}</a>`;
  }
  return html + open.map(() => '</li></ul>').join('');
}

function shownHeading({ heading, formulas }: ListedSection): string {
  let next = 0;
  return escapeText(heading).replaceAll(FORMULA_SIGN, () => {
    const formula = formulas[next++];
    if (formula === undefined) return '';
    return formula.html === '' ? escapeText(formula.tex) : typesetFormula(formula.tex, formula.html);
  });
}

/** A formula within a line. */
function typesetFormula(tex: string, html: string): string {
  return `<span class="katex" role="img" aria-label="${escapeAttribute(tex)}">${html}</span>`;
}
