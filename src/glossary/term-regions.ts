import { ownPart } from '../math/index.js';

/*
 * Where a page's own text stands in its layouts is known while these are made, and terms are known when all pages are. Until
 * then two comments hold the place, which no template sees.
 */
const FROM = '<!--lectern:terms-->';
const TO = '<!--/lectern:terms-->';
const REGION = new RegExp(`${FROM}(.*?)${TO}`, 'gs');

/** What stands before and behind a page's own text until its terms are linked. */
export const TERM_REGION = { from: ownPart(FROM), to: ownPart(TO) } as const;

/** Whether a page has such a part. */
export function hasTermRegions(html: string): boolean {
  return html.includes(FROM);
}

/** A page with what `changed` makes of each part that is its own text. */
export function changeTermRegions(html: string, changed: (text: string) => string): string {
  return withoutTermRegions(html.replace(REGION, (_, text: string) => changed(text)));
}

/** A page without what marks such parts. */
export function withoutTermRegions(html: string): string {
  return html.replaceAll(FROM, '').replaceAll(TO, '');
}
