import type { Entry } from './bibtex-entry.js';
import { OTHERS, personNames } from './person-names.js';
import { withFormulas } from './rich-text.js';
import { texText } from './tex-text.js';

/** A query of BibTeX-Ruby that cannot be read: what is wrong with it. */
export class UnreadableQuery extends Error {}

type Test = (entry: Entry) => boolean;

/**
 * Reads a query as BibTeX-Ruby does (`Bibliography#query`): `@book`, `@*[year>=2003]`, `!@book`, `@*[url]`,
 * `@book[year <= 1900 && author ^= Poe]`, several of them behind each other. `||` binds weaker than `&&`. Throws an
 * {@link UnreadableQuery}.
 */
export function entryQuery(query: string): Test {
  const selectors = [...query.matchAll(/\s*(!)?@([\w*]+)(?:\[((?:[^\][]|\[[^\]]*\])*)\])?/gy)];
  const length = selectors.reduce((sum, [text]) => sum + text.length, 0);
  if (selectors.length === 0 || query.slice(length).trim().replace(/^,$/, '') !== '')
    throw new UnreadableQuery(query.slice(length).trim() || query);
  const tests = selectors.map(([, not, type = '*', conditions]) => {
    const holds = conditions === undefined ? () => true : anyOf(conditions);
    const isType = typeTest(type.toLowerCase());
    return not === undefined
      ? (entry: Entry) => isType(entry.type) && holds(entry)
      : (entry: Entry) => !isType(entry.type) && holds(entry);
  });
  return (entry) => tests.some((test) => test(entry));
}

function typeTest(type: string): (type: string) => boolean {
  return type === '*' || type === 'entry' ? () => true : (one) => one === type;
}

function anyOf(conditions: string): Test {
  const tests = conditions.split('||').map((part) => {
    const all = part.split('&&').map(condition);
    return (entry: Entry) => all.every((test) => test(entry));
  });
  return (entry) => tests.some((test) => test(entry));
}

const OPERATORS = /^\s*([\w-]+)\s*(?:(!=|>=|<=|\^=|~=|!~|\/=|=|>|<)\s*([\s\S]*?))?\s*$/;

function condition(written: string): Test {
  const [, field = '', operator, value = ''] = OPERATORS.exec(written) ?? [];
  if (field === '') throw new UnreadableQuery(written.trim());
  const name = field.toLowerCase();
  switch (operator) {
    case undefined:
      return (entry) => textOf(entry, name) !== undefined;
    case '!=':
    case '/=':
      return (entry) => textOf(entry, name) !== value;
    case '=':
      return (entry) => textOf(entry, name) === value;
    case '^=':
      return matches(name, `^(?:${value})`, true);
    case '~=':
      return matches(name, value, true);
    case '!~':
      return matches(name, value, false);
    default:
      return (entry) => {
        const own = textOf(entry, name);
        if (own === undefined) return false;
        const order = compareTexts(own, value);
        return operator === '>'
          ? order > 0
          : operator === '<'
            ? order < 0
            : operator === '>='
              ? order >= 0
              : order <= 0;
      };
  }
}

/** Beyond these, and with repetitions in repetitions, a pattern could take for ever. */
const LONGEST_PATTERN = 500;
const LONGEST_FIELD = 2000;
const REPEATED = /\)\s*[*+{]|[*+}][^*+}|]*[*+}][^*+}|]*[*+}]/;

function matches(name: string, pattern: string, wanted: boolean): Test {
  if (pattern.length > LONGEST_PATTERN || REPEATED.test(pattern)) throw new UnreadableQuery(pattern);
  let test: RegExp;
  try {
    test = new RegExp(pattern);
  } catch {
    throw new UnreadableQuery(pattern);
  }
  return (entry) => test.test((textOf(entry, name) ?? '').slice(0, LONGEST_FIELD)) === wanted;
}

/** What a field says, without TeX and braces; names in the order `Last, First`. */
export function textOf(entry: Entry, name: string): string | undefined {
  if (name === 'key') return entry.key;
  if (name === 'type') return entry.type;
  const value = entry.fields.get(name);
  if (value === undefined) return undefined;
  if (name === 'author' || name === 'editor' || name === 'translator') return namesText(value);
  const { text, formulas } = texText(value);
  return withFormulas(text.replace(/<[^>]*>/g, ''), formulas, (tex) => `$${tex}$`);
}

/** Names as BibTeX-Ruby writes them: `Flanagan, David and Matsumoto, Yukihiro`. */
export function namesText(value: string): string {
  return personNames(value)
    .map(({ literal, family = '', given, suffix, 'non-dropping-particle': particle }) => {
      if (literal !== undefined) return literal === OTHERS ? 'others' : literal;
      return [particle === undefined ? family : `${particle} ${family}`, suffix, given]
        .filter((part) => part !== undefined)
        .join(', ');
    })
    .join(' and ');
}

/** Numbers as numbers, everything else in the order of its characters. */
export function compareTexts(a: string, b: string): number {
  const isNumeric = /^\s*-?\d+(?:\.\d+)?\s*$/;
  if (isNumeric.test(a) && isNumeric.test(b)) return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}
