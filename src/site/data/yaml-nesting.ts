import { Lexer, Parser } from 'yaml';

/**
 * As deeply values may be nested. The library reads what is within by calling itself: from some seven hundred levels on its stack
 * ends, and where V8 compiles a regular expression at that moment it ends the whole process, which nothing can catch.
 */
const DEEPEST = 256;

/** Offset (UTF-16 units) of the first value of a YAML text that is nested too deeply; undefined where none is. */
export function tooDeepAt(text: string): number | undefined {
  if (!mayBeDeep(text)) return undefined;
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    const { offset } = parser;
    // What the parser has finished is of no use here, only what it has begun: the document, and values in it.
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > 1 + DEEPEST) return offset;
  }
  return undefined;
}

/** Whether it is worth to look: a level takes a bracket, or a column at the beginning of a line. */
function mayBeDeep(text: string): boolean {
  if (LONG_INDENTATION.test(text)) return true;
  let brackets = 0;
  for (const _ of text.matchAll(/[[{]/g)) if (++brackets > FEW) return true;
  return false;
}

/** A column can have two levels: a list may stand below the key of a mapping without being indented. */
const LONG_INDENTATION = /^[ \t?:-]{100}/m;
const FEW = 100;
