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
