import type { DataRecord } from '../data/data-value.js';
import type { Words } from './word-keys.js';

/** The words of each language of a course, by its tag in lower case (`ja`, `zh-hant`); English is always among them. */
export type SiteWords = ReadonlyMap<string, Words>;

/** What words are looked up in. */
export interface WordSource {
  readonly words: SiteWords;
  readonly config: { readonly raw: DataRecord };
}

/**
 * The words for a language, given by its tag (BCP 47, in any letter case): those of that very language, or of the language
 * without script and region, or of the site's `lang:`, or English.
 */
export function wordsFor(source: WordSource, lang?: unknown): Words {
  const found = source.words.get(languageFor(source, lang));
  if (found === undefined) throw new Error('A site has no English words.');
  return found;
}

/** The tag, as a key of {@link SiteWords}, of the language whose words a page of the language `lang` has. */
function languageFor({ words, config }: WordSource, lang?: unknown): string {
  const candidates = [...languageChain(lang), ...languageChain(config.raw['lang'])];
  return candidates.find((tag) => words.has(tag)) ?? 'en';
}

/** A language's tag as it is looked up: `zh-tw` for `zh_TW`. */
export function languageKey(tag: string): string {
  return tag.trim().toLowerCase().replaceAll('_', '-');
}

/** A language's tag as it is looked up, and the tags that are left of it part by part: `zh-hant-tw`, `zh-hant`, `zh`. */
export function languageChain(lang: unknown): readonly string[] {
  if (typeof lang !== 'string') return [];
  const parts = languageKey(lang).split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-')).filter((tag) => tag !== '');
}
