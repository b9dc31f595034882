import { environmentOf, tokenLists } from '../document/environment.js';
import type { StateCore, Token } from '../document/markdown-it.js';
import { PlainToken } from '../document/token.js';
import { metaOf } from '../document/token-meta.js';
import { isPlainText } from '../inline/text/text.js';

/** Reads the spans of every text: first the page's, then the footnotes'. */
export function spans(core: StateCore): void {
  const environment = environmentOf(core);
  tokenLists(core).forEach((tokens, list) => {
    const elements: string[] = [];
    for (const token of tokens) {
      if (token.type === 'html_open') elements.push(token.tag);
      else if (token.type === 'html_close') elements.pop();
      if (token.type !== 'inline') continue;
      token.children = [];
      if (token.content !== '' && isPlainText(token.content)) {
        token.children.push(plainText(token.content));
        continue;
      }
      environment.origin = metaOf(token).origin ?? [[0, 0]];
      environment.breaksLines = list === 0 && elements.length === 0;
      environment.elements = elements;
      environment.inCell = metaOf(token).inCell === true;
      core.md.inline.parse(token.content, core.md, core.env, token.children);
    }
  });
}

/** Half of the texts of a page hold no span; to set up the reading of spans would cost more than all else. */
function plainText(content: string): Token {
  const text = new PlainToken('text', '', 0);
  text.content = content;
  return text;
}
