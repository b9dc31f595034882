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

/** No optional argument is longer than this many tokens: a bracket that is never closed is soon given up. */
const LONGEST_OPTION = 5000;

/** Tokens that wait to be read; macros put their replacement in front of them. */
export interface Reader {
  /** In reverse order: the last one is read next. */
  readonly waiting: Token[];
}

export function readerOf(tokens: readonly Token[]): Reader {
  return { waiting: tokens.toReversed() };
}

export function next(reader: Reader): Token | undefined {
  return reader.waiting.pop();
}

export function peek(reader: Reader): Token | undefined {
  return reader.waiting.at(-1);
}

/** Puts tokens in front of those that wait. */
export function putBack(reader: Reader, tokens: readonly Token[]): void {
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i];
    if (token !== undefined) reader.waiting.push(token);
  }
}

/** Skips white space and comments; answers with the next token, which stays unread. */
export function skipSpaces(reader: Reader): Token | undefined {
  for (let token = peek(reader); token !== undefined; token = peek(reader)) {
    if (token.text === '%') skipComment(reader);
    else if (isSpace(token)) next(reader);
    else return token;
  }
  return undefined;
}

/** Skips a comment, from its `%` to the end of its line; the line's end stays unread. */
export function skipComment(reader: Reader): void {
  for (let token = peek(reader); token !== undefined; token = peek(reader)) {
    if (token.text.includes('\n')) return;
    next(reader);
  }
}

/** Reads the next token if it is `text`. */
export function take(reader: Reader, text: string): boolean {
  if (peek(reader)?.text !== text) return false;
  next(reader);
  return true;
}

/** Like `take`, with white space before it skipped. */
export function takeAfterSpaces(reader: Reader, text: string): boolean {
  return skipSpaces(reader)?.text === text && take(reader, text);
}

/**
 * Reads an argument: the content of a braced group, or one token. Undefined where none is left, or where the
 * group that should hold it ends.
 */
export function readArgument(reader: Reader): Token[] | undefined {
  const first = skipSpaces(reader);
  if (first === undefined || first.text === '}') return undefined;
  next(reader);
  return first.text === '{' ? readUpTo(reader, '}') : [first];
}

/** Reads an optional argument in brackets; undefined where the next token opens none. */
export function readOptional(reader: Reader): Token[] | undefined {
  const open = skipSpaces(reader);
  if (open?.text !== '[') return undefined;
  next(reader);
  const content = readUpTo(reader, ']', LONGEST_OPTION);
  if (content === undefined) putBack(reader, [open]);
  return content;
}

/**
 * Reads up to the token `end` outside of braced groups, and that token; answers with what stands before it.
 * Undefined where it does not come within `longest` tokens or before the group ends; then nothing is read.
 */
export function readUpTo(reader: Reader, end: string, longest = Infinity): Token[] | undefined {
  const { waiting } = reader;
  const last = Math.max(0, waiting.length - longest);
  let depth = 0;
  for (let i = waiting.length - 1; i >= last; i--) {
    const token = waiting[i];
    if (token === undefined) continue;
    if (depth === 0 && token.text === end) {
      return waiting.splice(i).reverse().slice(0, -1);
    }
    if (token.text === '{') depth++;
    else if (token.text === '}' && --depth < 0) return undefined;
  }
  return undefined;
}
