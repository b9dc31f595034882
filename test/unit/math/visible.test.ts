import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mapText } from '../../../src/diagnostics/index.js';
import { formulaMark } from '../../../src/math/formula/formula.js';
import { createTypesetter, MATHJAX_2_DEFAULTS } from '../../../src/math/index.js';
import { mathjaxFormula, textOfMathml } from './mathjax.js';

const typesetter = createTypesetter({
  output: 'mathml',
  macros: {},
  preambles: [],
  displayLabel: 'Formula',
});

function typeset(tex: string): string {
  const formulas = [{ tex: mapText(tex), display: true }];
  const page = { formulas, config: MATHJAX_2_DEFAULTS, file: 'page.md' };
  const { html, diagnostics } = typesetter.typesetPage(formulaMark(0), page);
  return diagnostics.some(({ severity }) => severity === 'error')
    ? `failed: ${diagnostics[0]?.message}`
    : html;
}

const formulas = readFileSync(new URL('fixtures/formulas.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('%'));

describe('a formula shows the characters that MathJax shows', () => {
  it.each(formulas)('%s', (tex) => {
    const expected = mathjaxFormula(tex);
    expect(expected.failed, expected.mathml).toBe(false);
    expect(textOfMathml(typeset(tex))).toBe(textOfMathml(expected.mathml));
  });
});
