/** The clock of a place: what has to be added to UTC there, and what the time is called. */
export interface Zone {
  /** Seconds east of UTC at a moment, given in milliseconds since 1970. */
  readonly offset: (epoch: number) => number;
  /** `JST`, `EST`, `UTC`, …: what Ruby's `%Z` prints. */
  readonly abbreviation: (epoch: number) => string;
}

/**
 * Abbreviations of the tz database, in winter and summer, that ICU does not have or has otherwise; '' where
 * the database has a number.
 */
const ABBREVIATIONS: Readonly<Record<string, readonly [string, string?]>> = {
  'Asia/Seoul': ['KST'],
  'Asia/Shanghai': ['CST'],
  'Asia/Taipei': ['CST'],
  'Asia/Hong_Kong': ['HKT'],
  'Asia/Karachi': ['PKT'],
  'Asia/Manila': ['PST'],
  'Asia/Jakarta': ['WIB'],
  'Asia/Dubai': [''],
  'Asia/Jerusalem': ['IST', 'IDT'],
  'Europe/Moscow': ['MSK'],
  'Europe/Dublin': ['GMT', 'IST'],
  'America/St_Johns': ['NST', 'NDT'],
  GMT: ['GMT'],
};

/** Locales in which ICU knows the abbreviations that the tz database has for their zones. */
const LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-NZ', 'en-ZA', 'ja-JP', 'ko-KR', 'de-DE'];

/**
 * A zone of the tz database, such as `Asia/Tokyo`. A name the machine does not know gives UTC: Ruby's libc
 * does the same.
 */
export function createZone(name: string): Zone {
  // Of UTC the system is not asked, for which it would load its tables of all languages.
  if (name === 'UTC' || !isZoneName(name)) return { offset: () => 0, abbreviation: () => 'UTC' };
  const offsets = formatter('en-US', name, 'longOffset');
  const offset = (epoch: number) =>
    Number.isNaN(new Date(epoch).getTime()) ? 0 : offsetSeconds(zonePart(offsets, epoch));
  const known = ABBREVIATIONS[name];
  const local = known === undefined ? icuAbbreviation(name) : seasonal(known, offset);
  return {
    offset,
    abbreviation: (epoch) => local(epoch) || offsetText(offset(epoch)).replace(/00$/, ''),
  };
}

/** The abbreviation in the first locale that has one; '' where none has. */
function icuAbbreviation(name: string): (epoch: number) => string {
  let formatters: Intl.DateTimeFormat[] | undefined;
  return (epoch) => {
    formatters ??= LOCALES.map((locale) => formatter(locale, name, 'short'));
    for (const format of formatters) {
      const found = zonePart(format, epoch);
      if (/^[A-Z]{3,5}$/.test(found)) return found;
    }
    return '';
  };
}

/** In summer clocks are ahead of what they show in one of January and July of the year 2000. */
function seasonal(
  [winter, summer]: readonly [string, string?],
  offset: (epoch: number) => number,
): (epoch: number) => string {
  const least = Math.min(offset(Date.UTC(2000, 0, 1)), offset(Date.UTC(2000, 6, 1)));
  return (epoch) => (summer !== undefined && offset(epoch) > least ? summer : winter);
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
