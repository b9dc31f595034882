import type { Place } from '../diagnostics/index.js';
import type { Site } from '../site/index.js';

/** Where a course's configuration is reported: the file that has the last word. */
export function configPlace({ config: { configFiles, source } }: Site): Place {
  const file = configFiles.at(-1) ?? '_config.yml';
  return { file: file.startsWith(`${source}/`) ? file.slice(source.length + 1) : file, line: 1, column: 1 };
}
