import type { Token } from '../../document/markdown-it.js';
import { makeToken, PlainToken } from '../../document/token.js';
import { metaOf } from '../../document/token-meta.js';

/** HTML as it is, within a text. */
export function rawSpan(html: string): Token {
  const token = new PlainToken('html_raw', '', 0);
  token.content = html;
  return token;
}

/** HTML as it is, on a line of its own. */
export function rawBlock(html: string, level: number): Token {
  const token = makeToken('html_raw', '', 0, level);
  token.content = `${'  '.repeat(level)}${html}\n`;
  return token;
}

/** The names of a token's classes. */
export function classesOf(token: Token): readonly string[] {
  const classes = token.attrs === null ? null : token.attrGet('class');
  return classes === null ? [] : String(classes).split(/\s+/).filter(Boolean);
}

/** Takes an attribute off a token, and answers its value. */
export function takeAttribute(token: Token, name: string): string | undefined {
  const value = token.attrGet(name);
  if (value === null) return undefined;
  token.attrs = (token.attrs ?? []).filter(([other]) => other !== name);
  if (token.attrs.length === 0) token.attrs = null;
  return String(value);
}

/** Takes classes off a token. */
export function withoutClasses(token: Token, names: readonly string[]): void {
  const classes = classesOf(token).filter((name) => !names.includes(name));
  if (classes.length === 0) takeAttribute(token, 'class');
  else token.attrSet('class', classes.join(' '));
}

/** Gives a token a class as its first, where it has not got it. */
export function withFirstClass(token: Token, name: string): void {
  const classes = classesOf(token);
  if (!classes.includes(name)) token.attrSet('class', [name, ...classes].join(' '));
}

/** An element that holds blocks, with the attributes and the place of a token, which loses them. */
export function wrapper(tag: string, from: Token): { readonly open: Token; readonly close: Token } {
  const open = makeToken('section_open', tag, 1, from.level);
  open.attrs = from.attrs;
  const { at } = metaOf(from);
  if (at !== undefined) metaOf(open).at = at;
  from.attrs = null;
  metaOf(from).ial = undefined;
  return { open, close: makeToken('section_close', tag, -1, from.level) };
}

/** The index of the token that closes the one at `start`; the same for one that opens nothing. */
export function endOf(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    depth += tokens[at]?.nesting ?? 0;
    if (depth <= 0) return at;
  }
  return tokens.length - 1;
}

/** Puts tokens one level deeper. */
export function deepen(tokens: readonly Token[]): void {
  for (const token of tokens) token.level += 1;
}
