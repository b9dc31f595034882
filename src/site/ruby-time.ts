import { WrittenTime } from '../liquid/time/written-time.js';
import { utcTime, type WallTime, type Zone } from './zone.js';

/**
 * A date of front matter or configuration as a moment (`Utils.parse_date` of its text): a day is its midnight in `zone`.
 * Null for what is no date.
 */
export function momentOfDate(value: unknown, zone: Zone): Date | null {
  if (value instanceof WrittenTime && value.clock !== 'date') return new Date(value.getTime());
  if (value instanceof Date && !(value instanceof WrittenTime)) return value;
  return parseTime(String(value), zone);
}

/**
 * Reads a date as Ruby's `Time.parse` does for the ways of writing that courses use: `2024-01-05`, `2024/1/5`,
 * `5.1.2024`, `20240105`, `Jan 5, 2024`, `5th January 2024`, `Jan 2024`, each with or without a time (`10:20`,
 * `10:20:30.5`, `10 pm`) and a zone (`Z`, `+09:00`, `JST`). Without a zone the time is in `zone`. Null for what
 * is no date: a month 13, a 25th hour, no date at all. Like Ruby it lets 31 February be 2 March.
 */
export function parseTime(text: string, zone: Zone): Date | null {
  const date = findDate(text);
  if (date === null) return null;
  const time = findTime(date.rest);
  const wall: WallTime = {
    year: date.year,
    month: date.month,
    day: date.day,
    hour: 0,
    minute: 0,
    second: 0,
    ...time?.clock,
  };
  if (!isPlausible(wall)) return null;
  const milliseconds = time?.milliseconds ?? 0;
  if (time === null || time.offset === null) return zone.moment(wall, milliseconds);
  return new Date(utcTime(wall) - time.offset * 60_000 + milliseconds);
}

interface FoundDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** What stands around the date. */
  readonly rest: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '\\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';

/** Each way of writing a date, with the places of year, month and day among its groups. */
const DATES: readonly { pattern: RegExp; year: number; month: number; day: number | null }[] = [
  { pattern: /(?<![\d.:])(\d{4,5})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/, year: 1, month: 2, day: 3 },
  { pattern: /(?<![\d.:])(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/, year: 3, month: 2, day: 1 },
  { pattern: /(?<![\d.:])(\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/, year: 1, month: 2, day: 3 },
  { pattern: /(?<![\d.:])(\d{4})(\d{2})(\d{2})(?!\d)/, year: 1, month: 2, day: 3 },
  {
    pattern: new RegExp(`${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b,?\\s+(\\d{4})\\b`, 'i'),
    year: 3,
    month: 1,
    day: 2,
  },
  {
    pattern: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?[\\s-]+${MONTH}[\\s,-]+(\\d{4})\\b`, 'i'),
    year: 3,
    month: 2,
    day: 1,
  },
  { pattern: new RegExp(`${MONTH},?\\s+(\\d{4})\\b`, 'i'), year: 2, month: 1, day: null },
];

function findDate(text: string): FoundDate | null {
  for (const { pattern, year, month, day } of DATES) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const name = match[month] ?? '';
    return {
      year: fullYear(match[year] ?? ''),
      month: /^\d/.test(name) ? Number(name) : MONTHS.indexOf(name.toLowerCase()) + 1,
      day: day === null ? 1 : Number(match[day]),
      rest: `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`,
    };
  }
  return null;
}

/** Two digits are a year from 1969 to 2068. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year + (year >= 69 ? 1900 : 2000);
}

interface FoundTime {
  readonly clock: Pick<WallTime, 'hour' | 'minute' | 'second'>;
  readonly milliseconds: number;
  /** Minutes east of Greenwich, or null where no zone is named. */
  readonly offset: number | null;
}

const TIME =
  /(?:^|[\sT])(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?|h\b|(?=\s*[ap]\.?m\b))\s*([ap]\.?m\b\.?)?\s*(z\b|(?:utc|gmt)?[-+]\d{1,2}:?\d{0,2}|[a-z]{3,4}\b)?/i;

function findTime(text: string): FoundTime | null {
  const match = TIME.exec(text);
  if (match === null) return null;
  const [, hour = '', minute = '0', second = '0', fraction = '', half, zone] = match;
  const clock = { hour: Number(hour), minute: Number(minute), second: Number(second) };
  if (half !== undefined) clock.hour = (clock.hour % 12) + (/^p/i.test(half) ? 12 : 0);
  return {
    clock,
    milliseconds: Math.floor(Number(`0.${fraction}0`) * 1000),
    offset: zone === undefined ? null : zoneOffset(zone.toLowerCase()),
  };
}

/** Zones that Ruby's `Date._parse` knows by letters, in hours; the common ones of them. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  bst: 1,
  cet: 1,
  west: 1,
  cest: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  ist: 5.5,
  jst: 9,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};

function zoneOffset(zone: string): number | null {
  const match = /([-+])(\d{1,2}):?(\d{0,2})$/.exec(zone);
  if (match === null) {
    const hours = ZONES[zone];
    return hours === undefined ? null : hours * 60;
  }
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

function isPlausible({ month, day, hour, minute, second }: WallTime): boolean {
  if (month < 1 || month > 12 || day < 1 || day > 31 || minute > 59 || second > 60) return false;
  return hour < 24 || (hour === 24 && minute === 0 && second === 0);
}
