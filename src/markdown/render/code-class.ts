import type { Attributes } from '../document/ial.js';

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
