import type { Diagnostic, Place, Severity } from '../../diagnostics/index.js';

/** What is wrong with a link, before it is said where the link stands. */
export interface Fault extends Omit<Diagnostic, keyof Place | 'fix'> {
  /** What is to stand in the place of `text`, where that is certain. */
  readonly replacement?: string;
}

/** What a fault says besides: the link as it is written, what to do about it, and what it must be, if that is certain. */
export interface FaultDetails {
  readonly text?: string | undefined;
  readonly hint: string;
  readonly replacement?: string | undefined;
}

/** Makes a fault. */
export function linkFault(
  severity: Severity,
  code: string,
  message: string,
  { text, hint, replacement }: FaultDetails,
): Fault {
  return {
    severity,
    code,
    message,
    hint,
    ...(text === undefined ? {} : { text: text.trim() }),
    ...(replacement === undefined ? {} : { replacement }),
  };
}

/** The diagnostic of a fault at a place, where the text concerned starts. */
export function faultAt({ replacement, ...fault }: Fault, { file, line, column }: Place): Diagnostic {
  const { text } = fault;
  if (text === undefined || replacement === undefined) return { ...fault, file, line, column };
  return { ...fault, file, line, column, fix: [{ file, line, column, written: text, replacement }] };
}

/** The longest URL that a message repeats in full; its end says less than its beginning. */
const LONGEST = 120;

/** A URL as a message names it. */
export function quoted(url: string): string {
  const text = url.trim();
  return text.length > LONGEST ? `"${text.slice(0, LONGEST)}…"` : `"${text}"`;
}
