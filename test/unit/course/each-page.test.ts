import { setTimeout as later } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type BesideThreads, eachPage } from '../../../src/course/pages/index.js';
import type { Page } from '../../../src/site/index.js';

/** Of a page only its URL is looked at here. */
const pageAt = (url: string): Page => ({ url }) as Page;
const PAGES = ['a', 'b', 'c', 'd', 'e', 'f'].map(pageAt);
const effects = { progress: () => {} };

/** Other threads that take so many pages at once, each for a moment, and make none of them. */
function refusing(atOnce: number, taken: string[]): BesideThreads<string> {
  let running = 0;
  return {
    hasRoom: () => running < atOnce,
    run: async ({ url }) => {
      taken.push(url);
      running++;
      await later(5);
      running--;
      return undefined;
    },
  };
}

test('pages that other threads have not made are made in the order of the list', async () => {
  const taken: string[] = [];
  const made: string[] = [];
  const run = async ({ url }: Page): Promise<string> => {
    made.push(url);
    return url;
  };
  await eachPage('Making', PAGES, run, effects, { beside: refusing(4, taken) });
  expect(taken.length).toBeGreaterThan(3);
  const [first, ...rest] = made;
  expect(first).toBe('a');
  const ofOthers = rest.filter((url) => taken.includes(url));
  expect(ofOthers).toEqual(ofOthers.toSorted());
});

test('when it is given up, other threads are given no more, and what was begun has ended', async () => {
  const taken: string[] = [];
  const controller = new AbortController();
  let underWay = 0;
  const run = async ({ url }: Page): Promise<string> => {
    underWay++;
    if (url === 'b') controller.abort(new Error('given up'));
    await later(20);
    underWay--;
    return url;
  };
  const beside = refusing(1, taken);
  await expect(
    eachPage('Making', PAGES, run, effects, { beside, signal: controller.signal }),
  ).rejects.toThrow('given up');
  expect(underWay).toBe(0);
  await later(50);
  expect(taken).toEqual(['f']);
});
