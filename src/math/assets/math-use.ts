import { glyphReader, mergeGlyphs, type UsedGlyphs } from './used-glyphs.js';

/** What formulas need of the files that a site serves for them. */
export interface MathUse {
  readonly glyphs: UsedGlyphs;
  /** The classes of their elements. */
  readonly classes: readonly string[];
  /** Whether one may be wider than its line, and then scrolls. */
  readonly scrolls: boolean;
  /** Whether one refers to an equation. */
  readonly refers: boolean;
}

/** What all the formulas of several pages need. */
export function mergeUse(uses: readonly MathUse[]): MathUse {
  return {
    glyphs: mergeGlyphs(uses.map(({ glyphs }) => glyphs)),
    classes: mergeClasses(uses.map(({ classes }) => classes)),
    scrolls: uses.some(({ scrolls }) => scrolls),
    refers: uses.some(({ refers }) => refers),
  };
}

/** What a page without formulas needs. */
export const NO_MATH: MathUse = mergeUse([]);

/** What a page whose formulas were typeset by an earlier build needs at most. */
export function mathUseOf(html: string): MathUse {
  return { glyphs: glyphReader()(html), classes: classesOf(html), scrolls: true, refers: true };
}

const CLASS = /\sclass="([^"]*)"/g;

/** The classes of the elements in a formula's HTML, as KaTeX writes it, each once and in an order of their own. */
export function classesOf(katexHtml: string): readonly string[] {
  const lists = new Set<string>();
  for (const match of katexHtml.matchAll(CLASS)) lists.add(match[1] ?? '');
  return mergeClasses([...lists].map((list) => list.split(' ')));
}

/** The classes of several formulas or pages. */
export function mergeClasses(all: Iterable<readonly string[]>): readonly string[] {
  const classes = new Set<string>();
  for (const some of all) for (const name of some) classes.add(name);
  classes.delete('');
  return [...classes].sort();
}
