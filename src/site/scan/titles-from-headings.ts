import { guardedLater } from '../../diagnostics/index.js';
import type { ScanEffects } from '../files/effects.js';
import { firstHeading, type PageBody } from '../files/page-body.js';
import type { SiteReader } from './site-reader.js';

/** What is left of footnote references when the markup is gone. */
const FOOTNOTE_REFERENCE = /\[\^[^\]]*\]/g;

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
