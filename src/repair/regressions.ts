import type { Diagnostic } from '../diagnostics/index.js';

/** What readers have of a page: a fingerprint of its text and formulas, and the URLs of its links and pictures. */
export interface PageFacts {
  /** Path of its source, relative to the course. */
  readonly source: string;
  readonly text: string;
  readonly urls: readonly string[];
}

/** What readers have of the pages of a course, by their paths in the site. */
export type CourseFacts = ReadonlyMap<string, PageFacts>;

/**
 * The files whose repair has changed more than was meant. What a mend reads is what stands in its repair, so that a page
 * shows the same; the repair of a link changes its URL. Of a page whose own file is none of those `repaired`, any of them
 * may be an include.
 */
export function regressedFiles(
  before: CourseFacts,
  after: CourseFacts,
  repaired: readonly Diagnostic[],
): ReadonlySet<string> {
  const edited = new Set(repaired.flatMap(({ fix = [] }) => fix.map(({ file }) => file)));
  const links = repaired.filter(({ mend }) => mend === undefined).length;
  const pages = new Set(Array.from(before.values(), ({ source }) => source));
  const shared = [...edited].filter((file) => !pages.has(file));
  const regressed = new Set<string>();
  for (const [page, facts] of before) {
    const suspects = edited.has(facts.source) ? [facts.source, ...shared] : shared;
    if (suspects.length === 0 || isAsMeant(facts, after.get(page), links)) continue;
    for (const file of suspects) regressed.add(file);
  }
  return regressed;
}

/** Whether a page shows what it did, but for so many URLs of links. */
function isAsMeant(before: PageFacts, after: PageFacts | undefined, links: number): boolean {
  if (after === undefined || before.text !== after.text || before.urls.length !== after.urls.length)
    return false;
  const changes = new Set<string>();
  before.urls.forEach((url, index) => {
    const now = after.urls[index] ?? '';
    if (written(url) !== written(now)) changes.add(`${url} ${now}`);
  });
  return changes.size <= links;
}

/** A URL with its signs as they are, as far as they are percent-encoded. */
function written(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
