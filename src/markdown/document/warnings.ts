import { type Diagnostic, diagnostic, type Place, type Severity } from '../../diagnostics/index.js';

/** Something doubtful that is read as it stands; most are what kramdown warns of, too. */
export interface Warning {
  readonly code: string;
  readonly severity: Severity;
  /** Document offset of what was written. */
  readonly at: number;
  /** What was written, as its author wrote it. */
  readonly text: string;
  /** One sentence: what is wrong, and what readers see of it. */
  readonly message: string;
  /** What to do about it; as a function where it takes looking for. */
  readonly hint: string | (() => string);
  /** Whether it is said but once of all that is written alike. */
  readonly isSaidOnce?: true;
}

/** A warning as a diagnostic at its place. */
export function warningDiagnostic(warning: Warning, locate: (at: number) => Place): Diagnostic {
  const { code, severity, at, text, message, hint } = warning;
  return diagnostic(severity, code, () => locate(at), message, { text, hint });
}

/** Where it is told what is found in a document: its diagnostics, and the places of its offsets. */
export interface Reporter {
  readonly diagnostics: Diagnostic[];
  readonly locate: (offset: number) => Place;
}

/** Reports a warning. */
export function reportWarning(warning: Warning, { diagnostics, locate }: Reporter): void {
  const { code, text, isSaidOnce } = warning;
  const isSaid = (found: Diagnostic): boolean => found.code === code && found.text === text;
  if (isSaidOnce && diagnostics.some(isSaid)) return;
  diagnostics.push(warningDiagnostic(warning, locate));
}

/** Of a name that is given twice (kramdown: "Duplicate …, overwriting"). `written` is the start of the line. */
export function duplicateDefinition(written: string, at: number): Warning {
  return {
    code: 'definition-duplicate',
    severity: 'warning',
    at,
    text: written,
    message: `${written} is defined more than once on this page, each time differently; the last one counts.`,
    hint: 'Give one of them another name, or remove it.',
  };
}
