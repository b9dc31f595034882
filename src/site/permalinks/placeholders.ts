import { DAY_NAMES, MONTH_NAMES } from '../../liquid/index.js';
import { utcTime, type WallTime } from '../data/time.js';

/**
 * Jekyll's `Utils.slugify` in the two modes that permalinks use: every run of other characters than letters,
 * marks and digits becomes a hyphen; `pretty` keeps `._~!$&'()+,;=@` as well. One hyphen is taken off each end.
 */
export function slugify(text: string, mode: 'default' | 'pretty' = 'default', cased = false): string {
  const others = mode === 'pretty' ? /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu : /[^\p{M}\p{L}\p{Nd}]+/gu;
  const slug = text.replace(others, '-').replace(/^-|-$/g, '');
  return cased ? slug : slug.toLowerCase();
}

/** A slug as a title: `first-steps` is `First Steps` (Jekyll: `Utils.titleize_slug`). */
export function titleizeSlug(slug: string): string {
  // Ruby's split drops empty parts at the end.
  return slug.replace(/-+$/, '').split('-').map(capitalize).join(' ');
}

function capitalize(word: string): string {
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length).toLowerCase();
}

const DAY = 86_400_000;

/** The parts of a date that a permalink can name, as Ruby's `strftime` prints them (Jekyll: `drops/url_drop.rb`). */
export function datePlaceholders(wall: WallTime): Readonly<Record<string, string>> {
  const midnight = utcTime({ ...wall, hour: 0, minute: 0, second: 0 });
  const weekday = new Date(midnight).getUTCDay();
  const yearDay = dayOfYear(midnight);
  // An ISO week belongs to the year that its Thursday is in.
  const thursday = midnight + (4 - (weekday || 7)) * DAY;
  const month = MONTH_NAMES[wall.month - 1] ?? '';
  const day = DAY_NAMES[weekday] ?? '';
  return {
    year: pad(wall.year, 4),
    month: pad(wall.month, 2),
    day: pad(wall.day, 2),
    hour: pad(wall.hour, 2),
    minute: pad(wall.minute, 2),
    second: pad(wall.second, 2),
    i_day: String(wall.day),
    i_month: String(wall.month),
    short_month: month.slice(0, 3),
    long_month: month,
    short_year: pad(wall.year % 100, 2),
    w_year: pad(new Date(thursday).getUTCFullYear(), 4),
    week: pad(Math.ceil(dayOfYear(thursday) / 7), 2),
    w_day: String(weekday || 7),
    short_day: day.slice(0, 3),
    long_day: day,
    y_day: pad(yearDay, 3),
  };
}

function dayOfYear(time: number): number {
  return (time - Date.UTC(new Date(time).getUTCFullYear(), 0, 1)) / DAY + 1;
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
