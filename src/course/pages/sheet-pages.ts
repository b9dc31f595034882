import { availableParallelism } from 'node:os';
import type { Page } from '../../site/index.js';

/** How many other pages there must be to make: less work than theirs does not pay for the start of a thread. */
const OTHER_PAGES = 3;

/** Whether a page is Sass, or asks for it with a filter. */
export function isSheet({ format, body }: Page): boolean {
  return (
    format === 'sass' ||
    format === 'scss' ||
    (body.traits?.isPlain !== true && /\|\s*(?:scss|sass)ify\b/.test(body.text))
  );
}

/** Whether the style sheets among pages are to be compiled beside the thread that makes these. */
export function isSheetThreadWorth(pages: readonly Page[]): boolean {
  const sheets = pages.filter(isSheet).length;
  return sheets > 0 && pages.length - sheets >= OTHER_PAGES && availableParallelism() > 1;
}
