import { type Diagnostic, diagnostic, nearestName, type Place } from '../diagnostics/index.js';
import { termId } from './term-id.js';
import { comparedText } from './term-text.js';

/** A term of a course's data, with its definition; both are Markdown. */
export interface GlossaryEntry {
  readonly id: string;
  readonly term: string;
  readonly definition: string;
  /** Other forms in which it is used, such as its plural, as plain text. */
  readonly aliases: readonly string[];
  /** Where more is said of it. */
  readonly url: string | null;
  /** Its language, where that is not the page's. */
  readonly lang: string | null;
  readonly place: Place;
}

/** The keys of an entry: `also` is another name of `aliases`. */
const KEYS = ['term', 'definition', 'aliases', 'also', 'url', 'lang'] as const;

const SHAPE =
  'Write each term as a line `term: "definition"`, or as an entry of a list: `- {term: "…", definition: "…", aliases: […]}`.';

/** Where the value at a path of keys and numbers stands. */
export type PlaceOf = (path: readonly (string | number)[]) => Place;

/**
 * Reads the terms of a data file: a mapping of terms to definitions, or to what else is said of each; or a list of entries. What is
 * none of these is reported and left out, as is a term that is there before.
 */
export function glossaryEntries(
  data: unknown,
  placeOf: PlaceOf,
): { readonly entries: readonly GlossaryEntry[]; readonly diagnostics: readonly Diagnostic[] } {
  const found: Diagnostic[] = [];
  const warn = (path: readonly (string | number)[], message: string, hint: string, text = ''): void => {
    found.push(diagnostic('warning', 'glossary-data', placeOf(path), message, { text, hint }));
  };
  if (data === null || data === undefined) return { entries: [], diagnostics: [] };
  const pairs = pairsOf(data);
  if (pairs === undefined) {
    warn([], 'The data of the glossary are no terms with definitions, so none is read.', SHAPE);
    return { entries: [], diagnostics: found };
  }
  const entries: GlossaryEntry[] = [];
  const places = new Map<string, Place>();
  const ids = new Set<string>();
  for (const { path, name, value } of pairs) {
    const fields = isFields(value) ? value : { definition: value };
    const term = textOf(fields['term']) ?? name;
    const definition = textOf(fields['definition']);
    if (term === null || Array.isArray(value) || (definition === null && isGiven(fields['definition']))) {
      warn(
        path,
        `Entry ${String(path.at(-1))} of the glossary has no term with a definition, so it is left out.`,
        SHAPE,
      );
      continue;
    }
    for (const key of Object.keys(fields)) {
      if (KEYS.some((known) => known === key)) continue;
      const meant = nearestName(key, KEYS);
      const hint = meant === undefined ? `Take it out, or write ${KEYS.join(', ')}.` : `Write \`${meant}\`.`;
      warn([...path, key], `A term of the glossary has no \`${key}\`, so it does nothing.`, hint, key);
    }
    const place = placeOf(path);
    const earlier = places.get(comparedText(term).toLowerCase());
    if (earlier !== undefined) {
      found.push(twice(term, place, earlier));
      continue;
    }
    places.set(comparedText(term).toLowerCase(), place);
    const id = termId(term.replace(/[$*`\\]/g, ''), (one) => ids.has(one));
    ids.add(id);
    entries.push({
      id,
      term,
      definition: definition ?? '',
      aliases: [...namesOf(fields['aliases']), ...namesOf(fields['also'])],
      url: textOf(fields['url']),
      lang: textOf(fields['lang']),
      place,
    });
  }
  return { entries, diagnostics: found };
}

/** What is told of a term that is defined at two places. */
export function twice(term: string, place: Place, earlier: Place): Diagnostic {
  const message = `The term "${term}" is defined here and in ${earlier.file}:${earlier.line}, which readers are led to.`;
  const hint = 'Keep one of the definitions, or name what each is about.';
  return diagnostic('warning', 'glossary-twice', place, message, { text: term, hint });
}

interface Pair {
  readonly path: readonly (string | number)[];
  /** The key of a mapping; null in a list. */
  readonly name: string | null;
  readonly value: unknown;
}

function pairsOf(data: unknown): readonly Pair[] | undefined {
  if (Array.isArray(data)) return data.map((value, index) => ({ path: [index], name: null, value }));
  if (data instanceof Map)
    return [...data].map(([key, value]) => ({ path: [String(key)], name: String(key), value }));
  if (!isFields(data)) return undefined;
  return Object.entries(data).map(([name, value]) => ({ path: [name], name, value }));
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '';
}

/** A text; numbers are taken as they print. */
function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** A list of names, or a text with signs between them, as a table has it. */
function namesOf(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value : (textOf(value)?.split(/[,;、；]/) ?? []);
  return list.map(textOf).filter((name) => name !== null);
}
