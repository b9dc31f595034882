import { htmlPieces } from '../../math/html/pieces.js';
import { environmentOf, type MarkdownEnvironment } from '../environment.js';
import type { StateCore, Token } from '../markdown-it.js';
import { type Piece, slicePiece } from '../piece.js';
import { markMath } from '../text-math.js';
import { metaOf } from '../token-meta.js';
import { tokenLists } from './token-lists.js';

/** Elements in whose text MathJax looks for no formulas (its `skipHtmlTags`). */
export const WITHOUT_MATH: ReadonlySet<string> = new Set([
  'script',
  'noscript',
  'style',
  'textarea',
  'pre',
  'code',
  'annotation',
  'annotation-xml',
]);

/** Puts marks in place of the formulas in the text of HTML that Markdown leaves alone. */
export function htmlMath(core: StateCore): void {
  const environment = environmentOf(core);
  if (!environment.mathFirst) return;
  for (const tokens of tokenLists(core)) markTokens(tokens, 0, environment);
}

/** Goes through tokens that stand in `skipped` elements without formulas; answers in how many the next ones do. */
function markTokens(tokens: readonly Token[], skipped: number, environment: MarkdownEnvironment): number {
  for (const token of tokens) {
    if (token.children !== null) skipped = markTokens(token.children, skipped, environment);
    else if (token.type === 'html_open' && WITHOUT_MATH.has(token.tag)) skipped++;
    else if (token.type === 'html_close' && WITHOUT_MATH.has(token.tag)) skipped--;
    else if (skipped === 0) markToken(token, environment);
  }
  return skipped;
}

function markToken(token: Token, environment: MarkdownEnvironment): void {
  if (token.type !== 'html_text' && token.type !== 'html_raw') return;
  const { origin } = metaOf(token);
  if (origin === undefined) return;
  const piece = { text: token.content, origin };
  token.content = token.type === 'html_text' ? markMath(piece, environment) : markHtml(piece, environment);
}

/** HTML with marks in its text, where that is no element's without formulas. */
function markHtml(html: Piece, environment: MarkdownEnvironment): string {
  let skipped = 0;
  let marked = '';
  for (const part of htmlPieces(html.text)) {
    if (part.kind === 'tag' && WITHOUT_MATH.has(part.name))
      skipped = Math.max(0, skipped + (part.closing ? -1 : 1));
    const isText = part.kind === 'text' && skipped === 0;
    marked += isText
      ? markMath(slicePiece(html, part.from, part.to), environment)
      : html.text.slice(part.from, part.to);
  }
  return marked;
}
