import type { Place } from '../diagnostics/index.js';

/** A part of a field's value: text as it is written, or the name of a string that `@string` defines. */
export type ValuePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string };

/** An entry of a BibTeX file, as it is written there. */
export interface BibtexEntry {
  readonly key: string;
  /** In lower case: `article`. */
  readonly type: string;
  /** The parts of each field's value, which `#` joins, by the field's name in lower case. TeX stays as it is. */
  readonly fields: ReadonlyMap<string, readonly ValuePart[]>;
  /** Where its key stands. */
  readonly place: Place;
}

/** What a BibTeX file has. */
export interface BibtexFile {
  /** In the order of the file; two may have one key. */
  readonly entries: readonly BibtexEntry[];
  /** What `@string` defines, by name in lower case. */
  readonly strings: ReadonlyMap<string, readonly ValuePart[]>;
}

/** Whether and how strings are put in the place of their names: `replace_strings` and `join_strings` of jekyll-scholar. */
export interface StringOptions {
  readonly replace: boolean;
  readonly join: boolean;
}

/** Strings that every BibTeX style defines: the months. */
export const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** An entry whose fields are texts, still in TeX. */
export interface Entry {
  readonly key: string;
  readonly type: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly place: Place;
}

/**
 * The entries of several files as one bibliography: strings in the place of their names, and fields that an entry has from the
 * one that its `crossref` names. Months stay names (`jan`), by which they are known again.
 */
export function resolveEntries(files: readonly BibtexFile[], options: StringOptions): readonly Entry[] {
  const strings = new Map<string, string>();
  const text = (parts: readonly ValuePart[]): string => {
    const texts = parts.map((part) => {
      if (part.kind === 'text') return { text: part.text, isText: true };
      const meant = options.replace ? strings.get(part.name.toLowerCase()) : undefined;
      return meant === undefined ? { text: part.name, isText: false } : { text: meant, isText: true };
    });
    const joined =
      texts.length > 1 && !(options.join && options.replace)
        ? texts.map((one) => (one.isText ? `"${one.text}"` : one.text)).join(' # ')
        : texts.map((one) => one.text).join('');
    return joined.slice(0, LONGEST);
  };
  // As in BibTeX, a string is made of those that stand before it.
  for (const file of files) for (const [name, parts] of file.strings) strings.set(name, text(parts));
  const entries = files
    .flatMap((file) => file.entries)
    .map(
      ({ key, type, fields, place }): Entry => ({
        key,
        type,
        place,
        fields: new Map(Array.from(fields, ([name, parts]) => [name, text(parts)])),
      }),
    );
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  return entries.map((entry) => withInherited(entry, byKey.get(entry.fields.get('crossref')?.trim() ?? '')));
}

/** A value has no more characters: strings that are made of strings could have any number. */
const LONGEST = 1_000_000;

/** Fields that are a work's own. */
const OWN: ReadonlySet<string> = new Set(['crossref', 'key', 'label', 'ids', 'xref', 'title', 'booktitle']);

/** An entry with what it does not say itself and its parent does; the parent's title is that of the book it is in. */
function withInherited(entry: Entry, parent: Entry | undefined): Entry {
  if (parent === undefined || parent === entry) return entry;
  const inherited = [...parent.fields].filter(([name]) => !OWN.has(name));
  const title = parent.fields.get('booktitle') ?? parent.fields.get('title');
  return {
    ...entry,
    fields: new Map([
      ...(title === undefined ? [] : [['booktitle', title] as const]),
      ...inherited,
      ...entry.fields,
    ]),
  };
}
