/*
 * How texts are cut into the terms by which they are found: the same way when an index is made and when a reader asks, so this
 * file is part of both programs.
 */

/** A stretch of letters, or of numbers, of a text. */
export interface TextRun {
  readonly from: number;
  readonly to: number;
  /** Its terms: of a word in letters with spaces between words one, of Chinese, Japanese or Korean each two signs beside each other. */
  readonly terms: readonly RunTerm[];
}

/** A term, and the part of the text that it was made of. */
export interface RunTerm {
  readonly term: string;
  readonly from: number;
  readonly to: number;
  /** Whether it is of a script that is cut into pairs of signs. */
  readonly isPair: boolean;
}

const WIDE = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ーｰ々〆';
const RUN = new RegExp(
  `[${WIDE}]+|(?:(?![${WIDE}])[\\p{L}\\p{N}\\p{M}])+(?:['’](?:(?![${WIDE}])\\p{L})+)*`,
  'gu',
);
const IS_WIDE = new RegExp(`^[${WIDE}]`, 'u');

/** Of longer words only the beginning counts: they are addresses and data. */
const LONGEST = 24;

/** Letters of Latin script that no accent can be taken from. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

const ASCII = /^[\x20-\x7e]*$/;
/** Signs of East Asia that are never written otherwise. */
const USUAL_SIGNS = /^[\u3005\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff\uac00-\ud7a3]*$/;

/**
 * A text as it is compared: in small letters, Latin ones without accents, and what Unicode has twice (full-width letters,
 * half-width katakana, ligatures) in its usual form (NFKC).
 */
export function folded(text: string): string {
  // Most texts need no more.
  if (ASCII.test(text)) return text.toLowerCase();
  if (USUAL_SIGNS.test(text)) return text;
  const lower = text.normalize('NFKC').toLowerCase();
  return lower
    .replace(/[ßæœøłđðþı]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/\p{Script=Latin}\p{M}*/gu, (letter) => letter.normalize('NFD').replace(/\p{M}+/gu, ''));
}

/** The runs of a text, in its order. TeX is cut into the names of its commands, and its letters and numbers. */
export function textRuns(text: string): TextRun[] {
  return Array.from(text.matchAll(RUN), ({ 0: run, index: from }): TextRun => {
    const to = from + run.length;
    return { from, to, terms: IS_WIDE.test(run) ? pairs(run, from) : wordTerms(run, from) };
  });
}

/** The terms of a text, in its order, each as often as it is there. */
export function termsOf(text: string): string[] {
  return textRuns(text).flatMap(({ terms }) => terms.map(({ term }) => term));
}

function wordTerms(run: string, from: number): RunTerm[] {
  const word = folded(run);
  // Some Arabic letters stand for several words, with spaces, which the list of terms has between its columns.
  const term = stem(word.replace(/['’]s$/, '').replace(/['’\s]/g, '')).slice(0, LONGEST);
  return term === '' ? [] : [{ term, from, to: from + run.length, isPair: false }];
}

/**
 * An English word without the ending of a plural (Harman, How effective is suffixing?, 1991: the S stemmer), which does no harm
 * to the words of other languages, as all are cut alike.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+s$/.test(word)) return word;
  if (/[^ae]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  return /[us]s$/.test(word) ? word : word.slice(0, -1);
}

/** Each two signs that are beside each other; a sign that nothing follows stands for itself, too. */
function pairs(run: string, from: number): RunTerm[] {
  const terms: RunTerm[] = [];
  const isUsual = USUAL_SIGNS.test(run);
  for (let at = 0; at < run.length; ) {
    const next = at + signLength(run, at);
    const end = next < run.length ? next + signLength(run, next) : next;
    const pair = run.slice(at, end);
    terms.push({ term: isUsual ? pair : folded(pair), from: from + at, to: from + end, isPair: true });
    at = next;
  }
  return terms;
}

/** How many code units a sign has. */
function signLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** A term that a reader asks for. */
export interface QueryTerm {
  readonly term: string;
  /** Whether terms that begin with it are meant as well: where the reader may still be typing it. */
  readonly isPrefix: boolean;
  /** Whether others that differ by a typing error are meant as well. */
  readonly isFuzzy: boolean;
}

/** Shorter words differ by a letter from too many others. */
const SHORTEST_FUZZY = 4;

/** The terms that a reader asks for, each once. */
export function queryTerms(query: string): QueryTerm[] {
  const runs = textRuns(query);
  const found = new Map<string, QueryTerm>();
  for (const [index, { terms, to }] of runs.entries()) {
    const isLast = index === runs.length - 1 && to === query.length;
    for (const [place, { term, isPair }] of terms.entries()) {
      // The last sign is in a pair already.
      if (isPair && place > 0 && place === terms.length - 1) continue;
      const isPrefix = isPair ? terms.length === 1 : isLast && term.length > 1;
      const isFuzzy = !isPair && term.length >= SHORTEST_FUZZY && /^\p{L}+$/u.test(term);
      found.set(term, { term, isPrefix, isFuzzy });
    }
  }
  return [...found.values()];
}
