import { OBJECT_SIGN } from './term-text.js';

/** A text in which words are looked for. */
export interface WordText {
  /** As `comparedText` has it. */
  readonly text: string;
  /** Whether a dictionary takes the text to be parted at an offset. */
  readonly isParted: (at: number) => boolean;
  /** Whether the text is Japanese: there is hiragana or katakana in it. */
  readonly isJapanese: boolean;
}

/** Prepares a text. */
export function wordText(text: string): WordText {
  const isJapanese = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
  let segments: Intl.Segments | undefined;
  return {
    text,
    isJapanese,
    isParted: (at) => {
      segments ??= new Intl.Segmenter(isJapanese ? 'ja' : 'zh', { granularity: 'word' }).segment(text);
      return segments.containing(at)?.index === at;
    },
  };
}

type Kind = 'letter' | 'han' | 'katakana' | 'hiragana' | 'hangul' | 'none';

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['han', /[\p{Script=Han}々〆]/u],
  // The middle dot is between the words of a name in katakana.
  ['katakana', /[\p{Script=Katakana}ーｰ・]/u],
  ['hiragana', /\p{Script=Hiragana}/u],
  ['hangul', /\p{Script=Hangul}/u],
  ['letter', new RegExp(`[\\p{L}\\p{N}\\p{M}_\\uFFFE\\uFFFF${OBJECT_SIGN}]`, 'u')],
];

function kindAt(text: string, at: number): Kind {
  const code = text.codePointAt(at);
  if (code === undefined || at < 0) return 'none';
  if (code < 128) return /\w/.test(String.fromCharCode(code)) ? 'letter' : 'none';
  const sign = String.fromCodePoint(code);
  return KINDS.find(([, pattern]) => pattern.test(sign))?.[0] ?? 'none';
}

/** Where the sign before an offset begins. */
function before(text: string, at: number): number {
  const isPair = at > 1 && /[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(at - 2, at));
  return at - (isPair ? 2 : 1);
}

/** What Korean puts behind a noun without a space. */
const PARTICLES =
  /^들?(?:은|는|이|가|을|를|의|에|에서|에게|로|으로|와|과|도|만|란|이란|인|이다|입니다|라고|이라고|라는|이라는|부터|까지|보다|처럼|나|이나|하고|마다|에는|에서는|으로는|로는|에도)?(?!\p{Script=Hangul})/u;

/**
 * Whether a term may begin at `from` and end at `to`, so that no word is cut in two:
 *
 * - Letters with spaces between words: nothing of a word is before or behind it, nor a hyphen that goes on to one.
 * - Japanese: kanji, katakana, Latin letters and digits beside each other are one word, and the term is all of it, as 学習 is not what
 *   学習率 says; between hiragana, and between that and kanji, a dictionary decides.
 * - Chinese: a dictionary decides; Latin letters may be beside it.
 * - Korean: as letters are, but that particles may be behind it.
 */
export function isWhole(word: WordText, from: number, to: number): boolean {
  return !goesOn(word, from, 'before') && !goesOn(word, to, 'behind');
}

/** Whether a word goes on over an offset, which is where the term begins or ends. */
function goesOn({ text, isParted, isJapanese }: WordText, at: number, side: 'before' | 'behind'): boolean {
  const left = kindAt(text, before(text, at));
  const right = kindAt(text, at);
  if (left === 'none' || right === 'none') return isHyphenated(text, at, side);
  if (left === 'letter' && right === 'letter') return true;
  if (right === 'hangul' && side === 'behind') return !PARTICLES.test(text.slice(at, at + 12));
  if (left === 'hangul' || right === 'hangul') return true;
  if (left === 'hiragana' || right === 'hiragana') {
    const isSure = [left, right].some((kind) => kind === 'katakana' || kind === 'letter');
    return !isSure && !isParted(at);
  }
  if (isJapanese) return true;
  return left === 'han' && right === 'han' && !isParted(at);
}

/** Whether a hyphen ties what is beside an offset to another word. */
function isHyphenated(text: string, at: number, side: 'before' | 'behind'): boolean {
  const hyphen = side === 'before' ? at - 1 : at;
  if (!/[-‐‑]/.test(text.charAt(hyphen))) return false;
  return kindAt(text, side === 'before' ? before(text, hyphen) : hyphen + 1) !== 'none';
}
