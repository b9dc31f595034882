import type { Reader } from '../syntax/reader.js';
import { TexError } from '../syntax/tex-error.js';
import type { Token } from '../syntax/token.js';
import type { Translation } from './translation.js';

/** Reads the body of an environment that `call` has opened, up to its `\end`, which is read, too. */
export function readBody(translation: Translation, call: Token, name: string): Token[] {
  const body = bodyUpToEnd(translation.reader, name);
  if (body !== undefined) return body;
  throw new TexError('math-syntax', call.at, `\\begin{${name}} has no \\end{${name}}.`);
}

/** Reads up to the `\end{name}` that closes what is open, and that; undefined where there is none. */
export function bodyUpToEnd(reader: Reader, name: string): Token[] | undefined {
  const { waiting } = reader;
  let depth = 0;
  for (let i = waiting.length - 1; i >= 0; i--) {
    const text = waiting[i]?.text;
    if (text !== '\\begin' && text !== '\\end') continue;
    if (!isNamed(reader, i, name)) continue;
    if (text === '\\begin') depth++;
    else if (depth-- === 0) {
      const body = waiting.splice(i + 1).reverse();
      waiting.length -= name.length + 3;
      return body;
    }
  }
  return undefined;
}

/** Whether the command at an index of what waits is followed by `{name}`. */
function isNamed({ waiting }: Reader, index: number, name: string): boolean {
  for (const [offset, character] of [...`{${name}}`].entries()) {
    if (waiting[index - 1 - offset]?.text !== character) return false;
  }
  return true;
}

/** Tokens cut at a separator outside of braces and environments. */
export function split(tokens: readonly Token[], ...separators: readonly string[]): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === '{' || token.text === '\\begin') depth++;
    else if (token.text === '}' || token.text === '\\end') depth--;
    if (depth === 0 && separators.includes(token.text)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
