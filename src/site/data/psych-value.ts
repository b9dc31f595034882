import { isAlias, isMap, isNode, isPair, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import { Float, WrittenTime } from '../../liquid/index.js';
import { isRecord } from './data-value.js';

/** What keeps a YAML text from being read, or from being read to its end. */
export interface YamlProblem {
  /** A sentence. */
  readonly message: string;
  /** Offset (UTF-16 units) in the text. */
  readonly offset: number;
}

/** How many values a text may stand for when each alias counts as much as what it stands for. */
const MOST_VALUES = 1_000_000;

/**
 * A list or a mapping as a key is text, and so is one within it, whose quotation marks are then escaped once more: each level can
 * double it.
 */
const LONGEST_KEY = 100_000;

const TAG = 'tag:yaml.org,2002:';

/**
 * A function that turns nodes into values; it keeps the anchors of one document. A block of text that reaches
 * `end`, the end of a file without a last line break, has no line break at its own end.
 */
export function valueConstructor(end: number, problems: YamlProblem[]): (node: unknown) => unknown {
  const anchors = new Map<string, { readonly value: unknown; readonly size: number }>();
  let size = 0;
  const report = (node: Node, message: string) => {
    problems.push({ message, offset: node.range?.[0] ?? 0 });
    return null;
  };

  function construct(node: unknown): unknown {
    const before = size++;
    if (isAlias(node)) {
      const anchor = anchors.get(node.source);
      if (anchor === undefined) return report(node, `There is no anchor &${node.source} before this alias.`);
      size += anchor.size;
      return size <= MOST_VALUES
        ? anchor.value
        : report(node, 'Aliases of aliases stand for too many values here.');
    }
    if (!isScalar(node) && !isSeq(node) && !isMap(node)) return null;
    if (node.tag !== undefined && /^(?:tag:yaml\.org,2002:|!)?ruby\//.test(node.tag)) {
      return report(node, `The tag ${node.tag} is not allowed here.`);
    }
    const value = isScalar(node)
      ? scalarValue(scalarText(node, end), node.type === 'PLAIN', node.tag)
      : isSeq(node)
        ? node.items.map((item) => construct(isPair(item) ? item.value : item))
        : mappingValue(node);
    if (node.anchor !== undefined) anchors.set(node.anchor, { value, size: size - before });
    return value;
  }

  function mappingValue(map: YAMLMap): unknown {
    const entries = new Map<string, unknown>();
    for (const { key, value } of map.items) {
      const name = keyName(construct(key));
      if (name.length > LONGEST_KEY) {
        report(isNode(key) ? key : map, 'A key is too long here.');
        continue;
      }
      const constructed = construct(value);
      if (name !== '<<') entries.set(name, constructed);
      else if (!mergeInto(entries, isSeq(value) ? constructed : [constructed]))
        entries.set(name, constructed);
    }
    return record(entries);
  }

  return construct;
}

function scalarText(node: Scalar, end: number): string {
  const text = String(node.value ?? '');
  const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
  return isBlock && node.range?.[1] === end ? text.replace(/\n$/, '') : text;
}

function scalarValue(text: string, plain: boolean, tag: string | undefined): unknown {
  if (tag === undefined) return plain ? psychScalar(text) : text;
  switch (tag) {
    case '!str':
    case `${TAG}str`:
      return text;
    case '!binary':
    case `${TAG}binary`:
      return Buffer.from(text, 'base64').toString('latin1');
    case '!float':
    case `${TAG}float`:
      return Number(psychScalar(text));
    default:
      return psychScalar(text);
  }
}

/** Lays the mappings of a `<<` over what stands before it; the first of several wins. False if one is none. */
function mergeInto(entries: Map<string, unknown>, merged: unknown): boolean {
  if (!Array.isArray(merged)) return false;
  const layers: (readonly [string, unknown])[][] = [];
  for (const layer of merged) {
    if (layer instanceof Map) layers.push([...layer]);
    else if (isRecord(layer)) layers.push(Object.entries(layer));
    else return false;
  }
  for (const [key, value] of layers.reverse().flat()) entries.set(key, value);
  return true;
}

function keyName(key: unknown): string {
  if (key === null) return '';
  if (key instanceof WrittenTime) return key.toString();
  if (key instanceof Date) return key.toISOString();
  if (key instanceof Float) return key.toString();
  return typeof key === 'object' ? JSON.stringify(key) : String(key);
}

/** Entries as a record, or as a `Map` where a record would not keep their order. */
function record(
  entries: ReadonlyMap<string, unknown>,
): Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown> {
  const result = Object.fromEntries(entries);
  let index = 0;
  const keys = Object.keys(result);
  for (const key of entries.keys()) {
    if (keys[index++] !== key) return entries;
  }
  return result;
}

/**
 * What a plain scalar of YAML means to Ruby's Psych (`psych/scalar_scanner.rb`), which follows YAML 1.1 with some
 * ways of its own: `yes` and `on` are true, `017` is octal, `1,000` is a number, `10:30` is sexagesimal.
 * A whole number too large for a JavaScript number stays text. A time without a zone is a `Date`, any other time and a
 * date without a time a `WrittenTime`.
 */
export function psychScalar(text: string): unknown {
  if (text === '') return null;
  if (LETTERS_FIRST.test(text) || text.includes('\n')) return word(text);
  if (TIME.test(text)) return psychTime(text) ?? text;
  const date = DATE.exec(text);
  if (date !== null) return calendarDate(date) ?? text;
  if (/^\+?\.inf$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (/^-\.inf$/i.test(text)) return Number.NEGATIVE_INFINITY;
  if (/^\.nan$/i.test(text)) return Number.NaN;
  if (/^:./.test(text)) return symbolName(text);
  if (SEXAGESIMAL.test(text)) return sexagesimal(text);
  if (FLOAT.test(text)) return float(text) ?? text;
  if (INTEGER.test(text)) return integer(text) ?? text;
  return text;
}

/** Psych's quick way to see that a scalar is text: after at most one other character stand letters or signs. */
const LETTERS_FIRST = /^[^\d.:-]?[\p{Alphabetic}_\s!@#$%^&*(){}<>|/\\~;=]/u;
const TIME =
  /^-?\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?$/;
const DATE = /^(\d{4})-(1[012]|0\d|\d)-([12]\d|3[01]|0\d|\d)$/;
const SEXAGESIMAL = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}(?:\.[0-9_]*)?$/;
const FLOAT = /^[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?$/;
const INTEGER =
  /^(?:[-+]?0b[01_,]+|[-+]?0[0-7_,]+|[-+]?(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)|[-+]?0x[0-9a-fA-F_,]+)$/;

function word(text: string): unknown {
  if (/^(?:~|null)$/i.test(text)) return null;
  if (/^(?:yes|true|on)$/i.test(text)) return true;
  if (/^(?:no|false|off)$/i.test(text)) return false;
  return text;
}

/** A symbol's name: `:pretty` is `pretty`. */
function symbolName(text: string): string {
  const quoted = /^:(["'])(.*)\1/.exec(text);
  return quoted === null ? text.slice(1) : (quoted[2] ?? '').replace(/^:/, '');
}

/** Psych takes the first part for hours, however many there are: `10:30` is 37800. */
function sexagesimal(text: string): number {
  return text
    .split(':')
    .reduce((sum, part, index) => sum + Number(part.replaceAll('_', '')) * 60 ** Math.abs(index - 2), 0);
}

/** A whole one as a `Float`, so that it prints with its point. */
function float(text: string): number | Float | null {
  if (/^[-+]?\.$/.test(text)) return null;
  const value = Number(text.replace(/[,_]/g, '').replace(/\.(?=[Ee]|$)/, ''));
  if (Number.isNaN(value)) return null;
  return Number.isInteger(value) ? new Float(value) : value;
}

function integer(text: string): number | string | null {
  const digits = text.replace(/[,_]/g, '');
  const match = /^([-+]?)(0b|0x|0(?=[0-7]))?([0-9a-fA-F]+)$/.exec(digits);
  if (match === null) return null;
  const [, sign, prefix, number = ''] = match;
  const radix = prefix === '0b' ? 2 : prefix === '0x' ? 16 : prefix === '0' ? 8 : 10;
  const value = Number.parseInt(number, radix) * (sign === '-' ? -1 : 1);
  if (Number.isSafeInteger(value)) return value;
  return radix === 10 ? digits.replace(/^\+/, '') : null;
}

/** Psych's `parse_time`: a time without a zone is in UTC, but read on the site's clock. Null for a time of day or a month that is none. */
function psychTime(text: string): Date | null {
  const match =
    /^(-?\d{4})-(\d{1,2})-(\d{1,2})[Tt\s]\s*(\d{1,2}):(\d\d):(\d\d)(?:\.(\d*))?\s*(?:(Z)|([-+]\d{1,2}):?(\d\d)?)?$/.exec(
      text,
    );
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction, isUtc, zoneHours, zoneMinutes] = match;
  const milliseconds = Math.floor(Number(`0.${fraction ?? ''}0`) * 1000);
  if (!isTimeOfDay(Number(month), Number(day), Number(hour), Number(minute), Number(second))) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second), milliseconds);
  if (isUtc !== undefined) return new WrittenTime(date.getTime(), 'utc');
  if (zoneHours === undefined) return date;
  const sign = zoneHours.startsWith('-') ? -1 : 1;
  const offset = (Number(zoneHours) * 60 + sign * Number(zoneMinutes ?? 0)) * 60;
  return new WrittenTime(date.getTime() - offset * 1000, offset);
}

/** What Ruby's `Time.utc` takes: it lets 31 February and second 60 run over, but no other number. */
function isTimeOfDay(month: number, day: number, hour: number, minute: number, second: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > 31 || minute > 59 || second > 60) return false;
  return hour < 24 || (hour === 24 && minute === 0 && second === 0);
}

/** The day of `2024-1-5`, or null for one that no calendar has. */
function calendarDate([, year = '', month = '', day = '']: RegExpExecArray): WrittenTime | null {
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  return new WrittenTime(date.getTime(), 'date');
}
