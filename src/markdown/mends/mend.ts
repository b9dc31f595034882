import { diagnostic } from '../../diagnostics/index.js';
import type { MarkdownEnvironment } from '../environment.js';

/**
 * The names under which mends are switched off (`mend: {html-spans: false}`). A mend reads what no author can
 * have meant as it was meant, and says so; without it the output is kramdown's own.
 */
export type MendName = 'broken-urls' | 'html-spans' | 'unclosed-tags';

/** Whether a mend is on: all are, unless the site switches one or all of them off. */
export function isMended(name: MendName, { options }: MarkdownEnvironment): boolean {
  return options.mend !== false && options.mend[name] !== false;
}

/** What a mend says of the place that it mended. */
export interface MendNote {
  readonly code: 'link-broken-markup' | 'markdown-in-html';
  /** Document offset of what was written. */
  readonly at: number;
  /** What was written, as its author wrote it. */
  readonly text: string;
  readonly message: string;
  readonly hint: string;
}

/** Reports a mend, so that the source can be put right. */
export function reportMend(
  { code, at, text, message, hint }: MendNote,
  environment: MarkdownEnvironment,
): void {
  environment.diagnostics.push(diagnostic('warning', code, environment.locate(at), message, { text, hint }));
}
