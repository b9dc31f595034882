import {
  type Diagnostic,
  diagnostic,
  type MappedText,
  type Severity,
  type textLocator,
} from '../../../diagnostics/index.js';

/** The kinds of fault in a formula; each is the code of a diagnostic. */
export type TexFault =
  | 'math-undefined-macro'
  | 'math-undefined-environment'
  | 'math-ambiguous-label'
  | 'math-undefined-label'
  | 'math-repeated-label'
  | 'math-syntax'
  | 'math-repaired'
  | 'math-untrusted'
  | 'math-limit';

/** What is wrong with a formula, and where: an offset in the author's TeX. */
export interface TexNote {
  readonly fault: TexFault;
  readonly at: number;
  /** A sentence. */
  readonly message: string;
  /** What to do about it, as a sentence; as a function where it takes looking for. */
  readonly hint?: string | (() => string);
  /** The macro, or the environment as `\begin{name}`, that is not defined, where that is the fault. */
  readonly missing?: string;
}

/**
 * Thrown where a formula cannot be read on; whoever started reading it catches this and shows the formula's TeX
 * instead. It never leaves this part of the program.
 */
export class TexError extends Error {
  readonly note: TexNote;

  constructor(fault: TexFault, at: number, message: string, hint?: string, missing?: string) {
    super(message);
    this.note = {
      fault,
      at,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(missing === undefined ? {} : { missing }),
    };
  }
}

/** Faults that leave the reader without the formula; the others are typeset as best can be. */
const ERRORS: ReadonlySet<TexFault> = new Set([
  'math-undefined-macro',
  'math-undefined-environment',
  'math-syntax',
  'math-limit',
]);
const LONGEST_QUOTE = 80;

/** A note on a formula as a diagnostic at its place in the author's file, which `locate` reads. */
export function noteDiagnostic(
  note: TexNote,
  tex: MappedText,
  locate: ReturnType<typeof textLocator>,
): Diagnostic {
  const { fault, at, message, hint } = note;
  const severity: Severity = ERRORS.has(fault) ? 'error' : 'warning';
  return diagnostic(severity, fault, () => locate(tex, at), message, {
    text: quoteOf(tex),
    ...(hint === undefined ? {} : { hint }),
  });
}

/** A formula, or as much of it as a line holds, as the text of a diagnostic. */
export function quoteOf(tex: MappedText): string {
  const text = tex.text.trim().replace(/\s+/g, ' ');
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
