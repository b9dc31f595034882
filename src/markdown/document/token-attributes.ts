import type { MarkdownEnvironment } from './environment.js';
import { type Attributes, applyIal, type Ial } from './ial.js';
import type { Token } from './markdown-it.js';

/** The attributes of a token as a map, to be changed and given back to `setAttributes`. */
export function attributesOfToken(token: Token): Attributes {
  return new Map((token.attrs ?? []).map(([name, value]) => [name, String(value)]));
}

/** Gives a token its attributes, in the order in which they are printed. */
export function setAttributes(token: Token, attributes: Attributes): void {
  token.attrs = attributes.size === 0 ? null : [...attributes];
}

/** Puts what an attribute list says on a token. */
export function applyToToken(token: Token, ial: Ial, environment: MarkdownEnvironment): void {
  const attributes = attributesOfToken(token);
  applyIal(attributes, ial, environment.attributeLists);
  setAttributes(token, attributes);
}
