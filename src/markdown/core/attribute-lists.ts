import { environmentOf } from '../environment.js';
import type { StateCore } from '../markdown-it.js';
import { applyToToken } from '../token-attributes.js';
import { metaOf } from '../token-meta.js';
import { tokenLists } from './token-lists.js';

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
