import { fingerprint, textFingerprint } from '../../cache/index.js';
import { HEADINGS_PLACE } from '../../generators/index.js';
import { clientScript, headingsList, type IndexHead, indexParts } from '../../search/index.js';
import { searchPlace } from '../../site/index.js';
import type { GeneratedSiteFile, MadePages, PageCache } from '../context/index.js';
import { courseTerms } from './course-terms.js';
import { searchedPages } from './searched-pages.js';

/** What the files are made with. */
export interface SearchOptions {
  readonly cache: PageCache;
  /** Style sheets of formulas, relative to the site's root. */
  readonly styles: readonly string[];
}

/**
 * The files of a course's search, by their path in the site: the index in parts, the scripts that look something up in it, and the
 * page of all headings, of which the list is made last. None where the course has no search.
 */
export function searchFiles(
  made: MadePages,
  { cache, styles }: SearchOptions,
): ReadonlyMap<string, GeneratedSiteFile> {
  const files = new Map<string, GeneratedSiteFile>();
  const place = searchPlace(made.site);
  if (place === null) return files;
  const { folder } = place;
  const pages = searchedPages(made, cache);
  const indexed = pages.map(({ page, title, sections, pieces }) => ({
    title,
    url: page.url.replace(/^\//, ''),
    outputPath: page.outputPath,
    sections,
    pieces: pieces.map((piece) => piece.sections),
  }));
  const { head, terms } = indexParts(indexed, courseTerms(pages, cache));
  const pieces = pages.flatMap((page) => page.pieces);
  const version = fingerprint([head, terms, pieces.map(({ hash }) => hash)]).slice(0, 8);
  const add = (name: string, hash: string, content: () => string): void => {
    files.set(`${folder}/${name}`, { kind: 'generated', content, hash });
  };
  const addPart = (name: string, hash: string, text: () => string): void =>
    add(`${name}.js`, textFingerprint(`${name} ${hash}`), () => part(name, text()));
  const whole: IndexHead = { version, ...head, styles };
  const text = JSON.stringify(whole);
  addPart('head', textFingerprint(text), () => text);
  for (const [number, lines] of terms.entries())
    addPart(`terms/${number}`, textFingerprint(lines), () => lines);
  for (const [number, piece] of pieces.entries()) addPart(`text/${number}`, piece.hash, piece.text);
  for (const name of ['open', 'search'] as const) {
    const script = clientScript(name);
    add(`${name}.js`, textFingerprint(script), () => script);
  }
  const headings = made.pages.find(({ page }) => page.outputPath === place.page);
  if (headings !== undefined) {
    const { head: inHead, list } = headingsList(indexed, styles);
    const page = new TextDecoder().decode(headings.output());
    const filled = page.replace(/(?=<\/head>)/i, () => inHead).replace(HEADINGS_PLACE, () => list);
    files.set(place.page, { kind: 'generated', content: () => filled, hash: textFingerprint(filled) });
  }
  return files;
}

/** A part of the index as a script, which a page of any origin, and one on a disk, can load. */
function part(name: string, text: string): string {
  return `lecternSearch.part(${JSON.stringify(name)},${JSON.stringify(text)})\n`;
}
