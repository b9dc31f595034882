import { fixedTime, type Time, timeText, utcTime } from './time.js';

/**
 * A point in time that YAML has with its own clock, where a plain `Date` is a time of the site's zone: a Ruby Time with
 * the offset that it is written with (`23:59:00 +0900`), one of UTC (`12:00:00Z`), or a Ruby Date, which has no time of
 * day and no zone. Of a Date the moment is its midnight in UTC.
 */
export class WrittenTime extends Date {
  constructor(
    /** Milliseconds since 1970, UTC. */
    moment: number,
    /** Seconds east of UTC, or what else stands in the place of an offset. */
    readonly clock: number | 'utc' | 'date',
  ) {
    super(moment);
  }

  /** Ruby's `to_s`: `2026-04-10 23:59:00 +0900`, `2026-05-01 12:00:00 UTC`, `2026-05-01`. */
  override toString(): string {
    const text = timeText(writtenClock(this));
    return this.clock === 'date' ? text.slice(0, text.indexOf(' ')) : text;
  }

  override toJSON(): string {
    return this.toString();
  }
}

/** The time on the clock that it is written with. */
export function writtenClock(time: WrittenTime): Time {
  const { clock } = time;
  const epoch = time.getTime();
  if (clock === 'utc') return utcTime(epoch);
  return clock === 'date' ? fixedTime(epoch, 0, '+00:00') : fixedTime(epoch, clock);
}

/** Whether a value is a day without a time, Ruby's Date. */
export function isDay(value: unknown): value is WrittenTime {
  return value instanceof WrittenTime && value.clock === 'date';
}
