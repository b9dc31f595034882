import path from 'node:path';
import type { BuildOptions } from './build-options.js';
import type { Effects } from './effects.js';

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
