import type { ValuePart } from './bibtex-entry.js';

/** What keeps an entry from being read on. */
export class MalformedBibtex extends Error {
  constructor(
    /** Offset (UTF-16 units) in the file. */
    readonly at: number,
    readonly said: string,
    readonly hint: string,
  ) {
    super(said);
  }
}

/** The beginning of an entry. */
export interface EntryHead {
  /** In lower case. */
  readonly type: string;
  /** The sign that ends the entry. */
  readonly closing: '}' | ')';
  /** The offset of its `@`. */
  readonly at: number;
}

/** A place where a value names a string. */
export interface StringUse {
  readonly name: string;
  readonly at: number;
}

/**
 * So many characters are looked through in vain for what closes something. Where hardly anything is closed, each entry looks to the
 * end of the file, and the rest of such a file is not read.
 */
const MOST_LOOKED_IN = 20_000_000;

/** The beginning of an entry on a line of its own. */
const NEXT_ENTRY = /^[ \t]*@[a-zA-Z]+[ \t]*\{[^\s{}"]*(?:,|\n|$)/;

/** Reads the parts of a BibTeX file one after the other. What cannot be read is thrown as {@link MalformedBibtex}. */
export class BibtexScanner {
  readonly uses: StringUse[] = [];
  #at = 0;
  #lookedIn = 0;

  /** `report` is told of what is wrong without being in the way. */
  constructor(
    readonly text: string,
    readonly report: (fault: MalformedBibtex) => void,
  ) {}

  get at(): number {
    return this.#at;
  }

  /** Whether it has been given up, as hardly anything is closed. */
  get hasGivenUp(): boolean {
    return this.#lookedIn >= MOST_LOOKED_IN;
  }

  /** Goes behind what the next entry begins with; undefined where there is none. */
  nextHead(): EntryHead | undefined {
    while (!this.hasGivenUp) {
      const at = this.text.indexOf('@', this.#at);
      if (at < 0) return undefined;
      this.#at = at;
      const head = this.#match(/@\s*([a-zA-Z]+)\s*[{(]/y);
      if (head === undefined) this.#at += 1;
      else return { type: (head[1] ?? '').toLowerCase(), closing: head[0].endsWith('(') ? ')' : '}', at };
    }
    return undefined;
  }

  /** Goes to the next entry that stands at the start of a line, behind an entry that cannot be read on. */
  leave({ at }: EntryHead): void {
    const next = /^[ \t]*@[a-zA-Z]+[ \t]*[{(]/gm;
    next.lastIndex = Math.max(this.#at, at + 1);
    this.#at = next.exec(this.text)?.index ?? this.text.length;
  }

  /** Goes behind a comment. BibTeX knows no end of one: where its brace is not closed, it is its name alone. */
  skipComment(): void {
    let depth = 1;
    for (let at = this.#at; at < this.text.length; at++) {
      if (this.text[at] === '{') depth += 1;
      else if (this.text[at] === '}') depth -= 1;
      if (depth > 0) continue;
      this.#at = at + 1;
      return;
    }
    this.#lookedIn += this.text.length - this.#at;
  }

  /** The key of an entry, and where it stands. */
  key({ type }: EntryHead): { readonly key: string; readonly at: number } {
    this.#skip();
    const at = this.#at;
    const key = this.#match(/[^\s,{}()=]+/y)?.[0];
    if (key === undefined)
      throw new MalformedBibtex(at, `This @${type} has no key.`, `Write one: @${type}{name2024,`);
    this.#skip();
    return { key, at };
  }

  /** Throws where there is no comma behind a key, nor the end of its entry. */
  expectFields({ type, closing }: EntryHead, key: string): void {
    if (this.#sign === ',' || this.#sign === closing) return;
    throw new MalformedBibtex(this.#at, `There is no comma behind the key ${key}.`, `Write @${type}{${key},`);
  }

  /** Adds `name = value, …` to `fields`, up to the sign that ends the entry. */
  fieldsInto(fields: Map<string, readonly ValuePart[]>, closing: EntryHead['closing']): void {
    for (;;) {
      this.#skip();
      if (this.#sign === closing) {
        this.#at += 1;
        return;
      }
      if (this.#sign === ',') {
        this.#at += 1;
        continue;
      }
      fields.set(this.#fieldName(closing), this.value());
      this.#skip();
      if (this.#sign === ',' || this.#sign === closing || this.#at >= this.text.length) continue;
      if (!/^[\w-]+\s*=/.test(this.#ahead)) continue;
      this.report(
        new MalformedBibtex(
          this.#at,
          'A comma is missing in front of this field.',
          'Write a comma between fields.',
        ),
      );
    }
  }

  /** The parts of a value, which `#` joins. */
  value(): ValuePart[] {
    const parts: ValuePart[] = [];
    for (;;) {
      this.#skip();
      const at = this.#at;
      if (this.#sign === '{' || this.#sign === '"') parts.push({ kind: 'text', text: this.#delimited() });
      else {
        const word = this.#name();
        if (word === undefined)
          throw new MalformedBibtex(at, 'A value is missing here.', 'Write it in braces: title = {…}.');
        if (/^\d+$/.test(word)) parts.push({ kind: 'text', text: word });
        else {
          parts.push({ kind: 'name', name: word });
          this.uses.push({ name: word, at });
        }
      }
      this.#skip();
      if (this.#sign !== '#') return parts;
      this.#at += 1;
    }
  }

  /** The name of a field, in lower case, and the sign behind it. */
  #fieldName(closing: EntryHead['closing']): string {
    const at = this.#at;
    if (at >= this.text.length || NEXT_ENTRY.test(this.#ahead))
      throw new MalformedBibtex(at, 'The entry before has no end.', `Close it with ${closing}.`);
    const field = this.#name();
    if (field === undefined)
      throw new MalformedBibtex(
        at,
        'The name of a field should stand here.',
        `Write name = {value}, with a comma behind it, or close the entry with ${closing}.`,
      );
    this.#skip();
    if (this.#sign !== '=')
      throw new MalformedBibtex(
        at,
        `There is no = behind “${field}”.`,
        'Write name = {value}; a value of several words stands in braces.',
      );
    this.#at += 1;
    return field.toLowerCase();
  }

  /** Text in braces or quotation marks, at whose sign it is; what is inside, as it is written. */
  #delimited(): string {
    const { text } = this;
    const start = this.#at;
    const closing = text[start] === '"' ? '"' : '}';
    let depth = 0;
    let at = start + 1;
    for (; at < text.length; at++) {
      const sign = text[at];
      if (sign === '\\') at += 1;
      else if (sign === '{') depth += 1;
      else if (sign === '}' && depth > 0) depth -= 1;
      else if (depth === 0 && sign === closing) {
        this.#at = at + 1;
        return text.slice(start + 1, at);
      } else if (sign === '\n' && NEXT_ENTRY.test(text.slice(at + 1, at + 80))) break;
    }
    this.#lookedIn += at - start;
    throw new MalformedBibtex(
      start,
      `This ${closing === '"' ? 'quotation mark' : 'brace'} is not closed before the next entry.`,
      `Close it with ${closing}, and look whether a brace inside is one too many.`,
    );
  }

  /** A name as of a field, a string or a type; undefined where there is none. */
  #name(): string | undefined {
    return this.#match(/[^\s"#%'(),={}@]+/y)?.[0];
  }

  #skip(): void {
    this.#match(/\s*/y);
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text) ?? undefined;
    if (found !== undefined) this.#at = pattern.lastIndex;
    return found;
  }

  get #sign(): string | undefined {
    return this.text[this.#at];
  }

  get #ahead(): string {
    return this.text.slice(this.#at, this.#at + 80);
  }
}
