import type { Token } from './markdown-it.js';

/**
 * A token like markdown-it's own. That one is built for old browsers, each field by a call of its own, which takes
 * ten times as long and shows on a page with thousands of them.
 */
export class PlainToken implements Token {
  type: string;
  tag: string;
  attrs: Token['attrs'] = null;
  map: Token['map'] = null;
  nesting: Token['nesting'];
  level = 0;
  children: Token[] | null = null;
  content = '';
  markup = '';
  info = '';
  meta: Token['meta'] = null;
  block = false;
  hidden = false;

  constructor(type: string, tag: string, nesting: Token['nesting']) {
    this.type = type;
    this.tag = tag;
    this.nesting = nesting;
  }

  attrIndex(name: string): number {
    return this.attrs === null ? -1 : this.attrs.findIndex(([other]) => other === name);
  }

  attrPush(attribute: [name: string, value: string | number]): void {
    if (this.attrs === null) this.attrs = [attribute];
    else this.attrs.push(attribute);
  }

  attrSet(name: string, value: string | number): void {
    const attribute = this.attrs?.[this.attrIndex(name)];
    if (attribute === undefined) this.attrPush([name, value]);
    else attribute[1] = value;
  }

  attrGet(name: string): string | number | null {
    return this.attrs?.[this.attrIndex(name)]?.[1] ?? null;
  }

  attrJoin(name: string, value: string | number): void {
    const before = this.attrGet(name);
    this.attrSet(name, before === null ? value : `${before} ${value}`);
  }
}

/** A block token with these attributes. */
export function makeToken(
  type: string,
  tag: string,
  nesting: -1 | 0 | 1,
  level: number,
  attributes: Readonly<Record<string, string>> = {},
): Token {
  const token = new PlainToken(type, tag, nesting);
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

/** Puts tokens in the place of all tokens of a list. There may be more than a call can have arguments. */
export function replaceTokens(tokens: Token[], replacement: readonly Token[]): void {
  tokens.length = 0;
  for (const token of replacement) tokens.push(token);
}
