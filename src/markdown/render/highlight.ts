import { guarded } from '../../diagnostics/index.js';
import type { MarkdownEnvironment } from '../environment.js';
import { escapeAll } from './escape.js';

/** rouge's names for text in no language. */
const PLAIN_TEXT: ReadonlySet<string> = new Set(['plaintext', 'text']);

/** Whether a language is none: its code has no colours, and wants none. */
export function isPlainText(language: string): boolean {
  return PLAIN_TEXT.has(language);
}

/** The language that code without one is taken for (kramdown's option `syntax_highlighter_opts: default_lang`). */
export function defaultLanguage({ kramdown }: MarkdownEnvironment): string | undefined {
  const { default_lang: language } = kramdown.syntax_highlighter_opts;
  return typeof language === 'string' && language !== '' ? language : undefined;
}

/**
 * Code in colour, or undefined where it stays plain: the site highlights no code, or the language is unknown
 * (kramdown/converter/syntax_highlighter/rouge.rb). Plain text counts as coloured because Jekyll sets `guess_lang`. The code
 * stands at the document offset `at`.
 */
export function highlightCode(
  code: string,
  language: string | undefined,
  kind: 'block' | 'span',
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
  return environment.kramdown.syntax_highlighter_opts['guess_lang'] === true ? escapeAll(code) : undefined;
}

/** Whether the site wants colours for code of a kind. */
export function isHighlighted(kind: 'block' | 'span', { kramdown }: MarkdownEnvironment): boolean {
  const { syntax_highlighter: highlighter, syntax_highlighter_opts: settings } = kramdown;
  return highlighter !== null && settings['disable'] !== true && !isDisabled(settings[kind]);
}

function isDisabled(settings: unknown): boolean {
  return (
    typeof settings === 'object' && settings !== null && 'disable' in settings && settings.disable === true
  );
}
