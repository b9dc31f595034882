import { leadingInteger } from '../core/ruby-string.js';
import { type ClockReading, fixedTime, momentOf, readClock, Time, utcTime } from './time.js';
import type { Zone } from './zone.js';

/** Hours ahead of UTC of the zones that RFC 822 names. */
const NAMED_OFFSETS: Readonly<Record<string, number>> = {
  UTC: 0,
  Z: 0,
  UT: 0,
  GMT: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};

/** A little less than what JavaScript's dates reach, in milliseconds to both sides of 1970. */
const LAST_MOMENT = 8.6e15;

/**
 * Ruby's `Time.parse` (time.rb): what the text leaves out above its first part is today's, below it is the
 * least; `now` is asked only where the text leaves out the year. `undefined` where the text says nothing about a time, or what no time can be.
 */
export function parseTime(text: string, zone: Zone, now: () => Date): Time | undefined {
  const parts = parseDate(text);
  const { zone: zoneName, ...said } = parts;
  if (Object.keys(said).length === 0) return undefined;
  const year = parts.year ?? readClock(new Time(now().getTime(), zone)).year;
  const offset = zoneName === undefined ? undefined : offsetOf(zoneName, year, zone);
  const wall = wallTime(parts.year === undefined ? complete(parts, clock(now(), zone, offset)) : parts);
  if (wall === undefined || !(Math.abs(wall) < LAST_MOMENT)) return undefined;
  if (zoneName === undefined || offset === undefined) return new Time(momentOf(wall, zone), zone);
  const epoch = wall - offset * 1000;
  if (/^(?:-00:?00|-00|utc|z|ut)$/i.test(zoneName)) return utcTime(epoch);
  return zone.offset(epoch) === offset ? new Time(epoch, zone) : fixedTime(epoch, offset);
}

/** What a clock shows now, in the site's zone or so many seconds ahead of UTC. */
function clock(now: Date, zone: Zone, offset: number | undefined): ClockReading {
  return readClock(offset === undefined ? new Time(now.getTime(), zone) : fixedTime(now.getTime(), offset));
}

/** Fills in today's parts, the year above all, down to the first one that is given. */
function complete(parts: DateParts, today: ClockReading): DateParts {
  const { year, month, day, hour, minute } = today;
  if (parts.month !== undefined || parts.yearDay !== undefined) return { ...parts, year };
  if (parts.day !== undefined) return { ...parts, year, month };
  if (parts.hour !== undefined) return { ...parts, year, month, day };
  if (parts.minute !== undefined) return { ...parts, year, month, day, hour };
  return { ...parts, year, month, day, hour, minute };
}

/** The parts as `Date.UTC` counts, or `undefined` where a part is out of range (Time.local of Ruby). */
function wallTime(parts: DateParts): number | undefined {
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0, millisecond = 0 } = parts;
  if (parts.yearDay !== undefined) return yearDayTime(year, parts.yearDay);
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return undefined;
  return utc(year, month - 1, day) + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
}

function yearDayTime(year: number, yearDay: number): number | undefined {
  return yearDay < 1 || yearDay > 366 ? undefined : utc(year, 0, yearDay);
}

/** `Date.UTC` without its meaning for the years 0 to 99. */
function utc(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime();
}

/**
 * Seconds ahead of UTC (time.rb, zone_offset): numbers, the zones of RFC 822, and the site's own zone by
 * name.
 */
function offsetOf(name: string, year: number, zone: Zone): number | undefined {
  const [, sign, hours, minutes = '0', seconds = '0'] =
    /^([+-])(\d\d)(?::?(\d\d)(?::?(\d\d))?)?$/.exec(name) ?? [];
  if (hours !== undefined) {
    const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return sign === '-' ? -size : size;
  }
  const upper = name.toUpperCase();
  const named = Object.hasOwn(NAMED_OFFSETS, upper) ? NAMED_OFFSETS[upper] : undefined;
  if (named !== undefined) return named * 3600;
  const moment = [utc(year, 0, 1), utc(year, 6, 1)].find((time) => zone.abbreviation(time) === upper);
  return moment === undefined ? undefined : zone.offset(moment);
}

