import { LightToken } from './light-token.js';
import type { Token } from './markdown-it.js';

/** A block token with these attributes. */
export function makeToken(
  type: string,
  tag: string,
  nesting: -1 | 0 | 1,
  level: number,
  attributes: Readonly<Record<string, string>> = {},
): Token {
  const token = new LightToken(type, tag, nesting);
  token.block = true;
  token.level = level;
  const pairs = Object.entries(attributes);
  token.attrs = pairs.length > 0 ? pairs : null;
  return token;
}

/** A token of a span with these attributes. */
export function makeSpanToken(
  type: string,
  tag: string,
  nesting: -1 | 0 | 1,
  attributes: Readonly<Record<string, string>> = {},
): Token {
  const token = makeToken(type, tag, nesting, 0, attributes);
  token.block = false;
  return token;
}

/** A text whose spans are these tokens. */
export function makeInline(children: Token[], level: number): Token {
  const token = makeToken('inline', '', 0, level);
  token.children = children;
  return token;
}
