import type { KatexResult } from './katex.js';

/**
 * Where typeset formulas are kept: a `Map`, or whatever keeps strings from one build to the next. A key holds all
 * that decides the result but the versions of lectern and KaTeX: whoever keeps it longer throws it away when one
 * of these changes.
 */
export interface FormulaMemory {
  readonly get: (key: string) => string | undefined;
  readonly set: (key: string, value: string) => unknown;
}

/** A result as one string: `+` and the HTML, or `-`, the offset of the fault, a space and the message. */
export function packResult(result: KatexResult): string {
  return result.ok ? `+${result.html}` : `-${result.at} ${result.message}`;
}

/** The result that `packResult` has packed; undefined for a string that it cannot have made. */
export function unpackResult(packed: string): KatexResult | undefined {
  if (packed.startsWith('+')) return { ok: true, html: packed.slice(1) };
  const [, at, message] = /^-(\d+) ([\s\S]*)$/.exec(packed) ?? [];
  return message === undefined ? undefined : { ok: false, at: Number(at), message };
}
