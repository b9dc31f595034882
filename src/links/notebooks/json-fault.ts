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
