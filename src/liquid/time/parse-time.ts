import { type DateParts, parseDate } from './parse-date.js';
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
