import { guarded } from '../../diagnostics/index.js';
import type { MarkdownEnvironment } from '../document/environment.js';
import type { Attributes } from '../document/ial.js';
import { escapeAll, printAttributes } from './escape.js';

/** rouge's names for text in no language. */
const PLAIN_TEXT: ReadonlySet<string> = new Set(['plaintext', 'text']);

/** Whether a language is none: its code has no colours, and wants none. */
export function isPlainText(language: string): boolean {
  return PLAIN_TEXT.has(language);
}

/** The highlighter's options for code of a kind: those of all code, over them its own (`rouge.rb`, `options`). */
function optionsOf(kind: CodeKind, { kramdown }: MarkdownEnvironment): Readonly<Record<string, unknown>> {
  const { [kind]: own } = kramdown.syntax_highlighter_opts;
  return { ...kramdown.syntax_highlighter_opts, ...(typeof own === 'object' ? own : {}) };
}

/** The language that code without one is taken for (the option `default_lang`). */
export function defaultLanguage(kind: CodeKind, environment: MarkdownEnvironment): string | undefined {
  const { default_lang: language } = optionsOf(kind, environment);
  return typeof language === 'string' && language !== '' ? language : undefined;
}

/** Code as a block, or in a line of text. */
type CodeKind = 'block' | 'span';

/** A block of highlighted code in rouge's elements, unless the site wants none (rouge: `HTMLPygments`). */
export function wrappedBlock(html: string, environment: MarkdownEnvironment): string {
  const { wrap, css_class: name } = optionsOf('block', environment);
  if (wrap === false) return html;
  // The name is the inner element's alone.
  const attributes = printAttributes([['class', typeof name === 'string' ? name : 'highlight']]);
  return `<div class="highlight"><pre${attributes}><code>${html}</code></pre></div>`;
}

/** Code beside the numbers of its lines, where the site wants them (rouge: `HTMLTable`). */
function numbered(html: string, code: string, kind: CodeKind, environment: MarkdownEnvironment): string {
  const options = optionsOf(kind, environment);
  const { line_numbers: isWanted, start_line: start = 1 } = options;
  if (isWanted === undefined || isWanted === null || isWanted === false || typeof start !== 'number')
    return html;
  const named = (option: string, name: string): string =>
    printAttributes([['class', typeof options[option] === 'string' ? options[option] : name]]);
  const isEnded = code.endsWith('\n');
  const count = code.split('\n').length - (isEnded ? 1 : 0);
  const numbers = Array.from({ length: count }, (_, index) => `${start + index}\n`).join('');
  const gutter = named('gutter_class', 'rouge-gutter').replace(/"$/, ' gl"');
  return (
    `<table${named('table_class', 'rouge-table')}><tbody><tr><td${gutter}><pre class="lineno">${numbers}</pre></td>` +
    `<td${named('code_class', 'rouge-code')}><pre>${html}${isEnded ? '' : '\n'}</pre></td></tr></tbody></table>`
  );
}

/**
 * Code in colour, or undefined where it stays plain: the site highlights no code, or the language is unknown
 * (kramdown/converter/syntax_highlighter/rouge.rb). Plain text counts as coloured because Jekyll sets `guess_lang`. The code
 * stands at the document offset `at`.
 */
export function highlightCode(
  code: string,
  language: string | undefined,
  kind: CodeKind,
  environment: MarkdownEnvironment,
  at: number,
): string | undefined {
  const html = coloured(code, language, kind, environment, at);
  return html === undefined ? undefined : numbered(html, code, kind, environment);
}

function coloured(
  code: string,
  language: string | undefined,
  kind: CodeKind,
  environment: MarkdownEnvironment,
  at: number,
): string | undefined {
  if (language === undefined || !isHighlighted(kind, environment)) return undefined;
  if (!isPlainText(language)) {
    return guarded(
      {
        failing: 'colouring this code failed, so it stays plain',
        place: () => environment.locate(at),
        tell: (fault) => environment.diagnostics.push(fault),
      },
      () => environment.options.highlight(code, language),
      () => undefined,
    );
  }
  return optionsOf(kind, environment)['guess_lang'] === true ? escapeAll(code) : undefined;
}

/** Whether the site wants colours for code of a kind. */
export function isHighlighted(kind: CodeKind, environment: MarkdownEnvironment): boolean {
  return environment.kramdown.syntax_highlighter !== null && optionsOf(kind, environment)['disable'] !== true;
}

const LANGUAGE = /\blanguage-(\S+)/;

/** The language that the classes of code name, if any (kramdown's `extract_code_language`). */
export function languageOf(attributes: Attributes): string | undefined {
  return LANGUAGE.exec(attributes.get('class') ?? '')?.[1];
}

/**
 * Gives highlighted code its classes, in kramdown's order (`add_syntax_highlighter_to_class_attr`): that of its
 * language first, that of the highlighter last.
 */
export function addHighlighterClass(
  attributes: Attributes,
  highlighter: string,
  language: string | undefined,
): void {
  const classes = `${attributes.get('class') ?? ''} highlighter-${highlighter}`.trimStart();
  const first = language === undefined ? classes : withLanguage(classes, language);
  attributes.set('class', first);
}

function withLanguage(classes: string, language: string): string {
  return classes.startsWith('language-')
    ? classes.replace(/^language-\S+/, () => `language-${language}`)
    : `language-${language} ${classes}`;
}
