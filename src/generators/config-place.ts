import { relative, sep } from 'node:path';
import type { Place } from '../diagnostics/index.js';
import type { Site } from '../site/index.js';

/** Where a course's configuration is reported: the file that has the last word, or the one it would have. */
export function configPlace({ config: { configFiles, source } }: Site): Place {
  const path = configFiles.at(-1);
  const file = path === undefined ? '_config.yml' : relative(source, path).split(sep).join('/');
  return { file, line: 1, column: 1 };
}
