import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** An element of a style or a locale as the processor takes it. */
export interface CslElement {
  readonly name: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: readonly (CslElement | string)[];
}

/** The same as it lies in lectern's own files, which are JSON. */
interface PackedElement {
  readonly n: string;
  readonly a?: Readonly<Record<string, string>>;
  readonly c?: readonly (PackedElement | string)[];
}

/** The styles that lectern brings along, by the names that their repository has, and names that are in use for them. */
const OWN_STYLES: Readonly<Record<string, string>> = {
  acm: 'association-for-computing-machinery',
  apa: 'apa',
  'association-for-computing-machinery': 'association-for-computing-machinery',
  'chicago-author-date': 'chicago-author-date',
  ieee: 'ieee',
};

/** The locales that lectern brings along; of a language without region the one that is meant. */
const OWN_LOCALES: Readonly<Record<string, string>> = {
  de: 'de-DE',
  'de-DE': 'de-DE',
  en: 'en-US',
  'en-GB': 'en-GB',
  'en-US': 'en-US',
  es: 'es-ES',
  'es-ES': 'es-ES',
  fr: 'fr-FR',
  'fr-FR': 'fr-FR',
  ja: 'ja-JP',
  'ja-JP': 'ja-JP',
  ko: 'ko-KR',
  'ko-KR': 'ko-KR',
  zh: 'zh-CN',
  'zh-CN': 'zh-CN',
  'zh-Hans': 'zh-CN',
  'zh-Hant': 'zh-TW',
  'zh-TW': 'zh-TW',
};

/** Names of the languages that references can be written in. */
export const OWN_LANGUAGES: readonly string[] = Object.keys(OWN_LOCALES);

const known = new Map<string, CslElement>();

/** A style of lectern's own; undefined where it has none of that name. */
export function ownStyle(name: string): CslElement | undefined {
  return Object.hasOwn(OWN_STYLES, name) ? ownFile(`style-${OWN_STYLES[name]}`) : undefined;
}

/** The locale for a language such as `de` or `de-CH`: its own, or the one of its language; undefined where there is none. */
export function ownLocale(language: string): CslElement | undefined {
  const name = localeName(language);
  return name === undefined ? undefined : ownFile(`locale-${name}`);
}

/** Which locale is taken for a language; undefined where there is none. */
export function localeName(language: string): string | undefined {
  const [base = ''] = language.split('-');
  const name = [language, base].find((one) => Object.hasOwn(OWN_LOCALES, one));
  return name === undefined ? undefined : OWN_LOCALES[name];
}

function ownFile(name: string): CslElement {
  let found = known.get(name);
  if (found === undefined) {
    // It is what `scripts/citation-styles.mjs` wrote.
    const packed = JSON.parse(readFileSync(path.join(ownFolder(), `${name}.json`), 'utf8')) as PackedElement;
    found = unpacked(packed);
    known.set(name, found);
  }
  return found;
}

/** An element as the processor takes it. A term without text has one that is empty. */
function unpacked({ n, a = {}, c }: PackedElement): CslElement {
  const children = c?.map((child) => (typeof child === 'string' ? child : unpacked(child)));
  return { name: n, attrs: a, children: children ?? (n === 'term' ? [''] : []) };
}

/** This file lies at different depths in the sources, compiled and bundled. */
function ownFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, FOLDER))) {
    const above = path.dirname(folder);
    if (above === folder)
      throw new Error("lectern's own citation styles are missing: install lectern again.");
    folder = above;
  }
  return path.join(folder, FOLDER);
}

const FOLDER = 'dist/csl';
