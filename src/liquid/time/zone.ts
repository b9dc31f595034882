/** The clock of a place: what has to be added to UTC there, and what the time is called. */
export interface Zone {
  /** Seconds east of UTC at a moment, given in milliseconds since 1970. */
  readonly offset: (epoch: number) => number;
  /** `JST`, `EST`, `UTC`, …: what Ruby's `%Z` prints. */
  readonly abbreviation: (epoch: number) => string;
}

/** Locales in which ICU knows the abbreviations that the tz database has for their zones. */
const LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-NZ', 'en-ZA', 'ja-JP', 'ko-KR', 'de-DE'];

/**
 * A zone of the tz database, such as `Asia/Tokyo`. A name the machine does not know gives UTC: Ruby's libc does
 * the same.
 */
export function createZone(name: string): Zone {
  if (!isZoneName(name) || name === 'UTC') return { offset: () => 0, abbreviation: () => 'UTC' };
  const offsets = formatter('en-US', name, 'longOffset');
  const offset = (epoch: number) => offsetSeconds(zonePart(offsets, epoch));
  const names = LOCALES.map((locale) => formatter(locale, name, 'short'));
  return {
    offset,
    abbreviation: (epoch) => {
      for (const format of names) {
        const found = zonePart(format, epoch);
        if (/^[A-Z]{3,5}$/.test(found)) return found;
      }
      return offsetText(offset(epoch)).replace(/00$/, '');
    },
  };
}

/** `+0900`, as `%z` prints it. */
export function offsetText(seconds: number): string {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${seconds < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}${pad(minutes % 60)}`;
}

function isZoneName(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function formatter(
  locale: string,
  timeZone: string,
  timeZoneName: 'longOffset' | 'short',
): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { timeZone, timeZoneName });
}

function zonePart(format: Intl.DateTimeFormat, epoch: number): string {
  return format.formatToParts(epoch).find((part) => part.type === 'timeZoneName')?.value ?? '';
}

/** Seconds of ICU's `GMT+09:00`, `GMT-05:30` or `GMT`. */
function offsetSeconds(text: string): number {
  const match = /([+-])(\d+):?(\d\d)?:?(\d\d)?/.exec(text);
  if (match === null) return 0;
  const [, sign, hours, minutes = '0', seconds = '0'] = match;
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -size : size;
}
