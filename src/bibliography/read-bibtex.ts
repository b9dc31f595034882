import { type Diagnostic, diagnostic, locator, mapSource, type SourceText } from '../diagnostics/index.js';
import { type BibtexEntry, type BibtexFile, MONTHS, type ValuePart } from './bibtex-entry.js';
import { BibtexScanner, type EntryHead, MalformedBibtex, type StringUse } from './bibtex-scanner.js';

/** A BibTeX file read, and what is wrong with it. */
export interface ReadBibtex extends BibtexFile {
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a BibTeX file as BibTeX does (Patashnik, “BibTeXing”): what stands outside of entries is a comment. An entry that is
 * broken is reported at the place where it is, with the fields that stand before, and the file is read on at the next entry.
 */
export function readBibtex(source: SourceText): ReadBibtex {
  const place = locator(mapSource(source));
  const diagnostics: Diagnostic[] = [];
  const entries: BibtexEntry[] = [];
  const strings = new Map<string, readonly ValuePart[]>();
  const keys = new Map<string, BibtexEntry>();
  const scanner = new BibtexScanner(source.text, ({ at, said, hint }) => {
    diagnostics.push(diagnostic('error', 'bibtex-syntax', () => place(at), said, { hint }));
  });
  const readEntry = (head: EntryHead): void => {
    const { key, at } = scanner.key(head);
    const fields = new Map<string, readonly ValuePart[]>();
    const entry: BibtexEntry = { key, type: head.type, fields, place: place(at) };
    const before = keys.get(key);
    if (before === undefined) keys.set(key, entry);
    else diagnostics.push(duplicate(entry, before));
    entries.push(entry);
    scanner.expectFields(head, key);
    scanner.fieldsInto(fields, head.closing);
  };

  for (let head = scanner.nextHead(); head !== undefined; head = scanner.nextHead()) {
    try {
      if (head.type === 'comment') scanner.skipComment();
      else if (head.type === 'preamble') scanner.value();
      else if (head.type === 'string') scanner.fieldsInto(strings, head.closing);
      else readEntry(head);
    } catch (error) {
      if (!(error instanceof MalformedBibtex)) throw error;
      scanner.report(error);
      scanner.leave(head);
    }
  }
  if (scanner.hasGivenUp)
    scanner.report(
      new MalformedBibtex(
        Math.min(scanner.at, source.text.length - 1),
        'Hardly anything in this file is closed, so it is not read from here on.',
        'Close what has been reported before.',
      ),
    );
  for (const use of scanner.uses) {
    const name = use.name.toLowerCase();
    if (!strings.has(name) && !MONTHS.includes(name)) diagnostics.push(undefinedString(use, place));
  }
  return { entries, strings, diagnostics };
}

function duplicate({ key, place }: BibtexEntry, before: BibtexEntry): Diagnostic {
  const message = `The key ${key} is that of another entry, in line ${before.place.line}, which is the one that is cited.`;
  const hint = 'Give one of them another key, or remove it.';
  return diagnostic('warning', 'bibtex-key-duplicate', place, message, { text: key, hint });
}

function undefinedString({ name, at }: StringUse, place: ReturnType<typeof locator>): Diagnostic {
  const message = `No @string defines “${name}”, so it is shown as it stands.`;
  const hint = `Put it in braces, if it is a text: {${name}}. Otherwise define it: @string{${name} = {…}}.`;
  return diagnostic('warning', 'bibtex-string-missing', () => place(at), message, { text: name, hint });
}
