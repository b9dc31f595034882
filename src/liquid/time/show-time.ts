import { strftime } from './strftime.js';
import { Time } from './time.js';
import { createZone } from './zone.js';

/** What a pattern of `strftime` shows of a moment, on the clock of a time zone by its IANA name. */
export function showTime(moment: Date, timezone: string, pattern: string): string {
  return strftime(new Time(moment.getTime(), createZone(timezone)), pattern);
}
