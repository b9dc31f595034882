import { createRequire } from 'node:module';
import { grammarNames, SESSION_LANGUAGES } from './language.js';
import { readScopes } from './scopes.js';
import { classify, type Token } from './token.js';

/**
 * Makes the function that colours code at build time: it answers with HTML whose text is exactly the code and
 * whose spans carry rouge's short class names (`k`, `nf`, `s1`, `c1`; rouge, `token.rb`), so that a site's own
 * style sheet for Jekyll's highlighting colours it. The language is named as on a code block of Jekyll's
 * (`python`, `js`, `console`, with rouge's options after a `?` ignored); an unknown one gets undefined, and so
 * does plain text, which rouge leaves alone too (kramdown, `converter/syntax_highlighter/rouge.rb`). Code that is too long
 * for colours ({@link tooLongToColour}) is escaped, and no more.
 */
export function createHighlighter(): (code: string, language: string) => string | undefined {
  const highlight = openHighlightLibrary();
  const grammars = grammarNames();

  const colour = (code: string, grammar: string): string =>
    print(classify(readScopes(highlight(code, grammar)), grammar));

  return (code, language) => {
    const name = language.split('?', 1)[0] ?? '';
    const isSession = SESSION_LANGUAGES.has(name);
    const grammar = grammars.get(name) ?? grammars.get(name.toLowerCase());
    if (!isSession && grammar === undefined) return undefined;
    if (tooLongToColour(code) !== undefined) return span(code, '');
    if (isSession) return session(code, (command) => colour(command, 'bash'));
    return grammar === undefined ? undefined : colour(code, grammar);
  };
}

/** Characters of code that is coloured. */
const MOST_CODE = 50_000;
/** Characters of its longest line, and of its longest stretch of words and white space alone. */
const LONGEST_STRETCH = 2_000;

/**
 * Why code is too long to be coloured, as a sentence; undefined for code that is not. Grammars of highlight.js try again at
 * each character what has failed at the one before, up to a line's end or to the next sign that is no letter: for a text
 * without signs they take time in proportion to its square.
 */
export function tooLongToColour(code: string): string | undefined {
  if (code.length > MOST_CODE) return `Code of more than ${MOST_CODE} characters is shown without colours.`;
  if (code.length <= LONGEST_STRETCH) return undefined;
  const stretches = [...code.split('\n'), ...code.split(/[^\p{L}\p{N}_\s]+/u)];
  const isLong = stretches.some(({ length }) => length > LONGEST_STRETCH);
  return isLong
    ? `Code with more than ${LONGEST_STRETCH} characters in a line, or without any sign, is shown without colours.`
    : undefined;
}

/**
 * A terminal session, line by line as in rouge's `lexers/console.rb`: a line up to its first `$`, `#`, `>` or
 * `;` is a prompt with a command behind it, any other line is output, and `...` alone is a comment.
 */
function session(code: string, command: (text: string) => string): string {
  return (code.match(/[^\n]*\n|[^\n]+$/g) ?? [])
    .map((line) => {
      if (/^\s*(?:<\.+>|\.+)\s*$/.test(line)) return span(line, 'c');
      const prompt = /^.*?[$#>;]/.exec(line)?.[0];
      if (prompt === undefined) return span(line, 'go');
      const space = /^\s*/.exec(line.slice(prompt.length))?.[0] ?? '';
      const rest = line.slice(prompt.length + space.length);
      return span(prompt, 'gp') + span(space, 'w') + command(rest);
    })
    .join('');
}

/** Neighbours of one kind become one span, as rouge's lexers hand them on. */
function print(tokens: readonly Token[]): string {
  let html = '';
  let text = '';
  let kind = '';
  for (const token of tokens) {
    if (token.kind !== kind) {
      html += span(text, kind);
      text = '';
      kind = token.kind;
    }
    text += token.text;
  }
  return html + span(text, kind);
}

function span(text: string, kind: string): string {
  if (text === '') return '';
  const escaped = text.replace(/[&<>]/g, (letter) =>
    letter === '&' ? '&amp;' : letter === '<' ? '&lt;' : '&gt;',
  );
  return kind === '' ? escaped : `<span class="${kind}">${escaped}</span>`;
}

/** The little of highlight.js that is used here. Its own types would bring the browser's globals with them. */
interface HighlightLibrary {
  readonly registerLanguage: (name: string, define: unknown) => void;
  readonly getLanguage: (name: string) => object | undefined;
  readonly newInstance: () => HighlightLibrary;
  readonly highlight: (
    code: string,
    options: { readonly language: string; readonly ignoreIllegals: boolean },
  ) => { readonly value: string };
}

/** Colours code of one of highlight.js's languages: answers with its HTML (`<span class="hljs-…">`). */
export type HighlightCode = (code: string, language: string) => string;

/**
 * Languages that a grammar of highlight.js embeds without requiring them itself: a script in HTML is only
 * coloured when JavaScript's grammar has been registered too.
 */
const EMBEDDED: Readonly<Record<string, readonly string[]>> = {
  xml: ['javascript', 'css'],
  markdown: ['xml'],
  django: ['xml'],
  erb: ['xml', 'ruby'],
  handlebars: ['xml'],
  twig: ['xml'],
  haml: ['ruby'],
  http: ['json', 'xml'],
  'php-template': ['xml', 'php'],
};

/**
 * Opens highlight.js. The library and each grammar are loaded when they are first needed: a site without code
 * pays nothing, and one with Python alone pays for one grammar, not for two hundred.
 */
function openHighlightLibrary(): HighlightCode {
  const require = createRequire(import.meta.url);
  let library: HighlightLibrary | undefined;

  const load = (name: string, into: HighlightLibrary): void => {
    if (into.getLanguage(name) !== undefined) return;
    into.registerLanguage(name, require(`highlight.js/lib/languages/${name}`));
    for (const embedded of EMBEDDED[name] ?? []) load(embedded, into);
  };

  return (code, language) => {
    if (library === undefined) {
      const shared: HighlightLibrary = require('highlight.js/lib/core');
      library = shared.newInstance();
    }
    load(language, library);
    return library.highlight(code, { language, ignoreIllegals: true }).value;
  };
}
