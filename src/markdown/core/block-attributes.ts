import { environmentOf } from '../document/environment.js';
import type { StateCore } from '../document/markdown-it.js';
import { applyToToken } from '../document/token-attributes.js';
import { tokenLists } from '../document/token-lists.js';
import { metaOf } from '../document/token-meta.js';

/** Puts the attribute lists that stand on blocks on their tokens, now that all definitions are known. */
export function attributeLists(core: StateCore): void {
  const environment = environmentOf(core);
  for (const tokens of tokenLists(core)) {
    for (const token of tokens) {
      const { ial } = metaOf(token);
      if (ial !== undefined) applyToToken(token, ial, environment);
    }
  }
}
