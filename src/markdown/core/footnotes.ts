import type { FootnoteDefinition, MarkdownEnvironment } from '../document/environment.js';
import type { Token } from '../document/markdown-it.js';
import { makeInline, makeSpanToken, makeToken } from '../document/token.js';
import { metaOf } from '../document/token-meta.js';

/** A footnote that the text refers to. */
export interface UsedFootnote {
  readonly definition: FootnoteDefinition;
  /** Its name with the prefix that the site gives footnotes. */
  readonly name: string;
  readonly number: number;
  /** How often it has been referred to. */
  references: number;
  /** How many of the references get a link back: those that stand before the footnote's own text. */
  backlinks: number;
}

/**
 * Numbers the references to footnotes in the order of the page; footnotes that others refer to come behind those
 * (kramdown/converter/html.rb: `convert_footnote`).
 */
export function usedFootnotes(page: readonly Token[], environment: MarkdownEnvironment): UsedFootnote[] {
  const used = new Map<string, UsedFootnote>();
  numberReferences(page, used, environment);
  // A footnote may refer to others, which are added while the map is walked.
  for (const footnote of used.values()) {
    footnote.backlinks = footnote.references;
    numberReferences(footnote.definition.tokens, used, environment);
  }
  return [...used.values()];
}

function numberReferences(
  tokens: readonly Token[],
  used: Map<string, UsedFootnote>,
  environment: MarkdownEnvironment,
): void {
  for (const token of tokens) {
    if (token.children !== null) numberReferences(token.children, used, environment);
    const name = token.type === 'footnote_ref' ? metaOf(token).name : undefined;
    const definition = name === undefined ? undefined : environment.footnotes.get(name);
    if (definition === undefined) continue;
    const { footnote_prefix: prefix, footnote_nr: first } = environment.kramdown;
    const footnote = used.get(definition.name) ?? {
      definition,
      name: prefix + definition.name,
      number: first + used.size,
      references: 0,
      backlinks: 0,
    };
    used.set(definition.name, footnote);
    const repeat = footnote.references === 0 ? '' : `:${footnote.references}`;
    footnote.references++;
    token.attrs = [['id', `fnref:${footnote.name}${repeat}`]];
    token.markup = `#fn:${footnote.name}`;
    token.content = String(footnote.number);
  }
}

/** How deep the blocks of a footnote stand in the list of footnotes. */
const CONTENT_LEVEL = 3;

/** The list of footnotes, each with a link back (kramdown/converter/html.rb: `footnote_content`). */
export function footnoteSection(used: readonly UsedFootnote[], environment: MarkdownEnvironment): Token[] {
  const first = environment.kramdown.footnote_nr;
  const start: Record<string, string> = first === 1 ? {} : { start: String(first) };
  return [
    makeToken('section_open', 'div', 1, 0, { class: 'footnotes', role: 'doc-endnotes' }),
    makeToken('ordered_list_open', 'ol', 1, 1, start),
    ...used.flatMap((footnote) => footnoteItem(footnote, environment)),
    makeToken('ordered_list_close', 'ol', -1, 1),
    makeToken('section_close', 'div', -1, 0),
  ];
}

function footnoteItem(footnote: UsedFootnote, environment: MarkdownEnvironment): Token[] {
  const { definition, name } = footnote;
  const open = makeToken('list_item_open', 'li', 1, 2, { id: `fn:${name}`, role: 'doc-endnote' });
  metaOf(open).at = definition.at;
  const content = definition.tokens;
  for (const token of content) token.level += CONTENT_LEVEL;
  const text = textForBacklink(definition, environment.kramdown.footnote_backlink_inline);
  const backlinks = backlinkTokens(footnote, text !== undefined, environment);
  if (text !== undefined) {
    text.children = [...(text.children ?? []), ...backlinks];
  } else {
    content.push(
      makeToken('paragraph_open', 'p', 1, CONTENT_LEVEL),
      makeInline(backlinks, CONTENT_LEVEL + 1),
      makeToken('paragraph_close', 'p', -1, CONTENT_LEVEL),
    );
  }
  return [open, ...content, makeToken('list_item_close', 'li', -1, 2)];
}

/** The text at the end of a footnote that the link back can go on with. */
function textForBacklink(
  { tokens, endsWithParagraph }: FootnoteDefinition,
  inline: boolean,
): Token | undefined {
  if (!endsWithParagraph && !inline) return undefined;
  let at = tokens.length - 1;
  while (tokens[at]?.nesting === -1 && !TEXTS.has(tokens[at]?.type ?? '')) at--;
  return TEXTS.has(tokens[at]?.type ?? '') ? tokens[at - 1] : undefined;
}

const TEXTS: ReadonlySet<string> = new Set(['paragraph_close', 'heading_close']);

function backlinkTokens(
  { name, backlinks }: UsedFootnote,
  behindText: boolean,
  { kramdown }: MarkdownEnvironment,
): Token[] {
  const text = kramdown.footnote_backlink;
  if (text === '') return [];
  return Array.from({ length: backlinks }, (_, index) => {
    const token = makeSpanToken('footnote_backlink', 'a', 0);
    token.content = text;
    token.markup = `#fnref:${name}${index === 0 ? '' : `:${index}`}`;
    // Between the links, and between the text and them, stands a space at which the line does not break.
    token.info = index > 0 || behindText ? '\u00A0' : '';
    metaOf(token).level = index + 1;
    return token;
  });
}
