import { Fault } from '../core/fault.js';

export type LexemeKind =
  | 'comparison'
  | 'string'
  | 'number'
  | 'id'
  | 'dotdot'
  | '|'
  | '.'
  | ':'
  | ','
  | '['
  | ']'
  | '('
  | ')'
  | '?'
  | '-'
  | 'end';

export interface Lexeme {
  readonly kind: LexemeKind;
  readonly text: string;
}

const RULES: readonly (readonly [LexemeKind, RegExp])[] = [
  ['comparison', /==|!=|<>|<=?|>=?|contains(?=[ \t\r\n\f\v])/y],
  ['string', /'[^']*'|"[^"]*"/y],
  ['number', /-?\d+(?:\.\d+)?/y],
  ['id', /[a-zA-Z_][\w-]*\??/y],
  ['dotdot', /\.\./y],
];

const PUNCTUATION: readonly LexemeKind[] = ['|', '.', ':', ',', '[', ']', '(', ')', '?', '-'];

/**
 * Splits markup as the strict parser does (liquid/lexer.rb); the last lexeme is always `end`.
 * Throws a `liquid-syntax` fault at a character that has no meaning.
 */
export function readLexemes(markup: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let at = 0;
  for (;;) {
    while (/[ \t\r\n\f\v]/.test(markup[at] ?? '')) at++;
    const character = markup[at];
    if (character === undefined) break;
    const lexeme = readLexeme(markup, at, character);
    lexemes.push(lexeme);
    at += lexeme.text.length;
  }
  lexemes.push({ kind: 'end', text: '' });
  return lexemes;
}

function readLexeme(markup: string, at: number, character: string): Lexeme {
  for (const [kind, rule] of RULES) {
    rule.lastIndex = at;
    const match = rule.exec(markup);
    if (match !== null) return { kind, text: match[0] };
  }
  const kind = PUNCTUATION.find((mark) => mark === character);
  if (kind === undefined) {
    throw new Fault('liquid-syntax', `The character ${character} means nothing here.`, remedy(character));
  }
  return { kind, text: character };
}

/** What somebody who is used to another language may have meant. */
function remedy(character: string): string {
  if (character === '&') return 'Write and between two conditions.';
  if (character === '=') return 'Write == to compare.';
  if (character === '!') return 'Write != to compare, or unless for the contrary of a condition.';
  if (/[+*/]/.test(character)) return 'Write a filter to compute: {{ n | plus: 1 }}.';
  return 'Take it out, or put quotes around the text.';
}
