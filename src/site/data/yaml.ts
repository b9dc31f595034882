import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  visit,
  type YAMLError,
} from 'yaml';
import { valueConstructor, type YamlProblem } from './psych-value.js';
import { tooDeepAt } from './yaml-nesting.js';

/** What a YAML text says, and what is wrong with it. */
export interface YamlResult {
  /**
   * Records, arrays, strings, numbers, booleans, null and `Date`. Beside a problem: what stands before it, where
   * Psych takes that for the whole (it stops reading where a first value has ended), or else null.
   */
  readonly value: unknown;
  readonly problem: YamlProblem | null;
  /** The offset in the text of the value at a path of keys and indices, or of the nearest thing around it. */
  readonly offsetOf: (path: readonly (string | number)[]) => number;
}

/**
 * Reads the first document of a YAML text as Ruby's Psych does (`psych/visitors/to_ruby.rb`): plain scalars by
 * {@link psychScalar}, duplicate keys with the last one winning, `<<` merging where it stands, keys turned into
 * strings. A mapping with number-like keys that stand in another order than JavaScript keeps them in is a `Map`.
 */
export function readYaml(text: string): YamlResult {
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    const problem = { message: 'Values are nested too deeply here.', offset: deep };
    return { value: null, problem, offsetOf: () => 0 };
  }
  const { document, originalOffset, end } = parse(text);
  if (document === undefined) return { value: null, problem: null, offsetOf: () => 0 };
  const offsetOf = (path: readonly (string | number)[]) => originalOffset(offsetAt(document.contents, path));
  const shifted = ({ message, offset }: YamlProblem) => ({ message, offset: originalOffset(offset) });
  const problemOf = (error: YAMLError) =>
    shifted({ message: sentence(error.message), offset: errorOffset(document, error) });
  const [error] = document.errors;
  if (error !== undefined && !isTrailing(error)) return { value: null, problem: problemOf(error), offsetOf };
  const problems: YamlProblem[] = [];
  const value = valueConstructor(text.endsWith('\n') ? -1 : end, problems)(document.contents);
  const [problem] = problems;
  if (problem !== undefined) return { value: null, problem: shifted(problem), offsetOf };
  return { value, problem: error === undefined ? null : problemOf(error), offsetOf };
}

interface Parsed {
  readonly document: Document | undefined;
  /** The offset in the text as it was given of an offset in the text as it was parsed. */
  readonly originalOffset: (offset: number) => number;
  /** Length of the text as it was parsed. */
  readonly end: number;
}

/** How many lines of one text may be pushed in before it is given up as broken, and in how long a text. */
const MOST_PUSHES = 32;
const LONGEST_PUSHED = 16_384;
/** A text with more errors than this is not worth mending. */
const MOST_ERRORS = 64;

/**
 * Parses, and where a quoted text or a bracket goes on in a line that stands too far left, which libyaml allows,
 * pushes that line in and parses again; white space there means nothing. If that does not help, the first error
 * stands.
 */
function parse(text: string): Parsed {
  const first: Parsed = {
    document: parseDocument(text),
    originalOffset: (offset) => offset,
    end: text.length,
  };
  const pushes: number[] = [];
  let current = first;
  let pushed = text;
  while (current.document !== undefined && current.document.errors.length > 0) {
    const { errors } = current.document;
    const error = errors.find(isTooFarLeft);
    if (error === undefined) return errors.every(isTrailing) ? current : first;
    if (text.length > LONGEST_PUSHED || errors.length > MOST_ERRORS) return first;
    // A quoted text is given up at the line break before that line, a bracket at the line's first character.
    const line = pushed.lastIndexOf('\n', error.pos[0]) + 1;
    if (line === 0 || line <= (pushes.at(-1) ?? 0) || pushes.length >= MOST_PUSHES) return first;
    pushes.push(line);
    pushed = pushed.slice(0, line) + PUSH + pushed.slice(line);
    current = {
      document: parseDocument(pushed),
      originalOffset: (offset) => offset - pushes.filter((at) => at < offset).length * PUSH.length,
      end: pushed.length,
    };
  }
  return current;
}

const PUSH = ' '.repeat(40);

function parseDocument(text: string): Document | undefined {
  const documents = parseAllDocuments(text, {
    version: '1.1',
    schema: 'failsafe',
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    strict: false,
    logLevel: 'silent',
  });
  return Array.isArray(documents) ? documents[0] : undefined;
}

function isTooFarLeft(error: YAMLError): boolean {
  return /^Missing closing ["']quote|^Flow (?:map|sequence) in block collection must/.test(error.message);
}

/** Where an error is: for a quoted text without an end where it begins, which can be far above. */
function errorOffset(document: Document, error: YAMLError): number {
  let [offset] = error.pos;
  if (!/^Missing closing ["']quote/.test(error.message)) return offset;
  visit(document, {
    Scalar: (_key, { type, range }) => {
      if (!type?.startsWith('QUOTE') || !range || range[1] < error.pos[0]) return undefined;
      offset = range[0];
      return visit.BREAK;
    },
  });
  return offset;
}

/** Whether the error is that something stands behind the document's value. */
function isTrailing(error: YAMLError): boolean {
  return / at node end$| in YAML (?:stream|document): /.test(error.message);
}

/** Said in other words than the library's where an author meets it often. */
const REWORDED: readonly (readonly [RegExp, string])[] = [
  [/^Nested mappings/, 'A second colon stands in this line; a value with a colon in it has to be in quotes.'],
  [/^Tabs are not allowed/, 'A tab is used for indentation, where YAML allows only spaces.'],
  [/^Missing closing ["']quote/, 'A quoted text is never closed.'],
  [/^Implicit (?:map )?keys need/, 'This is neither `key: value` nor part of the value above it.'],
];

/** The library's message as a full sentence. */
function sentence(message: string): string {
  const [, reworded = message] = REWORDED.find(([pattern]) => pattern.test(message)) ?? [];
  return /[.!?]$/.test(reworded) ? reworded : `${reworded}.`;
}

function offsetAt(root: unknown, path: readonly (string | number)[]): number {
  let node = root;
  let offset = rangeStart(root) ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.findLast(
        (item) => isScalar(item.key) && String(item.key.value) === String(step),
      );
      offset = rangeStart(pair?.key) ?? offset;
      node = pair?.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = rangeStart(node) ?? offset;
    } else return offset;
  }
  return offset;
}

function rangeStart(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
}
