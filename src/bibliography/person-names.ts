import { texText } from './tex-text.js';

/** A name as citation processors have it (CSL-JSON). */
export interface PersonName {
  readonly family?: string;
  readonly given?: string;
  readonly 'non-dropping-particle'?: string;
  readonly suffix?: string;
  /** Of what is no person. */
  readonly literal?: string;
}

/** What stands for `and others`: a sign that no text has. */
export const OTHERS = '\ue002';

/** The names of a field such as `author`, as BibTeX reads them: `von Last, Jr, First`, `First von Last`, `{Institution}`. */
export function personNames(value: string): readonly PersonName[] {
  return splitAtTop(value.replace(/\s+/g, ' '), / and /iy)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => (name.toLowerCase() === 'others' ? { literal: OTHERS } : personName(name)));
}

/** Names as a sentence has them: the last names of two, or that of the first of more. */
export function shortNames(value: string): string {
  const [first, second, ...others] = personNames(value).map(({ family, literal }) => family ?? literal ?? '');
  if (second === undefined) return first ?? '';
  return others.length > 0 || second === OTHERS ? `${first} et al.` : `${first} & ${second}`;
}

function personName(name: string): PersonName {
  if (/^\{(?:[^{}]|\{[^{}]*\})*\}$/.test(name)) return { literal: plain(name) };
  const [first = '', second, third] = splitAtTop(name, /\s*,\s*/y);
  if (second === undefined) return inOrder(splitAtTop(first, /[\s~]+/y));
  const [particle, family] = withoutParticle(splitAtTop(first, /[\s~]+/y));
  return named({ family, particle, given: third ?? second, suffix: third === undefined ? '' : second });
}

/** `First von Last`: what begins with small letters, and what stands behind, is the last name. */
function inOrder(words: readonly string[]): PersonName {
  const [first = '', second] = words;
  if (second === undefined) return { literal: plain(first) };
  if (words.length === 2 && isEastAsian(first) && isEastAsian(second))
    return named({ family: first, given: second, particle: '', suffix: '' });
  const small = words.findIndex((word, index) => index > 0 && index < words.length - 1 && isSmall(word));
  if (small < 0)
    return named({
      given: words.slice(0, -1).join(' '),
      family: words.at(-1) ?? '',
      particle: '',
      suffix: '',
    });
  const [particle, family] = withoutParticle(words.slice(small));
  return named({ given: words.slice(0, small).join(' '), family, particle, suffix: '' });
}

/** Names in Chinese, Japanese and Korean signs begin with that of the family, as Japanese styles of BibTeX print them. */
function isEastAsian(word: string): boolean {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]+$/u.test(word);
}

function withoutParticle(words: readonly string[]): readonly [particle: string, family: string] {
  const capital = words.findIndex((word, index) => !isSmall(word) || index === words.length - 1);
  return [words.slice(0, capital).join(' '), words.slice(capital).join(' ')];
}

function isSmall(word: string): boolean {
  return /^\p{Ll}/u.test(word);
}

function named(parts: {
  readonly family: string;
  readonly given: string;
  readonly particle: string;
  readonly suffix: string;
}): PersonName {
  const [family, given, particle, suffix] = [parts.family, parts.given, parts.particle, parts.suffix].map(
    plain,
  );
  return {
    family: family ?? '',
    ...(given ? { given } : {}),
    ...(particle ? { 'non-dropping-particle': particle } : {}),
    ...(suffix ? { suffix } : {}),
  };
}

/** Text without elements: names have none. */
function plain(tex: string): string {
  return texText(tex).text.replace(/<[^>]*>/g, '');
}

/** Splits a text where a sticky pattern matches outside of braces. */
function splitAtTop(text: string, pattern: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      pattern.lastIndex = at;
      const found = pattern.exec(text)?.[0];
      if (found === undefined || found === '') continue;
      parts.push(text.slice(start, at));
      at += found.length - 1;
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
