import { MarkdownIt } from '../document/markdown-it.js';

const DEFINITION = /(?<![^\n])[ \t>]*\[((?:\\.|[^\]\\\n])+)\]:[ \t]*\n?[ \t]*<?(?=\S)/g;

/** Where the URLs of link definitions stand in a document, by the names under which markdown-it knows them. */
export function definitionPlaces(source: string): ReadonlyMap<string, number> {
  const { normalizeReference } = new MarkdownIt('zero').utils;
  const places = new Map<string, number>();
  for (const match of source.matchAll(DEFINITION)) {
    const name = normalizeReference(match[1] ?? '');
    if (!places.has(name)) places.set(name, match.index + match[0].length);
  }
  return places;
}
