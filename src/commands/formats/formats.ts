import type { Formatter } from './formatter.js';
import { textFormat } from './text.js';

/** How `lectern check` can write what it found. */
export type FormatName = 'text';

/** The formats of `lectern check --format`, by their names. */
export const FORMATS: Readonly<Record<FormatName, Formatter>> = { text: textFormat };
