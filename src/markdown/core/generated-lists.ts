import { sliceMapped } from '../../diagnostics/index.js';
import { environmentOf, type MarkdownEnvironment } from '../document/environment.js';
import type { StateCore, Token } from '../document/markdown-it.js';
import { makeToken } from '../document/token.js';
import { metaOf } from '../document/token-meta.js';
import { reportWarning, type Warning } from '../document/warnings.js';
import { footnoteSection, type UsedFootnote, usedFootnotes } from './footnotes.js';
import { tableOfContents } from './table-of-contents.js';

/**
 * Makes the lists that a page's text does not hold: the table of contents in place of a list with `{:toc}`, and
 * the footnotes at the end or in place of a list with `{:footnotes}` (kramdown/converter/html.rb: `convert_ul`,
 * `convert_root`).
 */
export function generatedLists(core: StateCore): void {
  const environment = environmentOf(core);
  const { tokens } = core;
  const contentsPlace = replaceList(tokens, 'toc');
  const footnotesPlace = replaceList(tokens, 'footnotes');
  const used = usedFootnotes(tokens, environment);
  reportUnused(used, environment);
  if (contentsPlace !== undefined) {
    const texts = [tokens, ...used.map(({ definition }) => definition.tokens)];
    replaceToken(tokens, contentsPlace, tableOfContents(texts, contentsPlace, environment));
  }
  const section = used.length > 0 ? footnoteSection(used, environment) : [];
  if (footnotesPlace === undefined) for (const token of section) tokens.push(token);
  else replaceToken(tokens, footnotesPlace, section);
}

/** Says which footnotes nothing names; an include may hold more of them than a page needs. */
function reportUnused(used: readonly UsedFootnote[], environment: MarkdownEnvironment): void {
  const named = new Set(used.map(({ definition }) => definition.name));
  for (const { name, at } of environment.footnotes.values()) {
    const [run] = sliceMapped(environment.document, at, at + 1).runs;
    if (!named.has(name) && run?.included !== true) reportWarning(unusedFootnote(name, at), environment);
  }
}

/** Of a footnote that no marker names (kramdown: "Footnote definition is unreferenced"). */
function unusedFootnote(name: string, at: number): Warning {
  return {
    code: 'footnote-unused',
    severity: 'info',
    at,
    text: `[^${name}]:`,
    message: `Nothing on this page refers to the footnote ${name}, so it is not shown.`,
    hint: `Write [^${name}] where it belongs, or remove the footnote.`,
  };
}

/**
 * Puts a token that prints nothing in place of the first list whose attribute list names `reference`, and
 * answers it: it has the list's tag and attributes.
 */
function replaceList(tokens: Token[], reference: string): Token | undefined {
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
function replaceToken(tokens: Token[], place: Token, replacement: readonly Token[]): void {
  const at = tokens.indexOf(place);
  tokens.splice(at, 1);
  const behind = tokens.splice(at);
  for (const token of replacement) tokens.push(token);
  // kramdown fills the place in when the element around it has got its line break already.
  if (behind[0]?.type === 'html_close') tokens.push(makeToken('blank', '', 0, place.level));
  for (const token of behind) tokens.push(token);
}
