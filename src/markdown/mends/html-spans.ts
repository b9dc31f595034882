import { makeToken } from '../core/make-token.js';
import { tokenLists } from '../core/token-lists.js';
import { documentOffset, environmentOf, type MarkdownEnvironment } from '../environment.js';
import type { StateCore, Token } from '../markdown-it.js';
import { type Piece, slicePiece } from '../piece.js';
import { metaOf } from '../token-meta.js';
import { isMended, reportMend } from './mend.js';

/** Elements whose text shows its signs as they are. */
const LITERAL: ReadonlySet<string> = new Set(
  'code kbd math option pre samp script style svg textarea var'.split(' '),
);

/**
 * Formulas, which are stepped over (up to a length that keeps the search linear), and spans that leave no doubt: strong, emphasised, struck and code text that
 * is closed on its line, and links and images with a URL without spaces.
 */
const SPANS =
  /\$\$[\s\S]{0,5000}?\$\$|\$[^$\n]+\$|\\\([\s\S]{0,5000}?\\\)|\\\[[\s\S]{0,5000}?\\\]|(?<span>\*\*(?![\s*])[^*\n]*[^\s*]\*\*|~~(?![\s~])[^~\n]*[^\s~]~~|(?<![\w*\\])\*(?![\s*])[^*\n]*[^\s*]\*(?![\w*])|(?<![`\\])`[^`\n]+`(?!`)|!?\[[^\][\n]+\]\([^()\s]+\)(?:\{:[^{}\n]*\})?)/g;

/**
 * `<div>**strong**</div>`: in raw HTML Markdown is not read, so Jekyll shows the asterisks. The spans are read;
 * blocks stay as they are, and so does the text of `<code>`, `<pre>` and their like.
 */
export function htmlSpans(core: StateCore): void {
  const environment = environmentOf(core);
  if (!isMended('html-spans', environment)) return;
  for (const tokens of tokenLists(core)) mendTokens(tokens, environment);
}

function mendTokens(tokens: Token[], environment: MarkdownEnvironment): void {
  let literal = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) return;
    if (token.type === 'html_open' && LITERAL.has(token.tag)) literal++;
    else if (token.type === 'html_close' && LITERAL.has(token.tag)) literal--;
    const { origin } = metaOf(token);
    if (token.type !== 'html_text' || literal > 0 || origin === undefined) continue;
    const parts = splitText({ text: token.content, origin }, token, environment);
    if (parts.length < 2) continue;
    tokens.splice(index, 1, ...parts);
    index += parts.length - 1;
  }
}

/** The text of raw HTML as texts and, between them, spans that are still to be read. */
function splitText(piece: Piece, token: Token, environment: MarkdownEnvironment): Token[] {
  const parts: Token[] = [];
  let done = 0;
  const addText = (to: number): void => {
    if (to > done) parts.push(partOf('html_text', slicePiece(piece, done, to), token));
  };
  for (const match of piece.text.matchAll(SPANS)) {
    const span = match.groups?.['span'];
    if (span === undefined) continue;
    addText(match.index);
    done = match.index + span.length;
    const inline = partOf('inline', slicePiece(piece, match.index, done), token);
    inline.children = [];
    parts.push(inline);
    reportMend(
      {
        code: 'markdown-in-html',
        at: documentOffset(piece.origin, match.index),
        text: span,
        message:
          'This Markdown stands in raw HTML, where Jekyll shows its signs as they are; it is read as Markdown.',
        hint: 'For Jekyll, add markdown="span" to the element around it, or write HTML.',
      },
      environment,
    );
  }
  addText(piece.text.length);
  return parts;
}

function partOf(type: string, piece: Piece, token: Token): Token {
  const part = makeToken(type, '', 0, token.level);
  part.content = piece.text;
  part.meta = { ...metaOf(token), at: piece.origin[0]?.[1] ?? 0, origin: piece.origin };
  return part;
}
