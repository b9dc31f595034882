import { next, type Reader, type Token, tokenize } from '../syntax/tokens.js';
import { type Handler, rawArgument, replaceWith, type Translation } from './translation.js';

/** The tokens of `template`, with the arguments in the places of `#1` … `#9`; its own tokens stand at `at`. */
export function filled(template: string, at: number, ...args: readonly (readonly Token[])[]): Token[] {
  const result: Token[] = [];
  const tokens = tokenize(template);
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const argument = token?.text === '#' ? args[Number(tokens[i + 1]?.text) - 1] : undefined;
    if (argument !== undefined) {
      for (const part of argument) result.push(part);
      i++;
    } else if (token !== undefined) result.push({ ...token, at });
  }
  return result;
}

/** Puts a template, with its arguments, in front of what waits. */
export function replaceByTemplate(
  translation: Translation,
  call: Token,
  template: string,
  ...args: readonly (readonly Token[])[]
): void {
  replaceWith(translation, call, filled(template, call.at, ...args));
}

/** A command that stands for a template of so many arguments in braces. */
export function templateCommand(template: string, count = 0): Handler {
  return (translation, call) => {
    const args = Array.from({ length: count }, () => rawArgument(translation, call));
    replaceByTemplate(translation, call, template, ...args);
  };
}

/**
 * Reads from behind an opening fence up to the `close` that belongs to it, outside of braces. Undefined where none
 * comes; then nothing is read.
 */
export function readFenced(reader: Reader, open: string, close: string): Token[] | undefined {
  const { waiting } = reader;
  let braces = 0;
  let fences = 0;
  for (let i = waiting.length - 1; i >= 0; i--) {
    const text = waiting[i]?.text;
    if (text === '{') braces++;
    else if (text === '}' && --braces < 0) return undefined;
    if (braces > 0) continue;
    if (text === close && fences === 0) {
      const content = waiting.splice(i + 1).reverse();
      next(reader);
      return content;
    }
    if (text === open) fences++;
    else if (text === close) fences--;
  }
  return undefined;
}
