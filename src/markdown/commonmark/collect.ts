import { formulaMark, LITERAL_DOLLAR } from '../../math/index.js';
import { environmentOf, type MarkdownEnvironment } from '../document/environment.js';
import { MarkdownIt, type StateCore, type Token } from '../document/markdown-it.js';
import { relativeLink } from '../document/relative-link.js';
import { metaOf } from '../document/token-meta.js';
import { collectHtml } from '../html/references.js';
import { documentOffset, mappedFormula, type OffsetMap } from '../source/segment.js';

/** Notes the formulas and URLs of the document; marks dollars that are text as such. */
export function collect(core: StateCore): void {
  const environment = environmentOf(core);
  const definitions = definitionPlaces(core.src);
  for (const token of core.tokens) {
    collectToken(token, environment);
    if (token.type !== 'inline') continue;
    const text = { content: token.content, origin: metaOf(token).origin ?? [[0, 0]], read: 0 };
    token.children?.forEach((child, index, children) => {
      collectToken(child, environment);
      // Behind a tag markdown-it-katex opens no formula; whoever typesets the page may.
      if (environment.options.dollars && child.type === 'text' && children[index - 1]?.type !== 'html_raw') {
        child.content = child.content.replaceAll('$', LITERAL_DOLLAR);
      }
      if (child.type === 'image') addUrl(child, 'src', text, definitions, environment);
      if (child.type !== 'link_open') return;
      if (child.markup === 'linkify') placeAddress(child, children[index + 1]?.content ?? '', text);
      addUrl(child, 'href', text, definitions, environment);
    });
  }
}

function collectToken(token: Token, environment: MarkdownEnvironment): void {
  const { formula, origin } = metaOf(token);
  if (formula !== undefined) {
    token.content = formulaMark(environment.formulas.push(mappedFormula(formula, environment)) - 1);
  } else if (token.type === 'html_raw' && origin !== undefined) {
    collectHtml(token.content, origin, environment);
  }
}

/** The text of a block, and how far its bare addresses have been found. */
interface BlockContent {
  readonly content: string;
  readonly origin: OffsetMap;
  read: number;
}

/** A bare address has no place of its own until it is found in its block's text again. */
function placeAddress(link: Token, address: string, text: BlockContent): void {
  const at = text.content.indexOf(address, text.read);
  if (at < 0) return;
  metaOf(link).url = at;
  text.read = at + address.length;
}

function addUrl(
  token: Token,
  attribute: 'href' | 'src',
  { origin }: BlockContent,
  definitions: ReadonlyMap<string, number>,
  environment: MarkdownEnvironment,
): void {
  const meta = metaOf(token);
  const defined = meta.label === undefined ? undefined : definitions.get(meta.label);
  const written =
    meta.url === undefined || meta.label !== undefined ? undefined : documentOffset(origin, meta.url);
  const at = written ?? defined ?? meta.at ?? 0;
  const url = String(token.attrGet(attribute) ?? '');
  const label = token.type === 'image' && token.content !== '' ? token.content : undefined;
  const place = environment.locate(at);
  environment.references.push({
    element: token.tag,
    attribute,
    url,
    place,
    ...(label !== undefined && { label }),
  });
  const target = relativeLink(url, at, environment);
  if (target !== undefined) token.attrSet(attribute, target);
}

const DEFINITION = /(?<![^\n])[ \t>]*\[((?:\\.|[^\]\\\n])+)\]:[ \t]*\n?[ \t]*<?(?=\S)/g;

/** Where the URLs of link definitions stand in a document, by the names under which markdown-it knows them. */
function definitionPlaces(source: string): ReadonlyMap<string, number> {
  const { normalizeReference } = new MarkdownIt('zero').utils;
  const places = new Map<string, number>();
  for (const match of source.matchAll(DEFINITION)) {
    const name = normalizeReference(match[1] ?? '');
    if (!places.has(name)) places.set(name, match.index + match[0].length);
  }
  return places;
}
