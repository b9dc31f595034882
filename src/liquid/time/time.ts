import { offsetText, type Zone } from './zone.js';

/** A Ruby Time: a moment, and the clock it is read on. */
export class Time {
  constructor(
    /** Milliseconds since 1970, UTC; may have a fraction. */
    readonly epoch: number,
    readonly clock: Zone,
    /** Whether it is a time of `UTC` itself, which prints `UTC` rather than `+0000`. */
    readonly isUtc = false,
  ) {}
}

/** Year, month (1 to 12), day, … of a time as its clock shows them. */
export interface ClockReading {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Milliseconds within the second, with a fraction. */
  readonly millisecond: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** 1 is the first of January. */
  readonly yearDay: number;
  /** Seconds east of UTC. */
  readonly offset: number;
}

const UTC: Zone = { offset: () => 0, abbreviation: () => 'UTC' };

export function utcTime(epoch: number): Time {
  return new Time(epoch, UTC, true);
}

/** A time on a clock that is a fixed number of seconds ahead of UTC and has no name, unless one is given. */
export function fixedTime(epoch: number, offset: number, name = ''): Time {
  return new Time(epoch, { offset: () => offset, abbreviation: () => name });
}

/** Reads the clock. */
export function readClock(time: Time): ClockReading {
  const offset = time.clock.offset(time.epoch);
  const shown = new Date(Math.floor(time.epoch) + offset * 1000);
  const year = shown.getUTCFullYear();
  const midnight = Date.UTC(2000, shown.getUTCMonth(), shown.getUTCDate());
  const leap = isLeap(year);
  const dayOfLeapYear = Math.round((midnight - Date.UTC(2000, 0, 1)) / 86_400_000) + 1;
  return {
    year,
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
    millisecond: shown.getUTCMilliseconds() + (time.epoch - Math.floor(time.epoch)),
    weekday: shown.getUTCDay(),
    yearDay: leap || shown.getUTCMonth() < 2 ? dayOfLeapYear : dayOfLeapYear - 1,
    offset,
  };
}

const DAY = 86_400_000;

/**
 * The moment at which a zone's clock shows the given wall time (`Date.UTC` of its parts, in milliseconds). Like Ruby: the
 * later of two in autumn; a time that the clock jumps over is read with the offset before the jump.
 */
export function momentOf(wall: number, zone: Zone): number {
  // The offset a day before and a day after are those on either side of a change of clocks.
  const before = wall - zone.offset(wall - DAY) * 1000;
  const after = wall - zone.offset(wall + DAY) * 1000;
  return after + zone.offset(after) * 1000 === wall ? after : before;
}

/** `Time#to_s`: `2015-02-01 10:00:00 -0500`, or `… UTC`. */
export function timeText(time: Time): string {
  const at = readClock(time);
  const two = (part: number) => String(part).padStart(2, '0');
  const zone = time.isUtc ? 'UTC' : offsetText(at.offset);
  const day = `${String(at.year).padStart(4, '0')}-${two(at.month)}-${two(at.day)}`;
  return `${day} ${two(at.hour)}:${two(at.minute)}:${two(at.second)} ${zone}`;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
