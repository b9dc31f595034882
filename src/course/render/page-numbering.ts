import {
  type Diagnostic,
  diagnostic,
  locator,
  mapSource,
  nearestName,
  type Place,
} from '../../diagnostics/index.js';
import { originOf } from '../../labels/index.js';
import type { Numbering, Solutions } from '../../markdown/index.js';
import { type Page, type Site, wordsFor } from '../../site/index.js';

/** Whether a course's theorems, figures, notes and the like are named and numbered. */
export function isNumbered({ lectern, ownTheme, mend }: Site['config']): boolean {
  return mend !== false && (lectern.numbering ?? ownTheme);
}

/**
 * How the theorems, figures and the like of a page are numbered: within a lecture, by its number in front matter. Undefined
 * where the course wants no numbers, or has layouts of its own and does not ask for them.
 */
export function pageNumbering(page: Page, site: Site, note: (name: string) => void): Numbering | undefined {
  const { config } = site;
  const { format } = page;
  if ((format !== 'markdown' && format !== 'notebook') || !isNumbered(config)) return undefined;
  const { solutions, lang } = page.data;
  note(`words ${typeof lang === 'string' ? lang : ''}`);
  return {
    prefix: lecturePrefix(page),
    words: wordsFor(site, lang),
    solutions: readSolutions(solutions) ?? config.lectern.solutions,
    origin: originOf(page.file.path),
  };
}

/** What stands before the numbers of a page: of a lecture its number in front matter with a point, or ''. */
export function lecturePrefix({ data: { lecture } }: Page): string {
  return isNumber(lecture) ? `${lecture}.` : '';
}

/** What can stand before a number: `4`, `4a`, `A`. */
function isNumber(value: unknown): value is number | string {
  return typeof value === 'number' || (typeof value === 'string' && /^[\p{L}\p{N}]{1,6}$/u.test(value));
}

const SOLUTIONS: readonly Solutions[] = ['closed', 'open', 'hidden'];

function readSolutions(value: unknown): Solutions | undefined {
  return SOLUTIONS.find((known) => known === value);
}

/** A `solutions:` of a page's front matter that says nothing of how solutions are shown. */
export function numberingFindings({ data, body }: Page): readonly Diagnostic[] {
  const { solutions: stated } = data;
  if (stated === undefined || stated === null || readSolutions(stated) !== undefined) return [];
  const text = typeof stated === 'string' ? stated : JSON.stringify(stated);
  const { source } = body.runs[0] ?? {};
  const place = (): Place => {
    if (source === undefined) return { file: '-', line: 1, column: 1 };
    // One that front matter defaults state stands nowhere in the file.
    const at = /^(solutions[ \t]*:[ \t]*)\S/m.exec(source.text);
    return locator(mapSource(source))(at === null ? 0 : at.index + (at[1]?.length ?? 0));
  };
  const message = `\`solutions: ${text}\` says nothing of how readers see solutions, so they see them as in the rest of the course.`;
  const meant = nearestName(text, SOLUTIONS);
  const hint =
    meant === undefined
      ? `Write ${SOLUTIONS.join(', ')}.`.replace(/, (\w+)\.$/, ' or $1.')
      : `Write \`solutions: ${meant}\`.`;
  return [diagnostic('warning', 'front-matter-value', place, message, { text, hint })];
}
