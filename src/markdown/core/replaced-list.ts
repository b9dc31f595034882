import type { Token } from '../document/markdown-it.js';
import { makeToken } from '../document/token.js';
import { metaOf } from '../document/token-meta.js';

/**
 * Puts a token that prints nothing in place of the first list whose attribute list names `reference`, and
 * answers it: it has the list's tag and attributes.
 */
export function replaceList(tokens: Token[], reference: string): Token | undefined {
  const start = tokens.findIndex(
    (token) => LISTS.has(token.type) && metaOf(token).ial?.refs.includes(reference) === true,
  );
  const open = tokens[start];
  if (open === undefined) return undefined;
  const closeType = open.type.replace('_open', '_close');
  const length = tokens
    .slice(start)
    .findIndex(({ type, level }) => type === closeType && level === open.level);
  const place = makeToken('list_place', open.tag, 0, open.level);
  place.attrs = open.attrs;
  place.meta = open.meta;
  tokens.splice(start, length + 1, place);
  return place;
}

const LISTS: ReadonlySet<string> = new Set(['bullet_list_open', 'ordered_list_open']);

/** Puts tokens in the place of another. */
export function replaceToken(tokens: Token[], place: Token, replacement: readonly Token[]): void {
  const at = tokens.indexOf(place);
  tokens.splice(at, 1);
  const behind = tokens.splice(at);
  for (const token of replacement) tokens.push(token);
  // kramdown fills the place in when the element around it has got its line break already.
  if (behind[0]?.type === 'html_close') tokens.push(makeToken('blank', '', 0, place.level));
  for (const token of behind) tokens.push(token);
}
