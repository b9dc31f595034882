import { Fault } from '../core/fault.js';
import { leadingInteger } from '../core/ruby-string.js';
import { parseTime } from '../time/parse-time.js';
import { strftime } from '../time/strftime.js';
import { momentOf, readClock, Time } from '../time/time.js';
import { WatchedTime } from '../time/watched-time.js';
import { isDay } from '../time/written-time.js';
import { isInteger } from '../values/float.js';
import { isTime } from '../values/kind.js';
import { asTime } from '../values/text.js';
import { describe, type Filter, type FilterUse, filter } from './filter.js';

/** `Utils.to_date` of liquid/utils.rb, for a text by `pattern`; `undefined` for what is no date. */
function toTime(value: unknown, pattern: string, use: FilterUse): Time | undefined {
  const { zone, options } = use.rendering;
  if (value instanceof WatchedTime) return new Time(value.shownBy(pattern), zone);
  if (isTime(value)) return asTime(value, zone);
  if (isInteger(value)) return validTime(value * 1000, use);
  if (typeof value !== 'string' || value === '') return undefined;
  const text = value.toLowerCase();
  if (text === 'now' || text === 'today') return toTime(options.now, pattern, use);
  if (/^\d+$/.test(text)) return validTime(leadingInteger(text) * 1000, use);
  return parseTime(text, zone, () => options.now);
}

/** Moments that no calendar of JavaScript reaches are no dates. */
function validTime(epoch: number, use: FilterUse): Time | undefined {
  return Number.isNaN(new Date(epoch).getTime()) ? undefined : new Time(epoch, use.rendering.zone);
}

/** The time on the site's clock, for a text by `pattern` (Jekyll's filters/date_filters.rb, time). */
function localTime(value: unknown, pattern: string, use: FilterUse): Time {
  const time = toTime(value, pattern, use);
  if (time === undefined) {
    throw new Fault('liquid-argument', `${describe(value)} is not a date.`, 'Write dates as 2015-02-28.');
  }
  // `to_time` of a Date is its midnight on the site's clock.
  const { zone } = use.rendering;
  return new Time(isDay(value) ? momentOf(time.epoch, zone) : time.epoch, zone);
}

/** A filter that shows what `pattern` shows, and leaves what prints as nothing alone. */
function formatted(
  pattern: string,
  format: (time: Time, args: readonly unknown[]) => string = (time) => strftime(time, pattern),
  most = 0,
): Filter {
  return filter(0, most, (input, args, use) =>
    isTime(input) || use.text(input) !== '' ? format(localTime(input, pattern, use), args) : input,
  );
}

function ordinal(day: number): string {
  if (day >= 11 && day <= 13) return `${day}th`;
  return day + (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
}

function dayMonthYear(month: string): Filter {
  const plain = `%d ${month} %Y`;
  const format = (time: Time, [type, style]: readonly unknown[]): string => {
    if (type !== 'ordinal') return strftime(time, plain);
    const day = ordinal(readClock(time).day);
    return strftime(time, style === 'US' ? `${month} ${day}, %Y` : `${day} ${month} %Y`);
  };
  return formatted(plain, format, 2);
}

/** The filters over dates of Liquid and of Jekyll's filters/date_filters.rb. */
export const dateFilters: Readonly<Record<string, Filter>> = {
  date: filter(1, 1, (input, [format], use) => {
    const pattern = use.text(format);
    const time = pattern === '' ? undefined : toTime(input, pattern, use);
    return time === undefined ? input : strftime(time, pattern);
  }),
  date_to_string: dayMonthYear('%b'),
  date_to_long_string: dayMonthYear('%B'),
  date_to_xmlschema: formatted('%Y-%m-%dT%H:%M:%S%:z'),
  date_to_rfc822: formatted('%a, %d %b %Y %H:%M:%S %z'),
};
