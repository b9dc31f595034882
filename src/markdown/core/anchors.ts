import { environmentOf, type MarkdownEnvironment } from '../document/environment.js';
import type { StateCore, Token } from '../document/markdown-it.js';
import { metaOf } from '../document/token-meta.js';

/** Notes every id of the finished page, and the names of `<a name>`, with the place of what has it. */
export function anchors(core: StateCore): void {
  addAnchors(core.tokens, 0, environmentOf(core));
}

/** A token that has no place, as those of the table of contents, has the one of the token before it. */
function addAnchors(tokens: readonly Token[], before: number, environment: MarkdownEnvironment): void {
  let at = before;
  for (const token of tokens) {
    at = (token.meta === null ? undefined : metaOf(token).at) ?? at;
    if (token.attrs !== null)
      for (const id of idsOf(token)) environment.anchors.push({ id, place: environment.locate(at) });
    if (token.children !== null) addAnchors(token.children, at, environment);
  }
}

function idsOf(token: Token): readonly string[] {
  const names = [token.attrGet('id'), token.tag === 'a' ? token.attrGet('name') : null];
  return [...new Set(names.filter((id) => id !== null && id !== '').map(String))];
}
