import { hasControlSequence } from './tex.js';

/** `indexOf` of one text that does not go over the same part again when it is asked with ascending offsets. */
export type Find = (what: string, from: number) => number;

/** What may begin or end a formula, code or a comment. */
const DELIMITERS = /[$`\\<~]/g;
const NAME = /^-?\s*(\w+)/;

/** Names that Liquid knows on a site. */
export interface KnownNames {
  /** Names of all tags, with those that only stand inside of others (`else`, `endif`). */
  readonly tagNames: ReadonlySet<string>;
  /** Whether a filter goes by a name. */
  readonly isFilter: (name: string) => boolean;
}

/**
 * A text of the same length in which the insides of Liquid's constructs hold nothing that could be taken for the
 * delimiter of a formula or of code: `{{ "$" }}`, `{% assign parts = x | split: "$" %}`.
 */
export function maskLiquid(text: string, { tagNames, isFilter }: KnownNames, find: Find): string {
  const parts: string[] = [];
  let done = 0;
  const opener = /\{[{%]/g;
  for (let match = opener.exec(text); match !== null; match = opener.exec(text)) {
    const from = opener.lastIndex;
    const to = match[0] === '{{' ? outputEnd(text, from, find) : tagEnd(text, from, tagNames, find);
    if (to === undefined) {
      opener.lastIndex = from - 1;
      continue;
    }
    opener.lastIndex = to + 2;
    const inside = text.slice(from, to);
    const masked = inside.replace(DELIMITERS, ' ');
    if (masked === inside || (match[0] === '{{' && hasControlSequence(inside, isFilter))) continue;
    parts.push(text.slice(done, from), masked);
    done = to;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(done);
}

/**
 * Where the `}}` stands that ends the output whose inside begins at `from`; undefined where one brace alone comes, or another
 * output begins before.
 */
function outputEnd(text: string, from: number, find: Find): number | undefined {
  const close = find('}', from);
  const inner = find('{{', from);
  if (inner >= 0 && inner < close) return undefined;
  return close >= 0 && text[close + 1] === '}' ? close : undefined;
}

/** Where the `%}` stands that ends the tag whose inside begins at `from`, if it is a tag. */
function tagEnd(text: string, from: number, tagNames: ReadonlySet<string>, find: Find): number | undefined {
  const close = find('%}', from);
  if (close < 0 || opensAnotherTag(text, from, close, find)) return undefined;
  return isTagEvenInMath(text.slice(from, close), tagNames) ? close : undefined;
}

/**
 * Whether what stands in `{% … %}` is a tag even where it seems to stand in a formula: it has a name that is known, or ends on
 * its line, which TeX's `%` would hide.
 */
export function isTagEvenInMath(inside: string, tagNames: ReadonlySet<string>): boolean {
  const [, name] = NAME.exec(inside) ?? [];
  return name !== undefined && (tagNames.has(name) || !inside.includes('\n'));
}

/** Whether another tag opens before this one is closed, outside of quotes: then its own end is missing. */
export function opensAnotherTag(text: string, from: number, close: number, find: Find): boolean {
  const inner = find('{%', from);
  if (inner < 0 || inner > close) return false;
  const unquoted = text.slice(from, inner).replace(/"[^"]*"|'[^']*'/g, '');
  return !/["']/.test(unquoted);
}
