import { expect, test } from 'vitest';
import { boundedMemory } from '../../../src/math/typesetting/formula-memory.js';

test('formulas of any number of pages take no more memory than is allowed, and those that come again are still known', () => {
  const memory = boundedMemory(1000);
  memory.set('often', '+often');
  for (let number = 0; number < 10_000; number++) {
    memory.set(`rare ${number}`, '+rare');
    expect(memory.get('often')).toBe('+often');
  }
  const known = Array.from({ length: 10_000 }, (_, number) => memory.get(`rare ${number}`)).filter(Boolean);
  expect(known.length).toBeGreaterThan(0);
  expect(known.length).toBeLessThan(100);
});
