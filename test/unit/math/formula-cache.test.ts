import { expect, test } from 'vitest';
import { boundedCache, type FormulaResult } from '../../../src/math/typesetting/formula-cache.js';

test('formulas of any number of pages take no more memory than is allowed, and those that come again are still known', () => {
  const cache = boundedCache(1000);
  const result: FormulaResult = { ok: false, message: 'rare', at: 0 };
  const often: FormulaResult = { ok: false, message: 'often', at: 0 };
  cache.set('often', often);
  for (let number = 0; number < 10_000; number++) {
    cache.set(`rare ${number}`, result);
    expect(cache.get('often')).toBe(often);
  }
  const known = Array.from({ length: 10_000 }, (_, number) => cache.get(`rare ${number}`)).filter(Boolean);
  expect(known.length).toBeGreaterThan(0);
  expect(known.length).toBeLessThan(100);
});
