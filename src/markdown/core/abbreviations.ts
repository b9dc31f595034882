import { escapePattern } from '../../diagnostics/index.js';
import { environmentOf, type MarkdownEnvironment, tokenLists } from '../document/environment.js';
import { applyToToken } from '../document/ial.js';
import type { StateCore, Token } from '../document/markdown-it.js';
import { PlainToken, replaceTokens } from '../document/token.js';

/** How the document's abbreviations are found; of several at one place the longest counts. */
interface Matcher {
  /** One at a place. */
  readonly here: RegExp;
  /** One at a place that ends there with a word. */
  readonly whole: RegExp;
  /** The next one that is a word, with the character before it. */
  readonly next: RegExp;
}

/**
 * Marks up the abbreviations of the document in all its text, headings and links included (kramdown's
 * `replace_abbreviations`). HTML elements in which no Markdown is read keep their text as it is.
 */
export function abbreviations(state: StateCore): void {
  const environment = environmentOf(state);
  if (environment.abbreviations.size === 0) return;
  const matcher = matcherOf([...environment.abbreviations.keys()]);
  for (const tokens of tokenLists(state)) {
    for (const { type, children } of tokens) {
      if (type === 'inline' && children !== null) markUp(children, matcher, environment);
    }
  }
}

function matcherOf(names: readonly string[]): Matcher {
  const any = names
    .slice()
    .sort((a, b) => b.length - a.length)
    .map(escapePattern)
    .join('|');
  return {
    here: new RegExp(any, 'uy'),
    whole: new RegExp(`(?:${any})(?!\\w)`, 'uy'),
    next: new RegExp(`(?:[^\\w]|^)(?=(?:${any})(?!\\w))`, 'gmu'),
  };
}

function markUp(tokens: Token[], matcher: Matcher, environment: MarkdownEnvironment): void {
  const marked = tokens.flatMap((token) => {
    const parts = token.type === 'text' ? split(token.content, matcher) : [];
    return parts.length < 2
      ? [token]
      : parts.map((part, index) => partToken(token, part, index, environment));
  });
  if (marked.length > tokens.length) replaceTokens(tokens, marked);
}

/** The token for a part of a text; every second part is an abbreviation. */
function partToken(text: Token, part: string, index: number, environment: MarkdownEnvironment): Token {
  const isText = index % 2 === 0;
  const token = new PlainToken(isText ? 'text' : 'abbreviation', isText ? '' : 'abbr', 0);
  token.content = part;
  token.level = text.level;
  const definition = isText ? undefined : environment.abbreviations.get(part);
  if (definition !== undefined) {
    applyToToken(token, definition.ial, environment);
    if (definition.title !== '') token.attrSet('title', definition.title);
  }
  return token;
}

/** A text cut before and behind its abbreviations: text and abbreviations in turn, beginning and ending with text. */
function split(text: string, { here, whole, next }: Matcher): string[] {
  const parts: string[] = [];
  let last = 0;
  for (;;) {
    const at = matchAt(whole, text, last) === undefined ? searchFrom(next, text, last) : last;
    if (at < 0) break;
    // What begins with no letter may stand where the character before a word was looked for.
    const start = matchAt(here, text, at) === undefined ? at + characterLength(text, at) : at;
    const abbreviation = matchAt(here, text, start) ?? '';
    parts.push(text.slice(last, start), abbreviation);
    last = start + abbreviation.length;
  }
  parts.push(text.slice(last));
  return parts;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function searchFrom(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.index ?? -1;
}

function characterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
