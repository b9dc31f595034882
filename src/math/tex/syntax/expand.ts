import type { Macro, Parameter } from './macro.js';
import { TexError } from './tex-error.js';
import {
  isControlWord,
  isSpace,
  next,
  peek,
  placedAt,
  putBack,
  type Reader,
  readArgument,
  readOptional,
  skipSpaces,
  type Token,
} from './tokens.js';

/** No replacement is longer than this many tokens. */
const MOST_TOKENS = 400_000;

/**
 * Puts the body of a macro, with its arguments in it, in front of what waits. `call` is the command that has just
 * been read.
 */
export function expandMacro(reader: Reader, call: Token, macro: Macro): void {
  if (isControlWord(call)) skipWhiteSpace(reader);
  for (const text of macro.prefix) {
    if (next(reader)?.text !== text) throw misused(call);
  }
  const args = macro.parameters.map((parameter) => argumentFor(reader, call, parameter));
  putBack(reader, substitute(macro.body, args, call.at));
}

/** White space behind a command's name only ends the name. */
function skipWhiteSpace(reader: Reader): void {
  for (let token = peek(reader); token !== undefined && isSpace(token); token = peek(reader)) next(reader);
}

function misused({ text, at }: Token): TexError {
  return new TexError('math-syntax', at, `This use of ${text} does not match its definition.`);
}

function argumentFor(reader: Reader, call: Token, { delimiter, standard }: Parameter): readonly Token[] {
  if (standard !== undefined) return readOptional(reader) ?? placedAt(standard, call.at);
  if (delimiter.length > 0) return delimitedArgument(reader, call, delimiter);
  const argument = readArgument(reader);
  if (argument === undefined) {
    throw new TexError('math-syntax', call.at, `An argument of ${call.text} is missing.`);
  }
  return argument;
}

/** Reads what stands before `delimiter` outside of braces; braces around all of it are taken off. */
function delimitedArgument(reader: Reader, call: Token, delimiter: readonly string[]): Token[] {
  const { waiting } = reader;
  let depth = 0;
  for (let i = waiting.length - 1; i >= 0; i--) {
    if (depth === 0 && delimiter.every((text, index) => matches(waiting[i - index], text))) {
      const read = waiting.splice(i - delimiter.length + 1).reverse();
      return withoutBraces(read.slice(0, -delimiter.length));
    }
    const text = waiting[i]?.text;
    if (text === '{') depth++;
    else if (text === '}' && --depth < 0) break;
  }
  throw misused(call);
}

function matches(token: Token | undefined, text: string): boolean {
  return token !== undefined && (token.text === text || (text === ' ' && /^\s/.test(token.text)));
}

function withoutBraces(tokens: Token[]): Token[] {
  if (tokens[0]?.text !== '{' || tokens.at(-1)?.text !== '}') return tokens;
  let depth = 0;
  for (const [index, { text }] of tokens.entries()) {
    if (text === '{') depth++;
    else if (text === '}' && --depth === 0) return index === tokens.length - 1 ? tokens.slice(1, -1) : tokens;
  }
  return tokens;
}

/** `body` with `#1` … `#9` replaced by the arguments and `##` by `#`; its own tokens stand at `at`. */
function substitute(body: readonly Token[], args: readonly (readonly Token[])[], at: number): Token[] {
  const result: Token[] = [];
  for (let i = 0; i < body.length; i++) {
    const token = body[i];
    if (token === undefined) continue;
    if (token.text !== '#') {
      result.push({ ...token, at });
      continue;
    }
    const following = body[++i]?.text ?? '';
    const argument = args[Number(following) - 1];
    if (argument !== undefined) {
      for (const part of argument) result.push(part);
      if (result.length > MOST_TOKENS)
        throw new TexError('math-limit', at, 'A macro makes this formula too long.');
    } else if (following === '#') result.push({ text: '#', at });
    else result.push({ text: '#', at }, ...(following === '' ? [] : [{ text: following, at }]));
  }
  return result;
}

/** Reads the name of a command that is to be defined: `\name`, `{\name}`, or MathJax's `{name}`. */
export function readName(reader: Reader): string | undefined {
  skipSpaces(reader);
  const tokens = (readArgument(reader) ?? []).filter(({ text }) => text.trim() !== '');
  const [first] = tokens;
  if (first === undefined) return undefined;
  if (tokens.length === 1 && (first.text.startsWith('\\') || !/[A-Za-z]/.test(first.text))) return first.text;
  const name = tokens.map(({ text }) => text).join('');
  return isControlWord({ text: `\\${name}`, at: 0 }) && /^[A-Za-z]+$/.test(name) ? `\\${name}` : undefined;
}
