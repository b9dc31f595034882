/** What stands in a page's text where a formula is shown: U+FFFC, the object replacement character. */
export const FORMULA = '\ufffc';

/** A word, a letter of Chinese or Japanese, a sign, or a formula; offsets are UTF-16 units. */
export interface Token {
  /** What it is compared by: typography is folded away. */
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

const TOKEN =
  /\ufffc|\.\.\.|[-\u2010-\u2015]+|[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]|[\p{L}\p{N}\p{M}_]+|[^\s]/gu;
/** What browsers do not show, or show as nothing: soft hyphens, joiners, marks of direction, byte order marks. */
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u2060\ufeff]/g;

/** A text as it is compared: composed letters (NFC), single spaces, nothing unseen. */
export function plainText(text: string): string {
  return text.normalize('NFC').replace(UNSEEN, '').replace(/\s+/g, ' ').trim();
}

/** The tokens of a plain text. Quotes, dashes and ellipses compare alike however they are set. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [shown] = match;
    found.push({ key: folded(shown), from: match.index, to: match.index + shown.length });
  }
  return found;
}

function folded(token: string): string {
  if (/^[-\u2010-\u2015]/.test(token)) return '-';
  switch (token) {
    case '\u2018':
    case '\u2019':
    case '\u201a':
    case '\u201b':
    case '\u2032':
      return "'";
    case '\u201c':
    case '\u201d':
    case '\u201e':
    case '\u201f':
    case '\u2033':
      return '"';
    case '\u2026':
      return '...';
    default:
      return token;
  }
}

/** What a text is compared by as a whole. */
export function textKey(text: string): string {
  return tokens(text)
    .map(({ key }) => key)
    .join(' ');
}

/** Whether a token counts as a word: a formula and a sign do not. */
export function isWord({ key }: Token): boolean {
  return /^[\p{L}\p{N}]/u.test(key);
}
