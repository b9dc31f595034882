import { grammarNames, SESSION_LANGUAGES } from './language.js';
import { openHighlightLibrary } from './library.js';
import { readSegments } from './segment.js';
import { classify, type Token } from './token.js';

/**
 * Makes the function that colours code at build time: it answers with HTML whose text is exactly the code and
 * whose spans carry rouge's short class names (`k`, `nf`, `s1`, `c1`; rouge, `token.rb`), so that a site's own
 * style sheet for Jekyll's highlighting colours it. The language is named as on a code block of Jekyll's
 * (`python`, `js`, `console`, with rouge's options after a `?` ignored); an unknown one gets undefined, and so
 * does plain text, which rouge leaves alone too (kramdown, `converter/syntax_highlighter/rouge.rb`).
 */
export function createHighlighter(): (code: string, language: string) => string | undefined {
  const highlight = openHighlightLibrary();
  const grammars = grammarNames();

  const colour = (code: string, grammar: string): string =>
    print(classify(readSegments(highlight(code, grammar)), grammar));

  return (code, language) => {
    const name = language.split('?', 1)[0] ?? '';
    if (SESSION_LANGUAGES.has(name)) return session(code, (command) => colour(command, 'bash'));
    const grammar = grammars.get(name) ?? grammars.get(name.toLowerCase());
    return grammar === undefined ? undefined : colour(code, grammar);
  };
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
