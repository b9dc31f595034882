import { describe, expect, test } from 'vitest';
import { compared, fixtureSite, told } from './compared.js';
import { DEFECTS, generator, planted } from './defects.js';

/** The same site by Jekyll and by lectern. */
const SITES = { jekyll: fixtureSite('jekyll'), lectern: fixtureSite('lectern') };

const PLANTED = 46;

describe('of two built sites', () => {
  test('one that is a copy of the other differs in nothing', async () => {
    for (const name of ['jekyll', 'lectern'] as const) {
      const comparison = await compared(fixtureSite(name), fixtureSite(name));
      expect(told(comparison)).toEqual([]);
      expect(comparison.hasLoss).toBe(false);
    }
  });

  test('what lectern builds has all that Jekyll and MathJax show', async () => {
    const comparison = await compared(fixtureSite('jekyll'), fixtureSite('lectern'));
    expect(told(comparison)).toEqual([]);
    expect(comparison.tallies.formula).toMatchObject({ old: 17, new: 17, kept: 17 });
  });

  const random = generator(20_260_301);
  for (let number = 0; number < PLANTED; number++) {
    const defect = DEFECTS[number % DEFECTS.length];
    if (defect === undefined) continue;
    const { site, file } = planted(SITES.lectern, defect, random);
    for (const old of ['jekyll', 'lectern'] as const) {
      test(`${defect.name}, in ${file}, held against ${old}'s (${number})`, async () => {
        const comparison = await compared(SITES[old], site);
        const found = comparison.pages.flatMap(({ differences }) => differences);
        const { subject, kind } = defect.expected;
        expect(found.map((one) => `${one.subject} ${one.kind}`)).toContain(`${subject} ${kind}`);
        // Nothing is told but the defect: not of another thing, and on another page only of links that lead to it.
        const allowed = new Set([subject, ...(defect.also ?? [])]);
        expect(found.filter((one) => !allowed.has(one.subject))).toEqual([]);
        const elsewhere = comparison.pages.filter(
          ({ address }) => address !== `/${file.replace('index.html', '')}`,
        );
        expect(
          elsewhere.flatMap(({ differences }) => differences).filter((one) => one.subject !== 'link'),
        ).toEqual([]);
        expect(comparison.repeated).toEqual([]);
        expect(comparison.hasLoss).toBe(defect.isLoss ?? true);
      });
    }
  }

  test('a page that is missing is told once, with the links that lead nowhere now', async () => {
    const { 'week2.html': _, ...left } = fixtureSite('lectern');
    const comparison = await compared(fixtureSite('lectern'), left);
    expect(told(comparison)).toContain('/week2.html: page lost: is missing');
    expect(told(comparison).filter((one) => !/link changed: leads nowhere now|page lost/.test(one))).toEqual(
      [],
    );
    expect(comparison.hasLoss).toBe(true);
  });

  test('a file that is missing is told, and the links to it', async () => {
    const { 'assets/handout.pdf': _, ...left } = fixtureSite('lectern');
    expect(told(await compared(fixtureSite('lectern'), left))).toEqual([
      '/week1/: link changed: leads nowhere now',
      'file lost: is missing',
    ]);
  });
});
