import { expect, test } from 'vitest';
import { mapText } from '../../../src/diagnostics/index.js';
import { formulaMark } from '../../../src/math/formula/formula.js';
import { createTypesetter, type Formula, formulasAt, placeFormulas } from '../../../src/math/index.js';
import type { FormulaCache } from '../../../src/math/typesetting/formula-cache.js';
import { CONFIG } from './support.js';

const FORMULAS: readonly Formula[] = [
  { tex: mapText('a < b', 'page.md'), display: false },
  { tex: mapText('\\frac{x}{y} + \\text{größer als}', 'page.md'), display: true },
  { tex: mapText('a<b', 'page.md'), display: false },
  { tex: mapText('\\href{https://example.org}{z} + 1', 'page.md'), display: true },
  { tex: mapText('\\nosuch', 'page.md'), display: true },
  { tex: mapText('\\begin{equation} e \\label{one} \\end{equation}', 'page.md'), display: true },
];

/** Typesets a page of these formulas; `made` are those that had to be typeset, in their order. */
function typesetPage(typeset?: ReturnType<typeof formulasAt>) {
  const made: string[] = [];
  const kept = new Map<string, ReturnType<FormulaCache['get']>>();
  const options = { output: 'htmlAndMathml', macros: {}, preambles: [], displayLabel: 'Formula' } as const;
  const cache: FormulaCache = {
    get: (key) => kept.get(key),
    set: (key, result) => {
      if (typeset?.get(key) !== result) made.push(key);
      kept.set(key, result);
    },
  };
  const html = `<p>${FORMULAS.map((_, index) => `word ${formulaMark(index)}`).join(' and ')}</p>`;
  const page = { formulas: FORMULAS, config: CONFIG, file: 'page.md', ...(typeset && { typeset }) };
  return { page: createTypesetter(options, cache).typesetPage(html, page), made };
}

test('a page that is made again has formulas from its last text, and is the same', () => {
  const { page: first, made } = typesetPage();
  const text = `<title>Ä</title>${first.html}<footer></footer>`;
  const placed = placeFormulas(first.typeset, text);
  const { page: again, made: madeAgain } = typesetPage(formulasAt(placed, text));
  const { typeset: _first, ...one } = first;
  const { typeset: _again, ...other } = again;
  expect(other).toEqual(one);
  // One with a link stands otherwise in the page, and what is wrong with one is found again.
  expect(madeAgain).toEqual(made.filter((key) => /href|nosuch/.test(key)));
  expect(placeFormulas(again.typeset, text)).toEqual(placed);
});

test('a formula whose HTML the text has not is left out', () => {
  const { page } = typesetPage();
  expect(placeFormulas(page.typeset, page.html.replaceAll('class="mord', 'class="other mord'))).toEqual([]);
});
