import type { Token } from './markdown-it.js';

/** Puts tokens in the place of all tokens of a list. There may be more than a call can have arguments. */
export function refill(tokens: Token[], replacement: readonly Token[]): void {
  tokens.length = 0;
  for (const token of replacement) tokens.push(token);
}
