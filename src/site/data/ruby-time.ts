import {
  type Zone as Clock,
  createZone,
  parseDate,
  parseTime as parseRubyTime,
  WrittenTime,
} from '../../liquid/index.js';
import { utcTime, type Zone } from './zone.js';

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
