/**
 * The regular expressions that Liquid's lax parser is made of (liquid.rb). They are built from sources
 * because Ruby's `\s` and `\w` know ASCII alone, where JavaScript's `\s` also takes the ideographic space.
 */
export const SPACE = '[ \\t\\r\\n\\f\\v]';
const QUOTED = `"[^"]*"|'[^']*'`;

/** `QuotedFragment`: a quoted string or a run of anything but spaces, commas, bars and lone quotes. */
export const FRAGMENT = `(?:${QUOTED}|(?:[^ \\t\\r\\n\\f\\v,|'"]|${QUOTED})+)`;

/** `TagAttributes`: `name: value`. */
export const ATTRIBUTE = `(\\w[\\w-]*)${SPACE}*:${SPACE}*(${FRAGMENT})`;

/** `VariableSignature`, what the lax `assign` and `capture` take for a name. */
export const SIGNATURE = '(?:\\(?[\\w\\-.\\[\\]]\\)?)+';

/** Ruby's `String#strip`: ASCII spaces and NUL at both ends. */
export function strip(text: string): string {
  return rstrip(lstrip(text));
}

/** Ruby's `String#lstrip`. */
export function lstrip(text: string): string {
  let from = 0;
  while (from < text.length && isBlank(text.charCodeAt(from))) from++;
  return text.slice(from);
}

/** Ruby's `String#rstrip`. */
export function rstrip(text: string): string {
  let to = text.length;
  while (to > 0 && isBlank(text.charCodeAt(to - 1))) to--;
  return text.slice(0, to);
}

/** Tab, line feed, vertical tab, form feed, carriage return, space and NUL. */
export function isBlank(unit: number): boolean {
  return unit === 32 || unit === 0 || (unit >= 9 && unit <= 13);
}

/** Ruby's `String#to_i`: the digits it begins with, 0 without any. */
export function leadingInteger(text: string): number {
  const match = /^[ \t\r\n\f\v]*([+-]?\d(?:_?\d)*)/.exec(text);
  return match?.[1] === undefined ? 0 : Number(match[1].replaceAll('_', '')) + 0;
}

/** Ruby's `String#to_f`: the number it begins with, 0 without any. */
export function leadingFloat(text: string): number {
  const match = /^[ \t\r\n\f\v]*([+-]?\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?(?:[eE][+-]?\d+)?)/.exec(text);
  return match?.[1] === undefined ? 0 : Number(match[1].replaceAll('_', ''));
}
