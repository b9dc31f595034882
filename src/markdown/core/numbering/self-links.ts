import { environmentOf } from '../../document/environment.js';
import type { StateCore } from '../../document/markdown-it.js';
import { selfLink } from './block-label.js';
import { rawSpan } from './tokens.js';

/** Puts a link to itself behind the text of each heading that has an id; tables of contents have been made by then. */
export function selfLinks(core: StateCore): void {
  const { numbering } = environmentOf(core);
  if (numbering === undefined) return;
  core.tokens.forEach((token, index) => {
    const id = token.type === 'heading_open' ? token.attrGet('id') : null;
    const text = core.tokens[index + 1];
    if (id === null || text?.type !== 'inline') return;
    text.children = [...(text.children ?? []), rawSpan(selfLink(String(id), { numbering }))];
  });
}
