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
  const strings = new Map(files.flatMap((file) => [...file.strings]));
  const text = (parts: readonly ValuePart[], depth = 0): string => {
    const texts = parts.map((part) => {
      if (part.kind === 'text') return { text: part.text, isText: true };
      const meant = options.replace && depth < DEEPEST ? strings.get(part.name.toLowerCase()) : undefined;
      return meant === undefined
        ? { text: part.name, isText: false }
        : { text: text(meant, depth + 1), isText: true };
    });
    if (texts.length > 1 && !(options.join && options.replace))
      return texts.map((one) => (one.isText ? `"${one.text}"` : one.text)).join(' # ');
    return texts.map((one) => one.text).join('');
  };
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

/** Strings that are defined by each other are followed so far. */
const DEEPEST = 20;

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
