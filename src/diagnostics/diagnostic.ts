import type { Place } from './place.js';

/** `error`: a reader gets something broken; `warning`: something is wrong or doubtful; `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** A change of an author's file: what is `written` at its place is to become `replacement`. */
export interface Edit extends Place {
  /** What stands there now, as lectern reads it: lines end with `\n`. Empty where something is only put in. */
  readonly written: string;
  readonly replacement: string;
}

/** Something the instructor should know, at the place that has to be changed. */
export interface Diagnostic extends Place {
  readonly severity: Severity;
  /** Stable name of the kind of fault, such as `figure-missing` or `math-undefined-macro`. */
  readonly code: string;
  /** One sentence that says what is wrong. */
  readonly message: string;
  /** The text concerned, as the author wrote it, where that helps to find it. */
  readonly text?: string;
  /** What to do about it, as a sentence. */
  readonly hint?: string;
  /** Of what was read as its author meant it: the name of the mend, under which it is switched off. */
  readonly mend?: string;
  /**
   * What puts it right, where that can be done without guessing: edits that belong together. As the places come through
   * Liquid and includes, an edit holds only where its file says what is `written`.
   */
  readonly fix?: readonly Edit[];
  /** Of a fault of lectern's own: where in its code it was met, for who mends it. */
  readonly stack?: string;
}
