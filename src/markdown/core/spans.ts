import { environmentOf } from '../environment.js';
import type { StateCore } from '../markdown-it.js';
import { metaOf } from '../token-meta.js';
import { tokenLists } from './token-lists.js';

/** Reads the spans of every text: first the page's, then the footnotes'. */
export function spans(core: StateCore): void {
  const environment = environmentOf(core);
  tokenLists(core).forEach((tokens, list) => {
    let elements = 0;
    for (const token of tokens) {
      if (token.type === 'html_open') elements++;
      else if (token.type === 'html_close') elements--;
      if (token.type !== 'inline') continue;
      token.children = [];
      environment.origin = metaOf(token).origin ?? [[0, 0]];
      environment.breaksLines = list === 0 && elements === 0;
      core.md.inline.parse(token.content, core.md, core.env, token.children);
    }
  });
}
