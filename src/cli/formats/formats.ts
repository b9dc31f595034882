import type { Formatter } from './formatter.js';
import { githubFormat } from './github.js';
import { jsonFormat } from './json.js';
import { sarifFormat } from './sarif.js';
import { textFormat } from './text.js';

/** How `lectern check` can write what it found. */
export type FormatName = 'text' | 'github' | 'json' | 'sarif';

/** The formats of `lectern check --format`, by their names. */
export const FORMATS: Readonly<Record<FormatName, Formatter>> = {
  text: textFormat,
  github: githubFormat,
  json: jsonFormat,
  sarif: sarifFormat,
};
