import { guardedLater, type MappedText, sliceMapped } from '../../diagnostics/index.js';
import type { ScanEffects } from '../files/effects.js';
import type { PageBody } from '../pages/page.js';
import type { SiteReader } from './site-reader.js';

/** A heading of level 1 to 3 that a text begins with (jekyll-titles-from-headings' `TITLE_REGEX`). */
const FIRST_HEADING = /^[ \t\r\n\f\v]*(?:#{1,3}[ \t\r\n\f\v]+([^\n]*)|([^\n]*)\n[-=]+[ \t\r\n\f\v]*)(?=\n|$)/;

/** What is left of footnote references when the markup is gone. */
const FOOTNOTE_REFERENCE = /\[\^[^\]]*\]/g;

/** The Markdown of the heading that a page's text begins with; null where it begins with something else. */
export function firstHeading(text: string): string | null {
  const match = FIRST_HEADING.exec(text);
  return match === null ? null : (match[1] ?? match[2] ?? '');
}

/** The title that a page's first heading gives it, or null where it begins with something else. */
export async function titleFromHeading(
  body: PageBody,
  plainText: ScanEffects['plainText'],
): Promise<string | null> {
  const heading = body.traits === undefined ? firstHeading(body.text) : body.traits.heading;
  if (heading === null) return null;
  const text = await plainText(heading);
  return text
    .replace(/[ \t\r\n\f\v]+/g, ' ')
    .replace(/^ | $/g, '')
    .replace(FOOTNOTE_REFERENCE, '');
}

/** The same of a page of a course; where lectern fails at it, it is told, and the page has no title. */
export function headingTitle(
  body: PageBody,
  file: string,
  { effects, report }: Pick<SiteReader, 'effects' | 'report'>,
): Promise<string | null> {
  return guardedLater<string | null>(
    { failing: 'reading the title of this page off its heading failed', place: file, tell: report },
    () => titleFromHeading(body, effects.plainText),
    () => null,
  );
}

/** A page's text without the heading that its title was taken from, and without white space around. */
export function withoutFirstHeading(body: MappedText): MappedText {
  const heading = FIRST_HEADING.exec(body.text)?.[0].length ?? 0;
  // Only what Ruby's strip takes: an ideographic space in front of a Japanese paragraph stays.
  const rest = body.text.slice(heading);
  const from = heading + (/^[ \t\r\n\f\v\0]*/.exec(rest)?.[0].length ?? 0);
  let to = body.text.length;
  while (to > from && ' \t\r\n\f\v\0'.includes(body.text.charAt(to - 1))) to--;
  return sliceMapped(body, from, to);
}
