import { type Diagnostic, guardedLater } from '../diagnostics/index.js';
import { type FontCache, type FontMaker, type MathAsset, type MathUse, mergeUse } from '../math/index.js';
import type { SiteMath } from './compose/index.js';
import type { MadePages, PageCache } from './context/index.js';

/** The formulas of a site whose pages are made. */
export interface SiteFormulas {
  readonly count: number;
  /** Whether any is typeset, be it on what stands for a page that could not be made. */
  readonly isAny: boolean;
  /** What all of them take. */
  readonly use: () => MathUse;
}

/** Gathers the formulas of all pages. */
export function siteFormulas({ pages, failed }: Pick<MadePages, 'pages' | 'failed'>): SiteFormulas {
  const count = pages.reduce((sum, page) => sum + page.formulaCount, 0);
  const uses = [...pages, ...failed].map((page) => page.mathUse);
  return {
    count,
    isAny: count > 0 || failed.some(({ mathUse }) => mathUse.classes.length > 0),
    use: () => mergeUse(uses),
  };
}

/** What making the files of formulas takes. */
export interface FormulaFileOptions {
  /** Keeps fonts that have been made. */
  readonly cache: PageCache;
  readonly makeFont: FontMaker;
  /** Told of what failed. */
  readonly tell: (fault: Diagnostic) => void;
}

/** Makes the style sheets and fonts that formulas are shown with; none where lectern fails at it. */
export async function formulaFiles(
  { isAny, use }: SiteFormulas,
  math: SiteMath,
  { cache, makeFont, tell }: FormulaFileOptions,
): Promise<readonly MathAsset[]> {
  if (!isAny) return [];
  return guardedLater(
    { failing: NO_MATH_FILES, place: '_config.yml', severity: 'error', tell },
    async () => math.assets(use(), { cache: fontCache(cache), makeFont, tell }),
    () => [],
  );
}

const NO_MATH_FILES = 'making the style sheet and the fonts of formulas failed, so they are missing';

/** Fonts that have been made, in the cache. */
function fontCache(cache: PageCache): FontCache {
  return {
    get: (key) => {
      const text = cache.find('font', key, () => true)?.text(0);
      return text === undefined ? undefined : Buffer.from(text, 'base64');
    },
    set: (key, font) => {
      cache.keep('font', key, { reads: [], value: null, texts: [Buffer.from(font).toString('base64')] });
    },
  };
}
