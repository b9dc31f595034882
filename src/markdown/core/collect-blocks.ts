import { environmentOf } from '../document/environment.js';
import type { StateCore } from '../document/markdown-it.js';
import { tokenLists } from '../document/token-lists.js';
import { collectTokens } from '../inline/collect.js';

/** Notes the formulas and URLs that blocks hold beside their texts. */
export function collectBlocks(core: StateCore): void {
  for (const tokens of tokenLists(core)) collectTokens(tokens, environmentOf(core));
}
