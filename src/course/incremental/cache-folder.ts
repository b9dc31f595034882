import path from 'node:path';
import { type Diagnostic, diagnostic, faultText } from '../../diagnostics/index.js';
import { holds, realPath } from '../../output/index.js';
import type { SiteConfig } from '../../site/index.js';
import type { BuildOptions, Effects } from '../context/index.js';

/** The folder of a course in which results are kept from build to build. */
const CACHE_FOLDER = '.lectern-cache';

/**
 * The folder of the cache (absolute) of the course at `source`: as the options, the environment or else the course has it;
 * undefined for none.
 */
export function cacheFolder(
  source: string,
  { cache }: Pick<BuildOptions, 'cache'>,
  { cwd, env }: Pick<Effects, 'cwd' | 'env'>,
): string | undefined {
  if (cache === false) return undefined;
  const stated = cache ?? env['LECTERN_CACHE_DIR'];
  return stated ? path.resolve(cwd, stated) : path.join(source, CACHE_FOLDER);
}

/**
 * Why results cannot be kept in a folder (absolute): a cache removes what is old in its folder and has git pass over it, so
 * it can neither be nor hold the course or the site, nor lie where what it holds would be published.
 */
export async function cacheRefusal(
  folder: string,
  { source, destination }: Pick<SiteConfig, 'source' | 'destination'>,
): Promise<Diagnostic | undefined> {
  const [real, realSource, realDestination] = await Promise.all([folder, source, destination].map(realPath));
  if (real === undefined || realSource === undefined || realDestination === undefined) return undefined;
  const what = holds(real, realSource)
    ? 'is the folder of the course, or holds it'
    : holds(real, realDestination)
      ? 'is the destination, or holds it'
      : holds(realDestination, real)
        ? 'lies in the destination, where it would be published'
        : undefined;
  if (what === undefined) return undefined;
  return diagnostic(
    'error',
    'cache-refused',
    { file: folder, line: 1, column: 1 },
    `Results cannot be kept in ${folder}, which ${what}.`,
    { hint: 'Name a folder of its own with --cache-dir or LECTERN_CACHE_DIR, such as .lectern-cache.' },
  );
}

/** The warning that results are not kept, as the system refuses something; it costs time and nothing else. */
export function cacheWarning(folder: string, error: Error): Diagnostic {
  return diagnostic(
    'warning',
    'cache-unusable',
    { file: folder, line: 1, column: 1 },
    `What was made could not be kept for the next build: ${faultText(error)}`,
    { hint: 'Correct or delete that folder; until then every page is made anew each time.' },
  );
}
