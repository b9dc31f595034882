import type { MarkdownEnvironment } from '../document/environment.js';
import type { Token } from '../document/markdown-it.js';
import { makeInline, makeSpanToken, makeToken } from '../document/token.js';
import { metaOf } from '../document/token-meta.js';

interface Entry {
  readonly level: number;
  readonly id: string;
  readonly text: readonly Token[];
  readonly entries: Entry[];
}

/**
 * The table of contents of a page's headers, as a list of the kind and with the attributes of the list in whose
 * place it stands (kramdown/converter/html.rb: `generate_toc_tree`).
 */
export function tableOfContents(
  texts: readonly (readonly Token[])[],
  place: Token,
  environment: MarkdownEnvironment,
): Token[] {
  const entries = nested(texts.flatMap((tokens) => headersOf(tokens, environment)));
  if (entries.length === 0) return [];
  const id = String(place.attrGet('id') ?? 'markdown-toc');
  const tokens = listTokens(entries, place.tag, id, 0);
  const [list] = tokens;
  if (list !== undefined) {
    list.attrs = place.attrs === null ? null : [...place.attrs];
    list.attrSet('id', id);
    list.meta = place.meta;
  }
  return tokens;
}

function headersOf(tokens: readonly Token[], { kramdown }: MarkdownEnvironment): Entry[] {
  const entries: Entry[] = [];
  tokens.forEach((token, index) => {
    const id = token.type === 'heading_open' ? token.attrGet('id') : null;
    if (id === null) return;
    const level = metaOf(token).level ?? 1;
    const listed =
      kramdown.toc_levels.includes(level) && !/\bno_toc\b/.test(String(token.attrGet('class') ?? ''));
    const text = tokens[index + 1]?.children ?? [];
    if (listed)
      entries.push({
        level,
        id: String(id),
        text: text.filter(({ type }) => !LEFT_OUT.has(type)),
        entries: [],
      });
  });
  return entries;
}

/** What a header's text loses in the table: links, which it is one itself, and references to footnotes. */
const LEFT_OUT: ReadonlySet<string> = new Set(['link_open', 'link_close', 'footnote_ref']);

/** Puts each entry into the last one before it whose level is higher up. */
function nested(entries: readonly Entry[]): Entry[] {
  const roots: Entry[] = [];
  const path: Entry[] = [];
  for (const entry of entries) {
    while ((path.at(-1)?.level ?? 0) >= entry.level) path.pop();
    (path.at(-1)?.entries ?? roots).push(entry);
    path.push(entry);
  }
  return roots;
}

function listTokens(entries: readonly Entry[], tag: string, id: string, level: number): Token[] {
  const type = tag === 'ol' ? 'ordered_list' : 'bullet_list';
  const items = entries.flatMap((entry) => {
    const open = makeToken('list_item_open', 'li', 1, level + 1);
    metaOf(open).oneLine = true;
    const attributes = { href: `#${entry.id}`, id: `${id}-${entry.id}` };
    const link = makeSpanToken('link_open', 'a', 1, attributes);
    const text = makeInline([link, ...entry.text, makeSpanToken('link_close', 'a', -1)], level + 2);
    const inner = entry.entries.length > 0 ? listTokens(entry.entries, tag, id, level + 2) : [];
    const close = makeToken('list_item_close', 'li', -1, level + 1);
    metaOf(close).oneLine = inner.length === 0;
    return [open, text, ...inner, close];
  });
  return [makeToken(`${type}_open`, tag, 1, level), ...items, makeToken(`${type}_close`, tag, -1, level)];
}
