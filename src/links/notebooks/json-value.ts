import { endOfString } from './json-fault.js';

/**
 * Where in a text that is JSON the value stands to which these names of members lead, from the outermost object inwards:
 * the offset of its first character; undefined where there is no such value.
 */
export function jsonValueAt(text: string, names: readonly string[]): number | undefined {
  let at: number | undefined = skipSpace(text, 0);
  for (const name of names) {
    if (at === undefined || text.charAt(at) !== '{') return undefined;
    at = memberAt(text, at, name);
  }
  return at;
}

/** The offset of a member's value in the object that opens at `object`. */
function memberAt(text: string, object: number, name: string): number | undefined {
  let at = skipSpace(text, object + 1);
  while (text.charAt(at) === '"') {
    const end = endOfString(text, at);
    const value = skipSpace(text, skipSpace(text, end + 1) + 1);
    if (JSON.parse(text.slice(at, end + 1)) === name) return value;
    const behind = skipSpace(text, skipValue(text, value));
    at = text.charAt(behind) === ',' ? skipSpace(text, behind + 1) : behind;
  }
  return undefined;
}

function skipSpace(text: string, at: number): number {
  while (/[ \t\r\n]/.test(text.charAt(at))) at++;
  return at;
}

/** The offset behind the value that starts at `at`. */
function skipValue(text: string, at: number): number {
  let depth = 0;
  for (let pos = at; pos < text.length; pos++) {
    const sign = text.charAt(pos);
    if (sign === '"') pos = endOfString(text, pos);
    else if (sign === '{' || sign === '[') depth++;
    else if (sign === '}' || sign === ']') depth--;
    else if (depth === 0 && sign === ',') return pos;
    if (depth === 0 && (sign === '"' || sign === '}' || sign === ']')) return pos + 1;
    if (depth < 0) return pos;
  }
  return text.length;
}
