import { asRecord } from '../data/data-value.js';

/** Under which terms a course may be used. */
export interface Licence {
  readonly name: string;
  /** Its name written out; null where it has no other. */
  readonly title: string | null;
  /** Where its text is; null where that is not known. */
  readonly url: string | null;
}

/** `CC-BY-NC-SA-4.0`, also without its hyphens, as `CC BY-SA 4.0`. */
const CREATIVE_COMMONS = /^CC[- ](BY(?:[- ](?:NC|SA|ND)){0,2})[- ](\d\.\d)$/i;
/** What their letters stand for. */
const TERMS: Readonly<Record<string, string>> = {
  BY: 'Attribution',
  NC: 'NonCommercial',
  SA: 'ShareAlike',
  ND: 'NoDerivatives',
};
const PUBLIC_DOMAIN = /^CC0(?:[- ]1\.0)?$/i;

/**
 * Reads a licence: a name, of which those of Creative Commons are known (by SPDX's identifiers or as they are usually
 * written), or a mapping of `name:` and `url:`. Null where it is neither.
 */
export function licenceOf(stated: unknown): Licence | null {
  if (typeof stated === 'string') return stated.trim() === '' ? null : namedLicence(stated.trim());
  const { name, url = null } = asRecord(stated) ?? {};
  if (typeof name !== 'string' || name.trim() === '') return null;
  if (url !== null && typeof url !== 'string') return null;
  return url === null ? namedLicence(name.trim()) : { name: name.trim(), title: null, url };
}

function namedLicence(name: string): Licence {
  if (PUBLIC_DOMAIN.test(name))
    return {
      name: 'CC0 1.0',
      title: 'Creative Commons Zero 1.0 Universal',
      url: 'https://creativecommons.org/publicdomain/zero/1.0/',
    };
  const [, terms, version] = CREATIVE_COMMONS.exec(name) ?? [];
  if (terms === undefined || version === undefined) return { name, title: null, url: null };
  const words = terms.toUpperCase().replaceAll(' ', '-');
  return {
    name: `CC ${words} ${version}`,
    title: `Creative Commons ${writtenOut(words)} ${version}${version === '4.0' ? ' International' : ''}`,
    url: `https://creativecommons.org/licenses/${words.toLowerCase()}/${version}/`,
  };
}

/** `BY-SA` as Attribution-ShareAlike. */
function writtenOut(terms: string): string {
  return terms
    .split('-')
    .map((term) => TERMS[term] ?? term)
    .join('-');
}
