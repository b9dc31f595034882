import { diagnostic, type Edit, type Severity } from '../../diagnostics/index.js';
import type { MarkdownOptions } from './options.js';
import type { Reporter } from './warnings.js';

/**
 * The mends by the names under which they are switched off (`mend: {html-spans: false}`), with the code under which
 * each reports. A mend reads what no author can have meant as it was meant, and says so; without it the output is
 * kramdown's own.
 */
const CODES = {
  'attribute-lists': 'attribute-unknown',
  'block-tags': 'html-block-in-text',
  'broken-urls': 'link-broken-markup',
  'cjk-breaks': 'cjk-line-break',
  'comments-in-tags': 'html-attribute',
  'formula-delimiters': 'math-delimiters',
  'formula-tables': 'math-in-table',
  formulas: 'math-markdown',
  'full-width-spaces': 'full-width-space',
  'heading-spaces': 'heading-space',
  'html-autolinks': 'markdown-in-html',
  'html-spans': 'markdown-in-html',
  'late-closing-tags': 'html-unclosed',
  'link-pipes': 'link-broken-markup',
  'link-spaces': 'link-broken-markup',
  'link-titles': 'link-broken-markup',
  'list-markers': 'list-marker',
  'misspelt-attributes': 'attribute-unknown',
  'misspelt-tags': 'html-unknown-tag',
  placeholders: 'html-unknown-tag',
  'split-comments': 'html-comment',
  'stray-tags': 'html-stray-tag',
  'unclosed-elements': 'html-unclosed',
  'unclosed-links': 'link-broken-markup',
  'unclosed-tags': 'link-broken-markup',
  'unquoted-attributes': 'html-attribute',
} as const satisfies Readonly<Record<string, string>>;

export type MendName = keyof typeof CODES;

/** The names of all mends. */
export const MEND_NAMES: readonly MendName[] = Object.keys(CODES).filter(
  (name): name is MendName => name in CODES,
);

/** Whether a mend is made: all are, unless the site switches one or all of them off. */
export function isMended(name: MendName, { mend }: MarkdownOptions): boolean {
  return mend !== false && mend[name] !== false;
}

/** What a mend says of the place that it mended. */
export interface MendNote {
  readonly mend: MendName;
  /** Document offset of what was written. */
  readonly at: number;
  /** What was written, as its author wrote it. */
  readonly text: string;
  /** One sentence: what was written, and how it is read. */
  readonly message: string;
  /** How it is written right. */
  readonly hint: string;
  /** `info` where Jekyll's readers see nothing bad; else `warning`. */
  readonly severity?: Severity;
  /** How the source is put right, where there is exactly one right spelling: what is read is then what is written. */
  readonly edit?: MendEdit | undefined;
}

/** A change of the document. */
export interface MendEdit {
  /** Document offset of what is `written`. */
  readonly at: number;
  readonly written: string;
  readonly replacement: string;
}

/** Reports a mend, so that the source can be put right. */
export function reportMend(note: MendNote, reporter: Reporter): void {
  const { mend, at, text, message, hint, severity = 'warning', edit } = note;
  const found = diagnostic(severity, CODES[mend], () => reporter.locate(at), message, { text, hint });
  reporter.diagnostics.push({
    ...found,
    mend,
    ...(edit === undefined ? {} : { fix: [placedEdit(edit, reporter)] }),
  });
}

function placedEdit({ at, written, replacement }: MendEdit, { locate }: Reporter): Edit {
  const { file, line, column } = locate(at);
  return { file, line, column, written, replacement };
}
