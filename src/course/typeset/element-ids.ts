import { decodeEntities } from '../../markdown/index.js';
import { attributeOf, COMMON_TAGS_WITHOUT_ID, htmlTokens } from '../../math/index.js';

const NAMED = /id|name/i;

/** Every id of an HTML text, and the names of its `<a>`s: where a link's fragment can lead. */
export function elementIds(html: string): Set<string> {
  const ids = new Set<string>();
  for (const piece of htmlTokens(html, COMMON_TAGS_WITHOUT_ID)) {
    if (piece.kind !== 'tag' || piece.closing) continue;
    const tag = html.slice(piece.from, piece.to);
    if (!NAMED.test(tag)) continue;
    const names = piece.name === 'a' ? ['id', 'name'] : ['id'];
    for (const name of names) {
      const id = attributeOf(tag, name);
      if (id !== undefined && id !== '') ids.add(decodeEntities(id));
    }
  }
  return ids;
}
