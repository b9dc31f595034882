/** The kinds of fault in a formula; each is the code of a diagnostic. */
export type TexFault =
  | 'math-undefined-macro'
  | 'math-undefined-environment'
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
