import { decodeEntities } from '../markdown/index.js';

const TAG_WITH_ID = /<[a-z][^>]*?\s(?:id|name)\s*=[^>]*>/gi;
const ID = /\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

/** Every id of an HTML text, and the names of its `<a>`s: where a link's fragment can lead. */
export function elementIds(html: string): Set<string> {
  const ids = new Set<string>();
  for (const [tag] of html.matchAll(TAG_WITH_ID)) {
    const isLink = /^<a\s/i.test(tag);
    for (const [attribute, double, single, bare] of tag.matchAll(ID)) {
      if (!isLink && /^\sname/i.test(attribute)) continue;
      ids.add(decodeEntities(double ?? single ?? bare ?? ''));
    }
  }
  return ids;
}
