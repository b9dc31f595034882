import { type Diagnostic, diagnostic, locator, mapSource, type SourceText } from '../diagnostics/index.js';
import { type BibtexEntry, type BibtexFile, MONTHS, type ValuePart } from './bibtex-entry.js';

/** A BibTeX file read, and what is wrong with it. */
export interface ReadBibtex extends BibtexFile {
  readonly diagnostics: readonly Diagnostic[];
}

/** Thrown where an entry cannot be read on. */
class Malformed extends Error {
  constructor(
    readonly at: number,
    readonly said: string,
    readonly hint: string,
  ) {
    super(said);
  }
}

/**
 * Reads a BibTeX file as BibTeX does (Patashnik, “BibTeXing”): what stands outside of entries is a comment. An entry that is
 * broken is reported at the place where it is, with the fields that stand before, and the file is read on at the next entry.
 */
export function readBibtex(source: SourceText): ReadBibtex {
  const { text } = source;
  const place = locator(mapSource(source));
  const diagnostics: Diagnostic[] = [];
  const entries: BibtexEntry[] = [];
  const strings = new Map<string, readonly ValuePart[]>();
  const keys = new Map<string, BibtexEntry>();
  const uses: { readonly name: string; readonly at: number }[] = [];
  let at = 0;
  let lookedIn = 0;

  const report = ({ at: where, said, hint }: Malformed): void => {
    diagnostics.push(diagnostic('error', 'bibtex-syntax', () => place(where), said, { hint }));
  };
  const skip = (): void => {
    at = matchEnd(/\s*/y, text, at) ?? at;
  };
  /** A name as of a field, a string or a type; undefined where there is none. */
  const name = (): string | undefined => {
    const end = matchEnd(/[^\s"#%'(),={}@]+/y, text, at);
    if (end === undefined) return undefined;
    const found = text.slice(at, end);
    at = end;
    return found;
  };
  /** Text in braces or quotation marks, at whose sign `at` is; what is inside, as it is written. */
  const delimited = (): string => {
    const start = at;
    const quote = text[at] === '"';
    let depth = 0;
    for (at += 1; at < text.length; at++) {
      const sign = text[at];
      if (sign === '\\') at += 1;
      else if (sign === '{') depth += 1;
      else if (sign === '}' && depth > 0) depth -= 1;
      else if (depth === 0 && sign === (quote ? '"' : '}')) {
        at += 1;
        return text.slice(start + 1, at - 1);
      } else if (sign === '\n' && NEXT_ENTRY.test(text.slice(at + 1, at + 80))) break;
    }
    lookedIn += at - start;
    at = start;
    throw new Malformed(
      start,
      `This ${quote ? 'quotation mark' : 'brace'} is not closed before the next entry.`,
      `Close it with ${quote ? '"' : '}'}, and look whether a brace inside is one too many.`,
    );
  };
  const value = (): ValuePart[] => {
    const parts: ValuePart[] = [];
    for (;;) {
      skip();
      if (text[at] === '{' || text[at] === '"') parts.push({ kind: 'text', text: delimited() });
      else {
        const start = at;
        const word = name();
        if (word === undefined)
          throw new Malformed(start, 'A value is missing here.', 'Write it in braces: title = {…}.');
        if (/^\d+$/.test(word)) parts.push({ kind: 'text', text: word });
        else {
          parts.push({ kind: 'name', name: word });
          uses.push({ name: word, at: start });
        }
      }
      skip();
      if (text[at] !== '#') return parts;
      at += 1;
    }
  };
  /** `name = value, …` up to the sign that closes the entry. */
  const fieldsInto = (fields: Map<string, readonly ValuePart[]>, closing: string): void => {
    for (;;) {
      skip();
      if (text[at] === closing) {
        at += 1;
        return;
      }
      if (text[at] === ',') {
        at += 1;
        continue;
      }
      const start = at;
      if (start >= text.length || NEXT_ENTRY.test(text.slice(at, at + 80)))
        throw new Malformed(start, 'The entry before has no end.', `Close it with ${closing}.`);
      const field = name();
      if (field === undefined)
        throw new Malformed(
          start,
          'The name of a field should stand here.',
          `Write name = {value}, with a comma behind it, or close the entry with ${closing}.`,
        );
      skip();
      if (text[at] !== '=')
        throw new Malformed(
          start,
          `There is no = behind “${field}”.`,
          'Write name = {value}; a value of several words stands in braces.',
        );
      at += 1;
      fields.set(field.toLowerCase(), value());
      skip();
      if (text[at] === ',' || text[at] === closing || at >= text.length) continue;
      if (!/^[\w-]+\s*=/.test(text.slice(at, at + 80))) continue;
      report(
        new Malformed(at, 'A comma is missing in front of this field.', 'Write a comma between fields.'),
      );
    }
  };
  const readEntry = (type: string, closing: string): void => {
    skip();
    const start = at;
    const key = /[^\s,{}()=]+/y;
    key.lastIndex = at;
    const found = key.exec(text)?.[0];
    if (found === undefined)
      throw new Malformed(start, `This @${type} has no key.`, `Write one: @${type}{name2024,`);
    at += found.length;
    const fields = new Map<string, readonly ValuePart[]>();
    const entry = { key: found, type, fields, place: place(start) };
    const before = keys.get(found);
    if (before !== undefined) {
      const message = `The key ${found} is that of another entry, in line ${before.place.line}, which is the one that is cited.`;
      const hint = 'Give one of them another key, or remove it.';
      diagnostics.push(
        diagnostic('warning', 'bibtex-key-duplicate', entry.place, message, { text: found, hint }),
      );
    } else keys.set(found, entry);
    entries.push(entry);
    skip();
    if (text[at] !== ',' && text[at] !== closing)
      throw new Malformed(at, `There is no comma behind the key ${found}.`, `Write @${type}{${found},`);
    fieldsInto(fields, closing);
  };

  while (at < text.length && lookedIn < MOST_LOOKED_IN) {
    const start = text.indexOf('@', at);
    if (start < 0) break;
    const [head, type] = headAt(text, start) ?? [];
    at = start + (head?.length ?? 1);
    if (head === undefined || type === undefined) continue;
    const closing = head.endsWith('(') ? ')' : '}';
    try {
      if (type === 'comment') {
        const end = commentEnd(text, at);
        if (end === undefined) lookedIn += text.length - at;
        // BibTeX knows no end of a comment: where its brace is not closed, it is its name alone.
        else at = end;
      } else if (type === 'preamble') {
        value();
      } else if (type === 'string') {
        const fields = new Map<string, readonly ValuePart[]>();
        fieldsInto(fields, closing);
        for (const [string, parts] of fields) strings.set(string, parts);
      } else readEntry(type, closing);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      report(error);
      at = nextEntry(text, Math.max(at, start + 1));
    }
  }
  if (lookedIn >= MOST_LOOKED_IN)
    report(
      new Malformed(
        Math.min(at, text.length - 1),
        'Hardly anything in this file is closed, so it is not read from here on.',
        'Close what has been reported before.',
      ),
    );
  for (const { name: used, at: where } of uses) {
    const lower = used.toLowerCase();
    if (strings.has(lower) || MONTHS.includes(lower)) continue;
    const message = `No @string defines “${used}”, so it is shown as it stands.`;
    const hint = `Put it in braces, if it is a text: {${used}}. Otherwise define it: @string{${used} = {…}}.`;
    diagnostics.push(
      diagnostic('warning', 'bibtex-string-missing', () => place(where), message, { text: used, hint }),
    );
  }
  return { entries, strings, diagnostics };
}

/**
 * So many characters are looked through in vain for what closes something. Where hardly anything is closed, each entry looks to the
 * end of the file, and the rest of such a file is not read.
 */
const MOST_LOOKED_IN = 20_000_000;

/** The beginning of an entry on a line of its own. */
const NEXT_ENTRY = /^[ \t]*@[a-zA-Z]+[ \t]*\{[^\s{}"]*(?:,|\n|$)/;

/** What an entry begins with at an `@`, and its type; undefined where there is none. */
function headAt(text: string, start: number): readonly [head: string, type: string] | undefined {
  const head = /@\s*([a-zA-Z]+)\s*[{(]/y;
  head.lastIndex = start;
  const found = head.exec(text);
  return found === null ? undefined : [found[0], (found[1] ?? '').toLowerCase()];
}

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Where the next entry begins that stands at the start of a line. */
function nextEntry(text: string, from: number): number {
  const next = /^[ \t]*@[a-zA-Z]+[ \t]*[{(]/gm;
  next.lastIndex = from;
  return next.exec(text)?.index ?? text.length;
}

/** Behind the brace that closes the one before `from`; undefined where there is none. */
function commentEnd(text: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}
