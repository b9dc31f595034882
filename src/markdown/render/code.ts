import type { MarkdownEnvironment } from '../document/environment.js';
import { attributesOfToken } from '../document/ial.js';
import type { Token } from '../document/markdown-it.js';
import { metaOf } from '../document/token-meta.js';
import { reportWarning, type Warning } from '../document/warnings.js';
import { tooLongToColour } from '../highlight/index.js';
import { escapeAll, printAttributes } from './escape.js';
import {
  addHighlighterClass,
  defaultLanguage,
  highlightCode,
  isHighlighted,
  isPlainText,
  languageOf,
  wrappedBlock,
} from './highlight.js';

/**
 * A code block: in rouge's wrappers where the highlighter knows its language, else plain
 * (kramdown/converter/html.rb: `convert_codeblock`).
 */
export function renderCode(token: Token, indent: string, environment: MarkdownEnvironment): string {
  const { syntax_highlighter: highlighter } = environment.kramdown;
  const attributes = attributesOfToken(token);
  const named = languageOf(attributes);
  if (named !== undefined) {
    const others = (attributes.get('class') ?? '').replace(/\blanguage-\S+/, '').trim();
    if (others === '') attributes.delete('class');
    else attributes.set('class', others);
  }
  const language = named ?? defaultLanguage('block', environment);
  // The language of a fence may have options for the highlighter behind it, which its class has not.
  const html = highlightCode(
    token.content,
    token.info || language,
    'block',
    environment,
    metaOf(token).at ?? 0,
  );
  if (named !== undefined) reportColours(named, html !== undefined, token, environment);
  if (html === undefined || highlighter === null) return plainCode(token, indent, named, attributes);
  addHighlighterClass(attributes, highlighter, language);
  return `${indent}<div${printAttributes(attributes)}>${wrappedBlock(html, environment)}${indent}</div>\n`;
}

/** Reports a language that has no colours, and code that is too long for them. */
function reportColours(name: string, isKnown: boolean, token: Token, environment: MarkdownEnvironment): void {
  if (!isHighlighted('block', environment) || isPlainText(name)) return;
  const at = metaOf(token).at ?? 0;
  const why = isKnown ? tooLongToColour(token.content) : undefined;
  if (why !== undefined) reportWarning(codeTooLong(why, name, at), environment);
  else if (!isKnown) reportWarning(unknownLanguage(name, at), environment);
}

function plainCode(
  token: Token,
  indent: string,
  language: string | undefined,
  attributes: ReadonlyMap<string, string>,
): string {
  const escaped = escapeAll(token.content).replace(/\n$/, '');
  const shown = /\bshow-whitespaces\b/.test(String(token.attrGet('class') ?? ''));
  const code = `<code${printAttributes(language === undefined ? [] : [['class', `language-${language}`]])}>`;
  return `${indent}<pre${printAttributes(attributes)}>${code}${shown ? showSpaces(escaped) : escaped}\n</code></pre>\n`;
}

/** Spaces and tabs as elements that show them, told apart by where in the line they stand. */
function showSpaces(code: string): string {
  return code.replace(/^[ \t]+|[ \t]+$|[ \t]+/gm, (spaces, offset: number) => {
    const atStart = offset === 0 || code[offset - 1] === '\n';
    const atEnd = offset + spaces.length === code.length || code[offset + spaces.length] === '\n';
    const side = atStart ? '-l' : atEnd ? '-r' : '';
    return [...spaces]
      .map((c) =>
        c === '\t' ? `<span class="ws-tab${side}">\t</span>` : `<span class="ws-space${side}">&#8901;</span>`,
      )
      .join('');
  });
}

/** Of code that is too long for colours; `why` is a sentence. */
function codeTooLong(why: string, language: string, at: number): Warning {
  return {
    code: 'code-too-long',
    severity: 'warning',
    at,
    text: language,
    message: why,
    hint: 'Show the part that matters and link to the file, or write "text" for its language.',
  };
}

/** Of code in a language for which there are no colours. */
function unknownLanguage(language: string, at: number): Warning {
  return {
    code: 'code-language',
    severity: 'info',
    at,
    text: language,
    message: `There are no colours for code in the language ${language}, so such code stays plain.`,
    hint: 'Correct the name of the language, or write "text" where none is meant.',
  };
}
