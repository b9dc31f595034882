import type { Diagnostic, Place, Severity } from '../diagnostics/index.js';

/** What is wrong with a link, before it is said where the link stands. */
export type Fault = Omit<Diagnostic, keyof Place>;

/** Makes a fault: `text` is the link as it is written, `hint` what to do about it. */
export function linkFault(
  severity: Severity,
  code: string,
  message: string,
  { text, hint }: { readonly text?: string; readonly hint: string },
): Fault {
  return { severity, code, message, hint, ...(text === undefined ? {} : { text: text.trim() }) };
}

/** The diagnostic of a fault at a place. */
export function faultAt(fault: Fault, { file, line, column }: Place): Diagnostic {
  return { ...fault, file, line, column };
}

/** The longest URL that a message repeats in full; its end says less than its beginning. */
const LONGEST = 120;

/** A URL as a message names it. */
export function quoted(url: string): string {
  const text = url.trim();
  return text.length > LONGEST ? `"${text.slice(0, LONGEST)}…"` : `"${text}"`;
}
