import { tokenLists } from '../core/token-lists.js';
import { documentOffset, environmentOf, type MarkdownEnvironment } from '../environment.js';
import { createFinder } from '../finder.js';
import { isKnownElement, matchOpenTag } from '../html-syntax.js';
import type { StateCore } from '../markdown-it.js';
import { joinPieces, literalPiece, type Piece, slicePiece } from '../piece.js';
import { metaOf } from '../token-meta.js';
import { isMended, reportMend } from './mend.js';

/** A tag with quoted attributes that is followed by what can stand in no tag, or by the end of its line or text. */
const UNCLOSED =
  /<(?<name>[a-z][\w-]*)(?:[ \t]+[a-z][\w-]*=(?:"[^"\n]*"|'[^'\n]*'))+[ \t]*(?=\/?[\])<\n]|\/?$)/giy;
const CODE_SPAN = /(`+)[\s\S]{0,5000}?[^`]\1(?!`)/y;

/**
 * `[Notebook <img src="badge.svg"](…)`: a tag that lacks its `>` is text to kramdown, and the reader sees markup. It
 * is read as a tag that ends where its attributes end.
 */
export function unclosedTags(core: StateCore): void {
  const environment = environmentOf(core);
  if (!isMended('unclosed-tags', environment)) return;
  for (const tokens of tokenLists(core)) {
    for (const token of tokens) {
      const { origin } = metaOf(token);
      if (token.type !== 'inline' || origin === undefined || !token.content.includes('<')) continue;
      const mended = mendPiece({ text: token.content, origin }, environment);
      token.content = mended.text;
      metaOf(token).origin = mended.origin;
    }
  }
}

function mendPiece(piece: Piece, environment: MarkdownEnvironment): Piece {
  const { text } = piece;
  const find = createFinder(text);
  const parts: Piece[] = [];
  let done = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === 0x60) {
      at += runAt(CODE_SPAN, text, at)?.length ?? runLength(text, at);
      continue;
    }
    const tag =
      code === 0x3c && matchOpenTag(text, at, find) === undefined ? runAt(UNCLOSED, text, at) : undefined;
    const name = tag === undefined ? undefined : /[a-z][\w-]*/i.exec(tag)?.[0];
    if (tag === undefined || name === undefined || !isKnownElement(name.toLowerCase())) {
      at++;
      continue;
    }
    at += tag.length;
    const place = documentOffset(piece.origin, at);
    parts.push(slicePiece(piece, done, at), literalPiece('>', place));
    done = at;
    reportMend(
      {
        code: 'link-broken-markup',
        at: documentOffset(piece.origin, at - tag.length),
        text: tag.trimEnd(),
        message: `The tag <${name}> lacks its ">", so Jekyll shows it as text; it is read as a tag.`,
        hint: `Write ${tag.trimEnd()}>.`,
      },
      environment,
    );
  }
  return parts.length === 0 ? piece : joinPieces([...parts, slicePiece(piece, done)]);
}

function runAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** How many backticks stand at `at`: they open no code span. */
function runLength(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === 0x60) end++;
  return end - at;
}
