import type { StateCore, Token } from '../document/markdown-it.js';
import { metaOf } from '../document/token-meta.js';
import { documentOffset, type OffsetMap, sliceOrigin } from '../source/segment.js';
import { placeFinder } from './text-places.js';

/** What stands on both sides of the TeX of a formula's token. */
const DELIMITERS: Readonly<Record<string, string>> = {
  math_inline: '$',
  math_block: '$$',
  math_environment: '',
};

/** Gives tokens their places in the document, and formulas and HTML the places of all their characters. */
export function places(core: StateCore): void {
  const find = placeFinder(core.src);
  let lines: [from: number, to: number] = [0, 1];
  core.tokens.forEach((token, index) => {
    // Of a table markdown-it knows the lines of the rows, not those of the cells.
    const inCell = token.map === null && token.type === 'inline';
    if (token.map === null && !inCell) return;
    lines = token.map ?? lines;
    const meta = metaOf(token);
    if (token.type === 'inline') {
      const origin = inCell ? find.cell(token.content, lines[0]) : find.text(token.content, lines);
      placeText(token, core.tokens[index - 1], origin);
    } else if (token.type === 'html_block') {
      meta.origin = find.text(token.content, lines);
      token.type = 'html_raw';
    } else if (token.type === 'math_block') {
      const origin = find.text(token.content, lines);
      meta.formula = { text: token.content, origin, display: true, delimiters: ['$$', '$$'] };
    } else if (meta.at === undefined) {
      meta.at = find.line(lines[0]);
    }
  });
}

function placeText(text: Token, opening: Token | undefined, origin: OffsetMap): void {
  const meta = metaOf(text);
  meta.origin = origin;
  meta.at = origin[0]?.[1] ?? 0;
  if (opening?.nesting === 1) metaOf(opening).at = meta.at;
  for (const child of text.children ?? []) placeSpan(child, text.content, origin);
}

/** Where the URL stands in the parentheses at `pos`, if there are any. */
function destination(text: string, pos: number): number | undefined {
  if (text[pos] !== '(') return undefined;
  let at = pos + 1;
  while (/[ \t\n]/.test(text.charAt(at))) at++;
  return text[at] === '<' ? at + 1 : at;
}

function placeSpan(token: Token, text: string, origin: OffsetMap): void {
  if (token.map === null) return;
  const [from, to] = token.map;
  token.map = null;
  const meta = metaOf(token);
  meta.at = documentOffset(origin, from);
  if (token.type === 'link_open' && token.markup === 'autolink') meta.url = from + 1;
  else if (token.type === 'link_open' && token.markup === '') meta.url = destination(text, to + 1);
  else if (token.type === 'image') meta.url = destination(text, from + 2 + token.content.length + 1);
  const { content } = token;
  if (token.type === 'html_inline') {
    token.type = 'html_raw';
    meta.origin = sliceOrigin(origin, from, from + content.length);
    return;
  }
  const delimiter = DELIMITERS[token.type];
  if (delimiter === undefined) return;
  // Within dollars backticks may stand around the TeX, as GitHub has it.
  const inTicks = token.type === 'math_inline' && content.length > 2 && /^`[\s\S]*`$/.test(content);
  const start = from + delimiter.length + (inTicks ? 1 : 0);
  const end = from + delimiter.length + content.length - (inTicks ? 1 : 0);
  const display = token.type !== 'math_inline';
  const piece = { text: text.slice(start, end), origin: sliceOrigin(origin, start, end) };
  meta.formula = { ...piece, display, delimiters: [delimiter, delimiter] };
}
