import { readClock, Time, timeText } from '../time/time.js';
import { isDay, WrittenTime, writtenClock } from '../time/written-time.js';
import type { Zone } from '../time/zone.js';
import { Drop, dropText } from './drop.js';
import { isNumeric, numberText } from './float.js';
import { jsonText } from './json.js';
import { isDocument, isHash, isNil, isTime, MethodLiteral, Range } from './kind.js';
import { visibleText } from './noncharacters.js';

/** Dates as times of the site's zone, but for those that are written with a clock of their own. */
export function asTime(value: Date | Time, zone: Zone): Time {
  if (value instanceof WrittenTime) return writtenClock(value);
  return value instanceof Date ? new Time(value.getTime(), zone) : value;
}

/** Ruby's `to_s`. `zone` is the site's, for dates. */
export function textOf(value: unknown, zone: Zone): string {
  if (typeof value === 'string') return value;
  if (isNil(value) || value instanceof MethodLiteral) return '';
  if (value instanceof WrittenTime) return value.toString();
  if (isTime(value)) return timeText(asTime(value, zone));
  return dropText(value)?.() ?? inspect(value, zone);
}

/** What `{{ value }}` prints: arrays are joined, everything else is `to_s` (liquid/variable.rb). */
export function printed(value: unknown, zone: Zone): string {
  return Array.isArray(value) ? joined(value, '', zone) : textOf(value, zone);
}

/** Ruby's `Array#join`: arrays inside of arrays are joined alike. */
export function joined(values: readonly unknown[], glue: string, zone: Zone): string {
  return values
    .map((value) => (Array.isArray(value) ? joined(value, glue, zone) : textOf(value, zone)))
    .join(glue);
}

/** As much of a value as anybody can want to read; a whole site, say, is cut here. */
const INSPECT_LIMIT = 1_000_000;
const INSPECT_DEPTH = 100;

/**
 * Ruby's `inspect`: `["a", nil, {"b"=>1}]`; a value inside of itself is `{...}` or `[...]`. One of Jekyll's drops is its
 * JSON (`drops/drop.rb`), but a list of documents has the documents themselves.
 */
export function inspect(value: unknown, zone: Zone): string {
  const parts: string[] = [];
  const within: unknown[] = [];
  let length = 0;
  const write = (text: string) => {
    parts.push(text);
    length += text.length;
  };
  const list = (open: string, close: string, owner: unknown, items: readonly (() => void)[]) => {
    if (within.includes(owner) || length > INSPECT_LIMIT || within.length > INSPECT_DEPTH) {
      write(`${open}...${close}`);
      return;
    }
    within.push(owner);
    write(open);
    items.forEach((item, index) => {
      if (index > 0) write(', ');
      item();
    });
    write(close);
    within.pop();
  };
  const visit = (item: unknown): void => {
    if (Array.isArray(item)) {
      list(
        '[',
        ']',
        item,
        item.map((member: unknown) => () => visit(member)),
      );
    } else if (within.length > 0 && isDocument(item)) {
      write(
        `#<Jekyll::Document ${textOf(item['relative_path'], zone)} collection=${textOf(item['collection'], zone)}>`,
      );
    } else if (dropText(item) !== undefined) {
      write(jsonText(item, { text: (inner) => textOf(inner, zone), pretty: true }));
    } else if (isHash(item)) {
      const pair = (key: string) => () => {
        write(`${quoted(key)}=>`);
        visit(item[key]);
      };
      list('{', '}', item, Object.keys(item).map(pair));
    } else {
      write(inspectScalar(item, zone));
    }
  };
  visit(value);
  return parts.join('');
}

function inspectScalar(value: unknown, zone: Zone): string {
  if (isNil(value)) return 'nil';
  if (typeof value === 'string') return quoted(value);
  if (isNumeric(value)) return numberText(value);
  if (isDay(value)) return dayInspected(value);
  if (isTime(value)) return timeInspected(asTime(value, zone));
  if (value instanceof Range) return `${value.first}..${value.last}`;
  if (value instanceof Drop) return value.className;
  return value instanceof MethodLiteral ? '' : String(value);
}

/** Ruby's `Time#inspect`: with the fraction of the second, if there is one. */
function timeInspected(time: Time): string {
  const { millisecond } = readClock(time);
  const text = timeText(time);
  return millisecond === 0 ? text : text.replace(/(?= \S+$)/, String(millisecond / 1000).slice(1));
}

/** Ruby's `Date#inspect`, with the day's Julian number and that of the calendar's reform. */
function dayInspected(day: WrittenTime): string {
  const julian = Math.floor(day.getTime() / 86_400_000) + 2_440_588;
  return `#<Date: ${day.toString()} ((${julian}j,0s,0n),+0s,2299161j)>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\f': '\\f',
  '\v': '\\v',
  '\b': '\\b',
  '\x07': '\\a',
  '\x1b': '\\e',
};

/** Ruby's `String#inspect`: what cannot be seen is a code. */
function quoted(text: string): string {
  const escaped = visibleText(text).replace(/["\\\p{Cc}\p{Zl}\p{Zp}\p{Cn}]|#(?=[{$@])/gu, (character) => {
    const known = ESCAPES[character];
    if (known !== undefined || character === '\x85') return known ?? character;
    if (character === '#') return '\\#';
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}
