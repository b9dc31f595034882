import { headerIds, rawText } from '../core/headers.js';
import { environmentOf } from '../document/environment.js';
import type { StateCore } from '../document/markdown-it.js';
import { metaOf } from '../document/token-meta.js';

/** Gives headers the ids that GitHub gives them, and notes them. */
export function headers(core: StateCore): void {
  const environment = environmentOf(core);
  const ids = headerIds(environment.kramdown.auto_id_prefix);
  core.tokens.forEach((token, index) => {
    if (token.type !== 'heading_open') return;
    const text = rawText(core.tokens[index + 1]?.children ?? []);
    const id = ids.ofText(text);
    token.attrSet('id', id);
    const level = Number(token.tag.slice(1));
    environment.headings.push({
      level,
      id,
      text: text.trim(),
      place: environment.locate(metaOf(token).at ?? 0),
    });
  });
}
