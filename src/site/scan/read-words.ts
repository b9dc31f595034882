import {
  type Diagnostic,
  diagnostic,
  locator,
  mapSource,
  nearestName,
  type Place,
} from '../../diagnostics/index.js';
import { languagesFolder } from '../../themes/index.js';
import { asRecord, type DataRecord } from '../data/data-value.js';
import { readYaml } from '../data/yaml.js';
import { extensionName, pathIn, stemName } from '../files/file-name.js';
import { mapConcurrently, readText, unreadable } from '../files/read-file.js';
import { resolvePath } from '../files/resolve-path.js';
import type { Page } from '../pages/page.js';
import { isWordKey, WORD_KEYS, type WordKey, type Words } from '../words/word-keys.js';
import { languageChain, languageKey, type SiteWords } from '../words/words-for.js';
import { type SiteReader, walkFolder } from './site-reader.js';

/** The folder in a course's data whose files are languages. */
const FOLDER = 'lectern';

/** How many languages are read at a time. */
const CONCURRENCY = 8;

/** Tags of languages as files are named after them. */
const TAG = /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/;

type SomeWords = Partial<Words>;

/**
 * Reads the words for readers in the languages of a course and its pages, and in English: lectern's own
 * (`layouts/languages/`), under `labels:` of the configuration, under the course's own files (`_data/lectern/ja.yml`). A language
 * that lacks words has those of the language without region, or of English.
 */
export async function readWords(reader: SiteReader, pages: readonly Page[]): Promise<SiteWords> {
  const labels = asRecord(reader.config.raw['labels']) ?? {};
  const labelled = new Map(
    Object.entries(labels).map(([tag, words]) => [languageKey(tag), texts(asRecord(words) ?? {})] as const),
  );
  const ofCourse = await readCourseLanguages(reader);
  const wanted = new Set<string>();
  const spoken = [reader.config.raw['lang'], ...pages.map(({ data }) => data['lang'])];
  for (const tag of ['en', ...new Set(spoken), ...labelled.keys(), ...ofCourse.keys()])
    for (const part of languageChain(tag)) if (TAG.test(part)) wanted.add(part);
  const own = new Map(
    await mapConcurrently(
      [...wanted],
      CONCURRENCY,
      async (tag) => [tag, await readOwnLanguage(reader, tag)] as const,
    ),
  );
  const words = new Map<string, Words>();
  // Shorter tags first, as the others begin with what those say.
  for (const tag of [...wanted].sort((a, b) => rank(a) - rank(b))) {
    const stated = [own.get(tag), labelled.get(tag), ofCourse.get(tag)].filter((one) => one !== undefined);
    if (stated.length === 0 && tag !== 'en') continue;
    const under = languageChain(tag)
      .slice(1)
      .map((shorter) => words.get(shorter))
      .find((found) => found !== undefined);
    words.set(tag, complete(Object.assign({}, under ?? words.get('en'), ...stated)));
  }
  return words;
}

function rank(tag: string): number {
  return tag === 'en' ? 0 : tag.split('-').length;
}

/** Every word of a language; one that nobody has is shown by its name. */
function complete(words: SomeWords): Words {
  const all = WORD_KEYS.map((key) => [key, words[key] ?? key] as const);
  // It has every key, as the list has.
  return Object.fromEntries(all) as Words;
}

/** The words in a mapping, whatever else is in it. */
function texts(values: DataRecord): SomeWords {
  const known = Object.entries(values).filter(
    (entry): entry is [WordKey, string] => isWordKey(entry[0]) && typeof entry[1] === 'string',
  );
  return Object.fromEntries(known);
}

/** A line of one of lectern's own languages: a key, and a text that stands plain or in single quotes. */
const LINE = /^([a-z_]+): (?:'(.*)'|(.*))$/gm;

/**
 * The words in one of lectern's own files. These are YAML, of which they use so little that it need not be loaded with all it can:
 * its reader takes some 6 ms of each build for a language. A test holds this to what YAML's reader says.
 */
export function ownWords(text: string): SomeWords {
  return texts(
    Object.fromEntries(
      Array.from(text.matchAll(LINE), ([, key = '', quoted, plain = '']) => [key, quoted ?? plain]),
    ),
  );
}

async function readOwnLanguage({ effects, report }: SiteReader, tag: string): Promise<SomeWords | undefined> {
  const absolute = `${languagesFolder()}/${tag}.yml`;
  if (resolvePath(effects.fs, absolute) === null) return undefined;
  try {
    const { source } = await readText(effects.fs, { path: `layouts/languages/${tag}.yml`, absolute });
    return ownWords(source.text);
  } catch (error) {
    report(unreadable(absolute, error));
    return undefined;
  }
}

/** What the course says itself, by language; what of it is no word is reported. */
async function readCourseLanguages(reader: SiteReader): Promise<ReadonlyMap<string, SomeWords>> {
  const folder = pathIn(reader.config.dataDirectory, FOLDER);
  const files = walkFolder(reader, folder, (path, _parent, isDirectory) => {
    return !isDirectory && ['.yml', '.yaml'].includes(extensionName(path)) && TAG.test(tagOf(path));
  });
  const read = await mapConcurrently(files, CONCURRENCY, async ({ path, absolute }) => {
    const file = { path: pathIn(folder, path), absolute };
    try {
      // What cannot be read in it, the reading of data reports.
      const { source } = await readText(reader.effects.fs, file);
      const { value, offsetOf } = readYaml(source.text);
      const values = asRecord(value) ?? {};
      const place = locator(mapSource(source));
      for (const [key, word] of Object.entries(values)) {
        const fault = wordFault(key, word, place(offsetOf([key])));
        if (fault !== null) reader.report(fault);
      }
      return [tagOf(path), texts(values)] as const;
    } catch {
      return [tagOf(path), {}] as const;
    }
  });
  return new Map(read);
}

function tagOf(path: string): string {
  return languageKey(stemName(path));
}

/** What is wrong with an entry of a language; null where nothing is. */
function wordFault(key: string, word: unknown, place: Place): Diagnostic | null {
  if (!isWordKey(key)) {
    const meant = nearestName(key, WORD_KEYS);
    const hint =
      meant === undefined
        ? 'Take it out: README.md, “Languages”, says which words there are.'
        : `Did you mean ${meant}?`;
    const message = `Readers are shown no word \`${key}\`, so it has no effect.`;
    return diagnostic('warning', 'word-unknown', place, message, { text: key, hint });
  }
  if (typeof word === 'string') return null;
  const message = `The word \`${key}\` should be a text; that of the language itself is used instead.`;
  return diagnostic('warning', 'word-type', place, message, { text: key, hint: `Write \`${key}: "…"\`.` });
}
