import { environmentOf, type MarkdownEnvironment } from '../document/environment.js';
import { attributesOfToken } from '../document/ial.js';
import type { MarkdownIt, RendererRule, Token } from '../document/markdown-it.js';
import type { KramdownOptions } from '../document/options.js';
import { metaOf } from '../document/token-meta.js';
import { type Entity, entityByPoint, entityCharacter } from '../source/entities.js';
import { escapeAll, escapeText, printAttributes } from './escape.js';
import { addHighlighterClass, defaultLanguage, highlightCode, languageOf } from './highlight.js';

type Print = (token: Token, environment: MarkdownEnvironment) => string;

/** Sets how the tokens of spans are printed (kramdown's `converter/html.rb`), and attributes of all tokens. */
export function printSpans(md: MarkdownIt): void {
  md.renderer.renderAttrs = ({ attrs }) => (attrs === null ? '' : printAttributes(attrs));
  const rule =
    (print: Print): RendererRule =>
    (tokens, index, _options, env) => {
      const token = tokens[index];
      return token === undefined ? '' : print(token, environmentOf({ env }));
    };
  md.renderer.rules['text'] = rule(printText);
  md.renderer.rules['html_text'] = rule(printText);
  md.renderer.rules['html_raw'] = rule(({ content }) => content);
  md.renderer.rules['code_inline'] = rule(printCode);
  md.renderer.rules['entity'] = rule(printEntityToken);
  md.renderer.rules['smart_quote'] = rule(printQuote);
  md.renderer.rules['typographic'] = rule(printSymbol);
  md.renderer.rules['hardbreak'] = rule(() => '<br />');
  md.renderer.rules['image'] = rule(({ attrs }) => `<img${printAttributes(attrs ?? [])} />`);
  md.renderer.rules['abbreviation'] = rule(
    ({ attrs, content }) => `<abbr${printAttributes(attrs ?? [])}>${escapeText(content)}</abbr>`,
  );
}

const BREAK_BETWEEN_CJK =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])\n(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu;

function printText({ content }: Token, { kramdown }: MarkdownEnvironment): string {
  const html = escapeText(content);
  return kramdown.remove_line_breaks_for_cjk ? html.replace(BREAK_BETWEEN_CJK, '') : html;
}

/** Code is highlighted in the language its class names, else as the plain text that Jekyll makes the default. */
function printCode(token: Token, environment: MarkdownEnvironment): string {
  const attributes = attributesOfToken(token);
  const { syntax_highlighter: highlighter } = environment.kramdown;
  const language = languageOf(attributes) ?? defaultLanguage('span', environment);
  const html = highlightCode(token.content, language, 'span', environment, metaOf(token).at ?? 0);
  if (html !== undefined && highlighter !== null) addHighlighterClass(attributes, highlighter, language);
  return `<code${printAttributes(attributes)}>${html ?? escapeAll(token.content)}</code>`;
}

function printEntityToken(token: Token, { kramdown }: MarkdownEnvironment): string {
  const { entity } = metaOf(token);
  return entity === undefined ? '' : printEntity(entity, kramdown, token.info);
}

/** Characters that are not printed as themselves, with the exception of `"`. */
const MARKUP = new Set(['<', '>', '&']);

/**
 * A character as `entity_output` wants it (kramdown's `entity_to_str`). `written` is the reference that the author
 * wrote, '' where there was none.
 */
export function printEntity(entity: Entity, { entity_output }: KramdownOptions, written = ''): string {
  const character = entityCharacter(entity);
  if (entity_output === 'as_char' && character !== undefined && !MARKUP.has(character)) return character;
  if ((entity_output === 'as_input' || entity_output === 'as_char') && written !== '') return written;
  const symbolic = entity_output === 'symbolic' || character === '"' || MARKUP.has(character ?? '');
  return symbolic && entity.name !== undefined ? `&${entity.name};` : `&#${entity.point};`;
}

/** In the order of the option `smart_quotes`. */
const QUOTES: readonly string[] = ['lsquo', 'rsquo', 'ldquo', 'rdquo'];

function printQuote(token: Token, { kramdown }: MarkdownEnvironment): string {
  const index = QUOTES.indexOf(token.info);
  return printCharacters(kramdown.smart_quotes[index] ?? token.content, kramdown);
}

function printSymbol(token: Token, { kramdown }: MarkdownEnvironment): string {
  const instead = kramdown.typographic_symbols[token.info];
  return instead === undefined ? printCharacters(token.content, kramdown) : escapeText(instead);
}

function printCharacters(text: string, kramdown: KramdownOptions): string {
  return Array.from(text, (character) =>
    printEntity(entityByPoint(character.codePointAt(0) ?? 0), kramdown),
  ).join('');
}
