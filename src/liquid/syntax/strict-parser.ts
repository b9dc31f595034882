import { Fault } from '../core/fault.js';

/**
 * A reader for the strict form of Liquid's markup (liquid/parser.rb). Its functions take lexemes off the
 * front; they throw a `liquid-syntax` fault where something else stands.
 */
export interface StrictParser {
  /** Takes the next lexeme, which must be of that kind. */
  readonly take: (kind: LexemeKind) => string;
  /** Takes the next lexeme if it is of that kind. */
  readonly takeIf: (kind: LexemeKind) => string | undefined;
  /** Takes the next lexeme if it is that word. */
  readonly takeWord: (word: string) => boolean;
  /** Whether the lexeme `ahead` places on is of that kind. */
  readonly sees: (kind: LexemeKind, ahead?: number) => boolean;
  /** Takes an expression and answers with its text, spaces left out. */
  readonly expression: () => string;
}

const REMEDY = 'Take out what does not belong there.';

/** Deeper nesting of brackets than any expression has. */
const DEPTH_LIMIT = 100;

export function createStrictParser(markup: string): StrictParser {
  const lexemes = readLexemes(markup);
  let position = 0;
  let depth = 0;
  const sees = (kind: LexemeKind, ahead = 0) => lexemes[position + ahead]?.kind === kind;
  const next = () => lexemes[position++]?.text ?? '';
  const take = (kind: LexemeKind) => {
    if (!sees(kind)) throw unexpected();
    return next();
  };
  const takeIf = (kind: LexemeKind) => (sees(kind) ? next() : undefined);
  const unexpected = () => {
    const text = lexemes[position]?.text ?? '';
    const what = text === '' ? 'The markup ends where more is needed.' : `"${text}" is not expected here.`;
    return new Fault('liquid-syntax', what, REMEDY);
  };
  const nested = (read: () => string) => {
    if (++depth > DEPTH_LIMIT) throw new Fault('liquid-syntax', 'Brackets are nested too deeply.', REMEDY);
    const text = read();
    depth--;
    return text;
  };
  const brackets = () => nested(() => `${take('[')}${expression()}${take(']')}`);
  const expression = (): string => {
    if (sees('id')) return next() + lookups();
    if (sees('[')) return brackets() + lookups();
    if (sees('string') || sees('number')) return next();
    if (sees('(')) {
      return nested(() => {
        next();
        const first = expression();
        take('dotdot');
        const last = expression();
        take(')');
        return `(${first}..${last})`;
      });
    }
    throw unexpected();
  };
  const lookups = () => {
    let text = '';
    for (;;) {
      if (sees('[')) text += brackets();
      else if (sees('.')) text += next() + take('id');
      else return text;
    }
  };
  return {
    take,
    takeIf,
    takeWord: (word) => {
      const found = sees('id') && lexemes[position]?.text === word;
      if (found) position++;
      return found;
    },
    sees,
    expression,
  };
}

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
function readLexemes(markup: string): Lexeme[] {
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
