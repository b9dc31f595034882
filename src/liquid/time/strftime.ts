import { Fault } from '../core/fault.js';
import { DAY_NAMES, MONTH_NAMES } from './calendar-names.js';
import { type ClockReading, readClock, Time } from './time.js';
import { createZone } from './zone.js';

/** Directives that stand for others. */
const COMPOSITES: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  R: '%H:%M',
  r: '%I:%M:%S %p',
  T: '%H:%M:%S',
  v: '%e-%^b-%4Y',
  X: '%H:%M:%S',
  x: '%m/%d/%y',
};

/** A number with the width and the character it is padded with unless the directive says otherwise. */
interface Field {
  readonly value: number;
  readonly width: number;
  readonly pad: '0' | ' ';
}

interface Flags {
  /** `-`: no padding. */
  readonly bare: boolean;
  /** `_` and `0`: what to pad with. */
  readonly pad: ' ' | '0' | undefined;
  /** `^`. */
  readonly upper: boolean;
  /** `#`. */
  readonly swap: boolean;
  readonly colons: number;
  readonly width: number | undefined;
}

/** Wider fields than this are cut: nobody pads a date to fill a page. */
const WIDEST = 1024;

/**
 * Ruby's `Time#strftime` (strftime.c). A directive that it does not know stays as it is; one that the format
 * ends in the midst of is a fault.
 */
