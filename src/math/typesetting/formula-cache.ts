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

/** Where typeset formulas are kept, a `Map` or the like. A key holds all that decides the result. */
export interface FormulaCache {
  readonly get: (key: string) => FormulaResult | undefined;
  readonly set: (key: string, result: FormulaResult) => unknown;
}

/**
 * As much as the formulas of some hundred pages, in characters. Each thread has its own of these, and V8 lets a heap grow
 * to more than twice of what is held in it before it looks for what is not.
 */
const CHARACTERS = 2 ** 23;

/**
 * A cache in this process that holds at most so many characters, and forgets what has not been asked for lately: of the
 * formulas of a large site most stand in one place only.
 */
export function boundedCache(characters = CHARACTERS): FormulaCache {
  let recent = new Map<string, FormulaResult>();
  let earlier = new Map<string, FormulaResult>();
  let size = 0;
  const set = (key: string, result: FormulaResult): void => {
    recent.set(key, result);
    size += key.length + (result.ok ? result.html : result.message).length;
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
