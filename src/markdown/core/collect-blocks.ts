import { environmentOf } from '../environment.js';
import { collectTokens } from '../inline/collect.js';
import type { StateCore } from '../markdown-it.js';
import { tokenLists } from './token-lists.js';

/** Notes the formulas and URLs that blocks hold beside their texts. */
export function collectBlocks(core: StateCore): void {
  for (const tokens of tokenLists(core)) collectTokens(tokens, environmentOf(core));
}
