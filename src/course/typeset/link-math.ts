import { attributeOf, type HtmlToken, htmlTokens, type MathLink } from '../../math/index.js';

/**
 * Links the files of typeset formulas from a page: before its own style sheets, which so win over them, or at its start
 * where it has no head, as a fragment without a layout. `root` is what their paths in the site stand behind.
 */
export function linkMath(html: string, links: readonly MathLink[], root: string): string {
  const tags = links.map((link) => linkTag(link, root)).join('');
  const at = placeForLinks(html);
  return html.slice(0, at) + tags + html.slice(at);
}

/** When a script runs: while the page is read, or when it has been read. */
const WHEN = { now: '', later: ' defer' } as const;

function linkTag(link: MathLink, root: string): string {
  const url = root + link.path;
  if (link.kind === 'style') return `<link rel="stylesheet" href="${url}">\n`;
  const { when, label } = link;
  return `<script${WHEN[when]} src="${url}"${label === undefined ? '' : ` data-label="${label}"`}></script>\n`;
}

/** The offset where links may stand: in the head, before the first style sheet; never before the doctype. */
function placeForLinks(html: string): number {
  let place = 0;
  let inHead = false;
  for (const piece of htmlTokens(html)) {
    const { from, to, kind } = piece;
    if (kind === 'tag' && !inHead && (piece.name === 'html' || piece.name === 'head')) {
      place = to;
      inHead = piece.name === 'head';
    } else if (inHead) {
      if (endsHead(piece, html)) return from;
    } else if (kind === 'other') {
      if (!piece.comment) place = to;
    } else if (kind !== 'text' || html.slice(from, to).trim() !== '') {
      return place;
    }
  }
  return place;
}

/** Whether links must stand before this piece of a head. */
function endsHead(piece: HtmlToken, html: string): boolean {
  if (piece.kind !== 'tag') return false;
  const { name, closing, from, to } = piece;
  if (name === 'style' || name === 'body' || (name === 'head' && closing)) return true;
  const rel = name === 'link' ? (attributeOf(html.slice(from, to), 'rel') ?? '') : '';
  return /(?:^|\s)stylesheet(?:\s|$)/i.test(rel);
}
