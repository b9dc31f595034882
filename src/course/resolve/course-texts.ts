import path from 'node:path';
import type { Site } from '../../site/index.js';
import { type Effects, fileIdentity, type PageCache } from '../context/index.js';
import { type TextReader, textReader } from '../scan/index.js';
import type { Attempt } from './attempt.js';

/** The files of a course that are looked into besides its pages. */
export interface CourseTexts {
  readonly textOf: TextReader;
  readonly identityOf: (file: string) => unknown;
  readonly cache: PageCache;
  readonly attempt: Attempt;
}

/** The files of a site's course. */
export function courseTexts(
  { config: { source } }: Site,
  effects: Effects,
  cache: PageCache,
  attempt: Attempt,
): CourseTexts {
  return {
    textOf: textReader(source, effects),
    identityOf: (file) => fileIdentity(path.join(source, file), effects),
    cache,
    attempt,
  };
}
