import { environmentOf, type MarkdownEnvironment } from '../environment.js';
import type { StateCore, Token } from '../markdown-it.js';
import { metaOf } from '../token-meta.js';

/** Notes every id of the finished page, and the names of `<a name>`, with the place of what has it. */
export function anchors(core: StateCore): void {
  addAnchors(core.tokens, 0, environmentOf(core));
}

function addAnchors(tokens: readonly Token[], around: number, environment: MarkdownEnvironment): void {
  for (const token of tokens) {
    const at = metaOf(token).at ?? around;
    const ids = [token.attrGet('id'), token.tag === 'a' ? token.attrGet('name') : null];
    for (const id of new Set(ids)) {
      if (id !== null && id !== '')
        environment.anchors.push({ id: String(id), place: environment.locate(at) });
    }
    if (token.children !== null) addAnchors(token.children, at, environment);
  }
}
