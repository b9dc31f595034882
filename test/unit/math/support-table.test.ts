import { describe, expect, it } from 'vitest';
import { supportDocument, supportOfAll } from './support-table.js';

describe('what MathJax 3 knows', () => {
  const all = supportOfAll();

  it('is shown as MathJax shows it, or the table says how it is approximated', () => {
    const different = all.filter(({ state }) => state === 'different');
    expect(different.map(({ name, tex, note }) => `${name} in ${tex}: ${note}`)).toEqual([]);
  });

  it('can be used to more than 95 percent', () => {
    const usable = all.filter(({ state }) => state === 'works' || state === 'approximated');
    expect(all.length).toBeGreaterThan(1300);
    expect(usable.length / all.length).toBeGreaterThan(0.95);
  });

  it('is refused, if it is, in a sentence', () => {
    for (const { state, note } of all) if (state === 'refused') expect(note).toMatch(/^[A-Z\\].*\.$/s);
  });

  it('is listed in MATHEMATICS.md as it is', async () => {
    await expect(supportDocument(all)).toMatchFileSnapshot('../../../MATHEMATICS.md');
  });
});
