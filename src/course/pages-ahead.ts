import { isDeepStrictEqual } from 'node:util';
import type { FileMemory, Site, SiteConfig } from '../site/index.js';
import { readSiteMath } from './compose/index.js';
import { type BuildRequest, staticFiles } from './context/index.js';
import { makeFirstPages } from './make-pages.js';
import type { PageMaking, SettledCourse } from './page-batches.js';
import { CourseChanged, rescanFiles } from './scan/index.js';

/** A course as a build has read it. */
export interface ReadCourse {
  /** The configuration that it was read by. */
  readonly config: SiteConfig;
  readonly settled: SettledCourse;
  /** What its pages were made with. */
  readonly making: PageMaking;
}

/** More files are no save, but the work of a program, which takes its time anyway. */
const MOST_FILES = 4;

/**
 * Makes the pages that are looked at as they are if nothing but `request.trusted` has changed since the course was read,
 * and tells of them and of the static files among these. Whatever else has changed, the build that follows finds: it takes
 * from the cache what was made here of the right things, and makes the rest anew. Does nothing where a change can mean more
 * than itself.
 */
export async function makePagesAhead(
  { config: before, settled, making }: ReadCourse,
  config: SiteConfig,
  request: BuildRequest,
  memory: FileMemory,
): Promise<void> {
  const { trusted = [], first = [], signal, scanned } = request;
  const { site, plugins } = settled;
  if (trusted.length === 0 || trusted.length > MOST_FILES || first.length === 0) return;
  // What a course's own programs make of a change is theirs to say.
  if (plugins.texts.length > 0) return;
  if (!isDeepStrictEqual(config, before)) return;
  try {
    const now = await rescanFiles(site, trusted, making.effects, making.cache, memory);
    signal?.throwIfAborted();
    if (now === undefined || isListed(settled, now)) return;
    const known = new Set(site.staticFiles);
    const staticFilesNow = now.staticFiles.filter((file) => !known.has(file));
    if (staticFilesNow.length > 0) scanned?.(staticFiles({ ...now, staticFiles: staticFilesNow }), config);
    await makeFirstPages({ ...settled, site: now }, await readSiteMath(now), making, request);
  } catch (error) {
    // A file has changed once more. The build that follows reads it.
    if (!(error instanceof CourseChanged)) throw error;
  }
}

/** Whether a page that has changed stands in a paginated list, which still has the one before. */
function isListed({ site, paginators }: SettledCourse, { pages }: Site): boolean {
  const now = new Set(pages);
  const before = new Set(site.pages.filter((page) => !now.has(page)));
  return [...paginators.values()].some(({ posts }) => posts.some((page) => before.has(page)));
}
