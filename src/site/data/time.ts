import {
  type Zone as Clock,
  createZone,
  parseDate,
  parseTime as parseRubyTime,
  WrittenTime,
} from '../../liquid/index.js';

/** A time as clocks on the wall show it. */
export interface WallTime {
  readonly year: number;
  /** 1 to 12; a larger number runs over, as does every number here. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** A time zone: what its clocks show at a moment, and the moment at which they show it. */
export interface Zone {
  /** IANA name. */
  readonly name: string;
  readonly wallTime: (moment: Date) => WallTime;
  /** Milliseconds are added as they are. Like Ruby: the later of two moments in autumn, and in a spring gap the one an hour on. */
  readonly moment: (wall: WallTime, milliseconds?: number) => Date;
}

/** Universal time. */
export const UTC: Zone = {
  name: 'UTC',
  wallTime: (moment) => ({
    year: moment.getUTCFullYear(),
    month: moment.getUTCMonth() + 1,
    day: moment.getUTCDate(),
    hour: moment.getUTCHours(),
    minute: moment.getUTCMinutes(),
    second: moment.getUTCSeconds(),
  }),
  moment: (wall, milliseconds = 0) => new Date(utcTime(wall) + milliseconds),
};

/** The zone of an IANA name, or null where there is none by that name. */
export function zoneOf(name: string): Zone | null {
  if (name === UTC.name) return UTC;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return null;
  }

  function wallTime(moment: Date): WallTime {
    const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
    const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
    return {
      year: parts.get('era') === 'BC' ? 1 - number('year') : number('year'),
      month: number('month'),
      day: number('day'),
      hour: number('hour'),
      minute: number('minute'),
      second: number('second'),
    };
  }

  const offset = (time: number) => utcTime(wallTime(new Date(time))) - Math.floor(time / 1000) * 1000;

  function moment(wall: WallTime, milliseconds = 0): Date {
    const asUtc = utcTime(wall);
    if (Number.isNaN(asUtc)) return new Date(Number.NaN);
    // The offset a day before and a day after are those on either side of a change of clocks.
    const before = asUtc - offset(asUtc - DAY);
    const after = asUtc - offset(asUtc + DAY);
    const fits = (time: number) => time + offset(time) === asUtc;
    return new Date((fits(after) ? after : before) + milliseconds);
  }

  return { name, wallTime, moment };
}

const DAY = 86_400_000;

/** The moment at which clocks in UTC show a wall time. */
export function utcTime({ year, month, day, hour, minute, second }: WallTime): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return date.getTime();
}

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
 * Reads a date as Ruby's `Time.parse` does: without a zone, and with one that Ruby does not know, it is in `zone`. Null for
 * what is no date, and for a date without its year, for which Ruby takes the year of the build.
 */
export function parseTime(text: string, zone: Zone): Date | null {
  const written = text.toLowerCase();
  if (parseDate(written).year === undefined) return null;
  const time = parseRubyTime(written, clockOf(zone), () => new Date(0));
  return time === undefined ? null : new Date(time.epoch);
}

function clockOf(zone: Zone): Clock {
  return {
    offset: (epoch) => utcTime(zone.wallTime(new Date(epoch))) / 1000 - Math.floor(epoch / 1000),
    abbreviation: (epoch) => createZone(zone.name).abbreviation(epoch),
  };
}
