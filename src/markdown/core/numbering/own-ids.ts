import { environmentOf, tokenLists } from '../../document/environment.js';
import type { StateCore, Token } from '../../document/markdown-it.js';
import { rawText } from '../../document/raw-text.js';
import { headerIds } from '../../html/header-ids.js';

/**
 * The ids that a document has before its blocks are numbered: those that its author gives, and those that headings will have by
 * their texts. No block gets one of them for its number.
 */
export function ownIds(core: StateCore): Set<string> {
  const ids = new Set<string>();
  const byText = headerIds(environmentOf(core).kramdown.auto_id_prefix);
  for (const tokens of tokenLists(core)) {
    addIds(tokens, ids);
    tokens.forEach((token, index) => {
      if (token.type !== 'heading_open' || token.attrGet('id') !== null) return;
      const text = rawText(tokens[index + 1]?.children ?? []);
      // Which of them it is depends on where the heading stands.
      ids.add(byText.ofText(text)).add(byText.ofNestedText(text));
    });
  }
  return ids;
}

function addIds(tokens: readonly Token[], ids: Set<string>): void {
  for (const { attrs, children } of tokens) {
    for (const [name, value] of attrs ?? []) if (name === 'id') ids.add(String(value));
    if (children !== null) addIds(children, ids);
  }
}
