/** A number or a word of JSON (RFC 8259, sections 3 and 6). */
const SCALAR = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/;

/** What may come next: a value, the name of a member, the colon behind it, or what stands behind a value. */
type Expected = 'value' | 'name' | 'colon' | 'comma';

/**
 * The offset at which a text stops being JSON: of the first token that cannot stand where it does, or the end of
 * a text that breaks off. (`JSON.parse` gives a position in only some of its messages.)
 */
export function jsonFaultAt(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  // Behind an opening bracket and only there, the closing one may come at once.
  let mayClose = false;
  for (const { token, at } of tokens(text)) {
    const closes: string = open.at(-1) === '{' ? '}' : ']';
    if (token === closes && open.length > 0 && (mayClose || expected === 'comma')) {
      open.pop();
      expected = 'comma';
    } else if (expected === 'comma') {
      if (token !== ',' || open.length === 0) return at;
      expected = closes === '}' ? 'name' : 'value';
    } else if (expected === 'colon') {
      if (token !== ':') return at;
      expected = 'value';
    } else if (expected === 'name') {
      if (!isString(token)) return at;
      expected = 'colon';
    } else if (token === '{' || token === '[') {
      open.push(token);
      expected = token === '{' ? 'name' : 'value';
      mayClose = true;
      continue;
    } else {
      if (!isString(token) && !SCALAR.test(token)) return at;
      expected = 'comma';
    }
    mayClose = false;
  }
  return text.length;
}

function isString(token: string): boolean {
  return token.length > 1 && token.startsWith('"') && token.endsWith('"') && !token.includes('\n');
}

/** Strings, punctuation, and whatever else stands together. */
function* tokens(text: string): Generator<{ readonly token: string; readonly at: number }> {
  const other = /[[\]{}:,]|[^\s"[\]{}:,]+|"/g;
  for (let match = other.exec(text); match !== null; match = other.exec(text)) {
    const { 0: token, index: at } = match;
    // A string may be too long for a regular expression: outputs hold whole pictures.
    if (token === '"') other.lastIndex = endOfString(text, at) + 1;
    yield { token: token === '"' ? text.slice(at, other.lastIndex) : token, at };
  }
}

/** The offset of the quote that ends the JSON string which starts at `start`, or of the end of the text. */
export function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charAt(at - 1 - slashes) === '\\') slashes++;
  return slashes % 2 === 1;
}

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