/** What a text says about a date, as Ruby's `Date._parse` finds it (ext/date/date_parse.c). */
export interface DateParts {
  year?: number;
  month?: number;
  day?: number;
  yearDay?: number;
  hour?: number;
  minute?: number;
  second?: number;
  /** Milliseconds, with a fraction. */
  millisecond?: number;
  /** As written: `+09:00`, `est`, `utc`. */
  zone?: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = `(${MONTHS.join('|')})`;
const ERA = '(?:c(?:e|\\.e\\.)|b(?:ce|\\.c\\.e\\.)|a(?:d|\\.d\\.)|b(?:c|\\.c\\.))';

const WEEKDAY = /\b(sun|mon|tue|wed|thu|fri|sat)[^-\d\s]*/;
const HALF = '(?:\\s*[ap](?:m\\b|\\.m\\.))';
const TIME = new RegExp(
  `(\\d+\\s*:\\s*\\d+(?:\\s*:\\s*\\d+(?:[,.]\\d*)?)?${HALF}?|` +
    `\\d+\\s*h(?:\\s*\\d+m?(?:\\s*\\d+s?)?)?${HALF}?|` +
    `\\d+${HALF})` +
    '(?:\\s*((?:gmt|utc?)?[-+]\\d+(?:[,.:]\\d+(?::\\d+)?)?|' +
    '[a-z.\\s]+(?:standard|daylight)\\stime\\b|' +
    '[a-z]+(?:\\sdst)?\\b))?',
);
const CLOCK = /^(\d+)\s*(?:h|:)?\s*(\d+)?m?(?:\s*:?\s*(\d+)(?:[,.](\d*))?s?)?\s*([ap])?/;

type Rule = (text: string, parts: DateParts) => boolean;

/** The forms of a date, in the order in which Ruby tries them; the first that fits is the one. */
const RULES: readonly Rule[] = [
  rule(
    new RegExp(
      `('?\\d+)[^-\\d\\s]*\\s*${MONTH}[^-\\d\\s']*(?:\\s*${ERA}?\\s*('?-?\\d+(?:(?:st|nd|rd|th)\\b)?))?`,
    ),
    ([, day, month, year], parts) => setDate(parts, year, monthNumber(month), day),
  ),
  rule(
    new RegExp(`\\b${MONTH}[^-\\d\\s']*\\s*('?\\d+)[^-\\d\\s']*(?:\\s*,?\\s*${ERA}?\\s*('?-?\\d+))?`),
    ([, month, day, year], parts) => setDate(parts, year, monthNumber(month), day),
  ),
  rule(/('?[-+]?\d+)-(\d+)-('?-?\d+)/, ([, year, month, day], parts) => setDate(parts, year, month, day)),
  rule(/\b(?:\d{2}|\d{4})?-?w\d{2}(?:-?\d)?\b/, () => {}),
  rule(/\b(\d{2}|\d{4})-(\d{3})\b/, ([, year = '', yearDay], parts) => {
    parts.year = fullYear(year);
    parts.yearDay = Number(yearDay);
  }),
  rule(/\b([mtshr])(\d+)\.(\d+)\.(\d+)/, ([, era = '', year, month, day], parts) => {
    parts.year = Number(year) + (JAPANESE_ERAS[era] ?? 0);
    parts.month = Number(month);
    parts.day = Number(day);
  }),
  rule(new RegExp(`('?-?\\d+)-${MONTH}[^-]*-('?-?\\d+)`), ([, day, month, year], parts) =>
    setDate(parts, year, monthNumber(month), day),
  ),
  rule(new RegExp(`\\b${MONTH}[^-]*-('?-?\\d+)(?:-('?-?\\d+))?`), ([, month, day, year], parts) =>
    setDate(parts, year, monthNumber(month), day),
  ),
  rule(/('?-?\d+)\/\s*('?\d+)(?:\D\s*('?-?\d+))?/, ([, year, month, day], parts) =>
    setDate(parts, year, month, day),
  ),
  rule(/('?-?\d+)\.\s*('?\d+)\.\s*('?-?\d+)/, ([, year, month, day], parts) =>
    setDate(parts, year, month, day),
  ),
  rule(/'(\d+)\b/, ([, year = ''], parts) => {
    parts.year = fullYear(year);
  }),
  rule(new RegExp(`\\b${MONTH}\\S*`), ([, month], parts) => {
    parts.month = Number(monthNumber(month));
  }),
  rule(/(\d+)(?:st|nd|rd|th)\b/, ([, day], parts) => {
    parts.day = Number(day);
  }),
  digits,
];

/** Years before the first of each Japanese era: Meiji, Taishō, Shōwa, Heisei, Reiwa. */
const JAPANESE_ERAS: Readonly<Record<string, number>> = { m: 1867, t: 1911, s: 1925, h: 1988, r: 2018 };

/** Longer texts are no dates; the rules would take too long over them. */
const LONGEST = 128;

/** Reads a date from a text in lower case. Parts that it does not name are left out. */
export function parseDate(source: string): DateParts {
  const parts: DateParts = {};
  if (source.length > LONGEST) return parts;
  const text = source.replace(/[^-+',./:@\p{L}\p{N}[\]]+/gu, ' ').replace(WEEKDAY, ' ');
  const rest = text.replace(TIME, (_, clock: string, zone: string | undefined) => {
    setClock(parts, clock);
    if (zone !== undefined) parts.zone = zone;
    return ' ';
  });
  RULES.some((apply) => apply(rest, parts));
  return parts;
}

function rule(pattern: RegExp, apply: (match: RegExpExecArray, parts: DateParts) => void): Rule {
  return (text, parts) => {
    const match = pattern.exec(text);
    if (match === null) return false;
    apply(match, parts);
    return true;
  };
}

function monthNumber(name: string | undefined): string {
  return String(MONTHS.indexOf(name ?? '') + 1);
}

function setClock(parts: DateParts, clock: string): void {
  const [, hour, minute, second, fraction, half] = CLOCK.exec(clock) ?? [];
  const afternoon = half === 'p' ? 12 : 0;
  parts.hour = half === undefined ? Number(hour) : (Number(hour) % 12) + afternoon;
  if (minute !== undefined) parts.minute = Number(minute);
  if (second !== undefined) parts.second = Number(second);
  if (fraction) parts.millisecond = Number(`0.${fraction}`) * 1000;
}

/**
 * Decides which of three numbers is which (date_parse.c, s3e): a number of more than two digits or behind an
 * apostrophe is the year, wherever it stands.
 */
function setDate(parts: DateParts, year?: string, month?: string, day?: string): void {
  let [y, m, d] = [year, month, day];
  if (y !== undefined && m !== undefined && d === undefined) [y, m, d] = [d, y, m];
  if (y === undefined && d !== undefined && isYear(d)) [y, d] = [d, y];
  const suffixed = y === undefined ? null : /(\d+)(\D.*)/.exec(y);
  if (suffixed !== null) [y, d] = [d, suffixed[1]];
  if (m !== undefined && isYear(m)) [y, m, d] = [m, d, y];
  if (d !== undefined && isYear(d)) [y, d] = [d, y];
  if (y !== undefined) parts.year = fullYear(y.replace("'", ''));
  if (m !== undefined) parts.month = Number(/\d+/.exec(m)?.[0]);
  if (d !== undefined) parts.day = Number(/\d+/.exec(d)?.[0]);
}

function isYear(text: string): boolean {
  return text.startsWith("'") || text.length > 2;
}

/** Two digits are of the years 1969 to 2068. */
function fullYear(text: string): number {
  const year = leadingInteger(text);
  if (/^[-+]/.test(text) || text.length > 2 || year < 0) return year;
  return year + (year >= 69 ? 1900 : 2000);
}

/**
 * A run of digits: `20150201`, `20150201t101112z`; with a fraction behind it, it is a time that ends in
 * seconds (date_parse.c, parse_ddd_cb).
 */
function digits(text: string, parts: DateParts): boolean {
  const match = /[-+]?(\d{2,14})(?:\s*t?\s*(\d{2,6})?([,.]\d*)?)?(z\b|[-+]\d{1,4}\b)?/.exec(text);
  if (match === null) return false;
  const [, date = '', time, fraction, zone] = match;
  const isClock = time === undefined && fraction !== undefined && date.length <= 6;
  const fields = isClock ? 'hms'.slice(-Math.floor(date.length / 2)) : DIGIT_FIELDS[date.length];
  if (fields !== undefined) setFields(parts, date, fields);
  if (time !== undefined) setFields(parts, time, 'hms'.slice(0, Math.ceil(time.length / 2)));
  if (zone !== undefined) parts.zone = zone;
  return true;
}

/** What the digits mean, by their number: `Y` takes four, `j` three, the others two. */
const DIGIT_FIELDS: Readonly<Record<number, string>> = {
  2: 'd',
  3: 'j',
  4: 'md',
  5: 'yj',
  6: 'ymd',
  7: 'Yj',
  8: 'Ymd',
  10: 'Ymdh',
  12: 'Ymdhm',
  14: 'Ymdhms',
};

function setFields(parts: DateParts, text: string, fields: string): void {
  let at = 0;
  let isTime = !fields.includes('d') && !fields.includes('j');
  for (const field of fields) {
    const width = field === 'Y' ? 4 : field === 'j' ? 3 : 2;
    const part = text.slice(at, at + width);
    at += width;
    if (field === 'Y') parts.year = Number(part);
    else if (field === 'y') parts.year = fullYear(part);
    else if (field === 'j') parts.yearDay = Number(part);
    else if (field === 'd') parts.day = Number(part);
    else if (field === 'h') parts.hour = Number(part);
    else if (field === 's') parts.second = Number(part);
    else if (isTime) parts.minute = Number(part);
    else parts.month = Number(part);
    isTime ||= field === 'h';
  }
}
