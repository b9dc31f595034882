import type { UsedGlyphs } from '../assets/index.js';
import type { KatexResult } from '../katex/index.js';

/** The glyphs that a formula shows, and the classes of its elements. */
interface Needs {
  readonly glyphs: UsedGlyphs;
  readonly classes: readonly string[];
}

/** What a formula became: its HTML, made ready for a page, with what it needs to be shown, or what is wrong with it. */
export type FormulaResult =
  | (Extract<KatexResult, { readonly ok: true }> & Needs)
  | Extract<KatexResult, { readonly ok: false }>;

/**
 * Where typeset formulas are kept: a `Map`, or whatever keeps strings from one build to the next. A key holds all
 * that decides the result but the versions of lectern and KaTeX: whoever keeps it longer throws it away when one
 * of these changes.
 */
export interface FormulaCache {
  readonly get: (key: string) => string | undefined;
  readonly set: (key: string, value: string) => unknown;
}

/** A result as one string: `+`, what it needs as JSON, a line feed and the HTML, or `-`, the offset of the fault, a space and the message. */
export function serializeResult(result: FormulaResult): string {
  if (!result.ok) return `-${result.at} ${result.message}`;
  const { glyphs, classes, html } = result;
  return `+${JSON.stringify({ glyphs, classes })}\n${html}`;
}

/** The result that `serializeResult` has serialized; undefined for a string that it cannot have made. */
export function parseResult(serialized: string): FormulaResult | undefined {
  if (serialized.startsWith('+')) {
    const end = serialized.indexOf('\n');
    const needs: Needs = JSON.parse(serialized.slice(1, end));
    return { ok: true, ...needs, html: serialized.slice(end + 1) };
  }
  const [, at, message] = /^-(\d+) ([\s\S]*)$/.exec(serialized) ?? [];
  return message === undefined ? undefined : { ok: false, at: Number(at), message };
}

/** As much as the formulas of some thousand pages, in characters. */
const CHARACTERS = 2 ** 26;

/**
 * A cache in this process that holds at most so many characters, and forgets what has not been asked for lately: of the
 * formulas of a large site most stand in one place only.
 */
export function boundedCache(characters = CHARACTERS): FormulaCache {
  let recent = new Map<string, string>();
  let earlier = new Map<string, string>();
  let size = 0;
  const set = (key: string, value: string): void => {
    recent.set(key, value);
    size += key.length + value.length;
    if (size <= characters / 2) return;
    earlier = recent;
    recent = new Map();
    size = 0;
  };
  return {
    get: (key) => {
      const found = recent.get(key);
      if (found !== undefined) return found;
      const known = earlier.get(key);
      if (known !== undefined) set(key, known);
      return known;
    },
    set,
  };
}
