import { environmentOf } from './environment.js';
import type { StateCore, Token } from './markdown-it.js';

/** The tokens of the page, then those of each of its footnotes. */
export function tokenLists(core: StateCore): Token[][] {
  return [core.tokens, ...[...environmentOf(core).footnotes.values()].map(({ tokens }) => tokens)];
}
