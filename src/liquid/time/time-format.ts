import { strftime } from './strftime.js';
import { Time } from './time.js';
import { createZone } from './zone.js';

/** Makes what tells what patterns of `strftime` show of a moment, on the clock of a time zone by its IANA name. */
export function timeFormat(moment: Date, timezone: string): (pattern: string) => string {
  const time = new Time(moment.getTime(), createZone(timezone));
  return (pattern) => strftime(time, pattern);
}
