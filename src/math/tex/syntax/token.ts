/** The least piece of TeX that has a meaning: a command, white space, or one character. */
export interface Token {
  /** As written: `\frac`, `\,`, `{`, `x`, or a run of white space. */
  readonly text: string;
  /**
   * Offset (UTF-16 units) in the author's formula. A token that came out of a macro stands where the macro was
   * called.
   */
  readonly at: number;
  /** Set on a token that means what KaTeX understands by it, whatever macros say: `\let` has kept it. */
  readonly primitive?: true;
}

const TOKEN = /\\(?:[A-Za-z]+|[\s\S])|\s+|[\uD800-\uDBFF][\uDC00-\uDFFF]|[\s\S]|\\/gu;

/**
 * Cuts TeX into tokens. As in MathJax, a command's name is letters only, and `%` is an ordinary token: whether it
 * starts a comment depends on what reads it.
 */
export function tokenize(tex: string): Token[] {
  return Array.from(tex.matchAll(TOKEN), (match) => ({ text: match[0], at: match.index }));
}

/** Whether the token is a command such as `\frac` or `\,`. */
export function isCommand({ text }: Token): boolean {
  return text.length > 1 && text.startsWith('\\');
}

/** Whether the token is a command whose name is letters, behind which white space does not count. */
export function isControlWord({ text }: Token): boolean {
  return /^\\[A-Za-z]/.test(text);
}

export function isSpace({ text }: Token): boolean {
  return /^\s/.test(text);
}

/** The TeX that tokens were cut from. */
export function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('');
}

/** `tokens` as they stand when the macro that they come from is called at `at`. */
export function placedAt(tokens: readonly Token[], at: number): Token[] {
  return tokens.map((token) => ({ ...token, at }));
}
