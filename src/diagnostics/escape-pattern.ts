/** ECMAScript 2025's own, which Node has from version 24 on, and which TypeScript's library of 2023 does not know. */
const standard = (RegExp as { readonly escape?: (text: string) => string }).escape;

/**
 * A text as a piece of a regular expression that matches it: with any flags, inside of a class or outside, whatever
 * stands before and behind it. Every pattern that holds something that an author wrote takes it from here.
 */
export function escapePattern(text: string): string {
  return standard === undefined ? escapedByCode(text) : standard(text);
}

/**
 * The same where the language does not have it: by their codes, which mean the same everywhere, every ASCII character that
 * is no word's, and a first letter or digit, which could go on with an escape before it (`\0`, `\x4`).
 */
export function escapedByCode(text: string): string {
  return text.replace(/^[A-Za-z0-9]|[^\w\u{80}-\u{10ffff}]|\p{Surrogate}/gu, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, '0')}`;
  });
}