export function strftime(time: Time, format: string): string {
  const at = readClock(time);
  return format.replace(
    /%([-_0^#]*)(\d*)(:*)([EO]?)([a-zA-Z%]|$)/g,
    (all: string, marks: string, width: string, colons: string, modifier: string, letter: string) => {
      if (letter === '' && modifier === '') {
        throw new Fault('liquid-argument', `The format ends within ${all}.`, 'Write %% for a per cent sign.');
      }
      if (modifier !== '' && !isModified(modifier, letter)) return all;
      const flags = { ...readFlags(marks, width), colons: colons.length };
      if (flags.colons > 0 && (letter !== 'z' || flags.colons > 3)) return all;
      return directive(time, at, letter, flags) ?? all;
    },
  );
}

/** `%Ey`, `%Od`: locales' other forms, of which Ruby has none. */
function isModified(modifier: string, letter: string): boolean {
  return letter !== '' && (modifier === 'E' ? 'cCxXyY' : 'deHkIlmMSuUVwWy').includes(letter);
}

function readFlags(marks: string, width: string): Omit<Flags, 'colons'> {
  const pads = marks.replace(/[^_0-]/g, '');
  const last = pads.at(-1);
  return {
    bare: last === '-',
    pad: last === '_' ? ' ' : last === '0' ? '0' : undefined,
    upper: marks.includes('^'),
    swap: marks.includes('#'),
    width: width === '' ? undefined : Math.min(Number(width), WIDEST),
  };
}

function directive(time: Time, at: ClockReading, letter: string, flags: Flags): string | undefined {
  const composite = COMPOSITES[letter];
  if (composite !== undefined) return padText(strftime(time, composite), flags);
  const field = numberField(at, letter);
  if (field !== undefined) return padNumber(field, flags);
  switch (letter) {
    case 'A':
    case 'a':
      return padText(name(DAY_NAMES[at.weekday], letter === 'a'), flags);
    case 'B':
    case 'b':
    case 'h':
      return padText(name(MONTH_NAMES[at.month - 1], letter !== 'B'), flags);
    case 'p':
      return padText(at.hour < 12 ? 'AM' : 'PM', flags, true);
    case 'P':
      return padText(at.hour < 12 ? 'am' : 'pm', flags);
    case 'Z':
      return padText(time.clock.abbreviation(time.epoch), flags, true);
    case 'z':
      return zoneOffset(at.offset, flags);
    case 'L':
      return fraction(at.millisecond, flags.width ?? 3);
    case 'N':
      return fraction(at.millisecond, flags.width ?? 9);
    case 's':
      return padNumber({ value: Math.floor(time.epoch / 1000), width: 1, pad: '0' }, flags);
    case 'n':
      return padText('\n', flags);
    case 't':
      return padText('\t', flags);
    case '%':
      return padText('%', flags);
    default:
      return undefined;
  }
}

function name(full: string | undefined, short: boolean): string {
  return short ? (full ?? '').slice(0, 3) : (full ?? '');
}

function numberField(at: ClockReading, letter: string): Field | undefined {
  const two = (value: number, pad: '0' | ' ' = '0'): Field => ({ value, width: 2, pad });
  const year = (value: number): Field => ({ value, width: value < 0 ? 5 : 4, pad: '0' });
  const hour12 = at.hour % 12 === 0 ? 12 : at.hour % 12;
  switch (letter) {
    case 'Y':
      return year(at.year);
    case 'C':
      return two(Math.floor(at.year / 100));
    case 'y':
      return two(modulo(at.year, 100));
    case 'm':
      return two(at.month);
    case 'd':
      return two(at.day);
    case 'e':
      return two(at.day, ' ');
    case 'j':
      return { value: at.yearDay, width: 3, pad: '0' };
    case 'H':
      return two(at.hour);
    case 'k':
      return two(at.hour, ' ');
    case 'I':
      return two(hour12);
    case 'l':
      return two(hour12, ' ');
    case 'M':
      return two(at.minute);
    case 'S':
      return two(at.second);
    case 'u':
      return { value: at.weekday === 0 ? 7 : at.weekday, width: 1, pad: '0' };
    case 'w':
      return { value: at.weekday, width: 1, pad: '0' };
    case 'U':
      return two(Math.floor((at.yearDay + 6 - at.weekday) / 7));
    case 'W':
      return two(Math.floor((at.yearDay + 6 - modulo(at.weekday - 1, 7)) / 7));
    case 'V':
      return two(isoWeek(at).week);
    case 'G':
      return year(isoWeek(at).year);
    case 'g':
      return two(modulo(isoWeek(at).year, 100));
    default:
      return undefined;
  }
}

/** The week by ISO 8601: week 1 has the year's first Thursday. */
function isoWeek(at: ClockReading): { year: number; week: number } {
  const thursday = at.yearDay + 3 - modulo(at.weekday - 1, 7);
  const yearLength = daysIn(at.year);
  if (thursday < 1) return { year: at.year - 1, week: weekNumber(thursday + daysIn(at.year - 1)) };
  if (thursday > yearLength) return { year: at.year + 1, week: 1 };
  return { year: at.year, week: weekNumber(thursday) };
}

function weekNumber(thursday: number): number {
  return Math.floor((thursday - 1) / 7) + 1;
}

function daysIn(year: number): number {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 366 : 365;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

function padNumber(field: Field, flags: Flags): string {
  const digits = String(Math.abs(field.value));
  const sign = field.value < 0 ? '-' : '';
  if (flags.bare) return sign + digits;
  const width = flags.width ?? field.width;
  if ((flags.pad ?? field.pad) === ' ') return (sign + digits).padStart(width);
  return sign + digits.padStart(width - sign.length, '0');
}

/** `#` swaps the case of a name: to upper case, but to lower case where it is upper case already. */
function padText(text: string, flags: Flags, isUpper = false): string {
  const swapped = flags.swap ? (isUpper ? text.toLowerCase() : text.toUpperCase()) : text;
  const cased = flags.upper && !(flags.swap && isUpper) ? swapped.toUpperCase() : swapped;
  if (flags.bare || flags.width === undefined) return cased;
  return cased.padStart(flags.width, flags.pad ?? ' ');
}

/** The digits of the second's fraction; further ones than are known are 0. */
function fraction(milliseconds: number, width: number): string {
  return String(Math.floor(milliseconds * 1_000_000))
    .padStart(9, '0')
    .padEnd(width, '0')
    .slice(0, width);
}

/** `+0900`, with colons `+09:00` and `+09:00:00`, with three of them as short as it goes. */
function zoneOffset(offset: number, flags: Flags): string {
  const size = Math.abs(offset);
  const two = (part: number) => String(Math.floor(part)).padStart(2, '0');
  const [minutes, seconds] = [two((size % 3600) / 60), two(size % 60)];
  const tails = ['', minutes, `:${minutes}`, `:${minutes}:${seconds}`];
  const shortest = seconds !== '00' ? 3 : minutes !== '00' ? 2 : 0;
  const tail = tails[flags.colons === 3 ? shortest : flags.colons + 1] ?? '';
  const sign = offset < 0 ? '-' : '+';
  const hours = String(Math.floor(size / 3600));
  const width = Math.max(flags.width ?? 0, tail.length + 3) - tail.length;
  if (flags.pad === ' ') return (sign + hours).padStart(width) + tail;
  return sign + hours.padStart(width - 1, '0') + tail;
}

/** Makes what tells what patterns of `strftime` show of a moment, on the clock of a time zone by its IANA name. */
export function timeFormat(moment: Date, timezone: string): (pattern: string) => string {
  const time = new Time(moment.getTime(), createZone(timezone));
  return (pattern) => strftime(time, pattern);
}
