import { environmentOf } from '../environment.js';
import type { StateCore } from '../markdown-it.js';
import { metaOf } from '../token-meta.js';
import { tokenLists } from './token-lists.js';

/** Reads the spans of every text: first the page's, then the footnotes'. */
export function spans(core: StateCore): void {
  const environment = environmentOf(core);
  for (const tokens of tokenLists(core)) {
    for (const token of tokens) {
      if (token.type !== 'inline') continue;
      token.children = [];
      environment.origin = metaOf(token).origin ?? [[0, 0]];
      core.md.inline.parse(token.content, core.md, core.env, token.children);
    }
  }
}
