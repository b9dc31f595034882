/**
 * Tries a sticky expression at `pos`. Ruby's `StringScanner` matches in this way; its `\s` is ASCII white space
 * and its `.` is anything but `\n`, so the expressions of this folder spell both out.
 */
export function matchAt(expression: RegExp, text: string, pos: number): RegExpExecArray | undefined {
  expression.lastIndex = pos;
  return expression.exec(text) ?? undefined;
}

/** The offset behind the line break that ends the line at `pos`, or the text's length. */
export function nextLine(text: string, pos: number): number {
  const at = text.indexOf('\n', pos);
  return at < 0 ? text.length : at + 1;
}

/** Whether Ruby's `\s` matches the character with this code. */
export function isWhiteSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** The offset of the first character at or behind `pos` that is not ASCII white space, at most `end`. */
export function skipWhiteSpace(text: string, pos: number, end: number = text.length): number {
  while (pos < end && isWhiteSpace(text.charCodeAt(pos))) pos++;
  return pos;
}

/** The offset behind the last character before `end` that is not ASCII white space, at least `start`. */
export function trimEnd(text: string, start: number, end: number): number {
  while (end > start && isWhiteSpace(text.charCodeAt(end - 1))) end--;
  return end;
}

/** The offset behind up to three spaces at `pos` (kramdown: `OPT_SPACE`). */
export function skipOptionalSpace(text: string, pos: number): number {
  for (let count = 0; count < 3 && text.charCodeAt(pos) === 32; count++) pos++;
  return pos;
}

/** The offset behind a tab or four spaces at `pos` (kramdown: `INDENT`), or -1. */
export function skipIndent(text: string, pos: number): number {
  if (text.charCodeAt(pos) === 9) return pos + 1;
  return text.startsWith('    ', pos) ? pos + 4 : -1;
}

/** Whether the line at `pos` holds anything but ASCII white space. */
export function isBlankLine(text: string, pos: number): boolean {
  while (pos < text.length && text.charCodeAt(pos) !== 10 && isWhiteSpace(text.charCodeAt(pos))) pos++;
  return pos >= text.length || text.charCodeAt(pos) === 10;
}

/** Whether `count` spaces stand at `pos`. */
export function hasSpaces(text: string, pos: number, count: number): boolean {
  let at = pos;
  while (at < pos + count && text.charCodeAt(at) === 32) at++;
  return at === pos + count;
}

/** The offset behind the spaces and tabs at `pos` if they end the line, else `pos` (kramdown: `TRAILING_WHITESPACE`). */
export function skipTrailingSpace(text: string, pos: number): number {
  let at = pos;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return text.charCodeAt(at) === 10 ? at + 1 : pos;
}

/** A text without ASCII white space at its ends (Ruby: `strip`). */
export function strip(text: string): string {
  const start = skipWhiteSpace(text, 0);
  return text.slice(start, trimEnd(text, start, text.length));
}

const SPACE = /[ \t\r\n\f\v]/;

/** Whether a character is white space to a pattern of Ruby's: ASCII only. '' is none. */
export function isSpace(character: string): boolean {
  return SPACE.test(character);
}
