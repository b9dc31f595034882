import { expect, test, vi } from 'vitest';
import { createRebuildLoop } from '../../../src/serve/rebuild-loop.js';

/** A build that goes on until it is told to end, or given up. */
function slowBuild() {
  const builds: {
    readonly changes: readonly string[];
    readonly end: () => void;
    readonly signal: AbortSignal;
  }[] = [];
  let underWay = 0;
  let most = 0;
  return {
    builds,
    most: () => most,
    build: (changes: readonly string[], signal: AbortSignal) => {
      underWay++;
      most = Math.max(most, underWay);
      return new Promise<boolean>((resolve) => {
        const leave = (isDone: boolean): void => {
          underWay--;
          resolve(isDone);
        };
        signal.addEventListener('abort', () => leave(false));
        builds.push({ changes, signal, end: () => leave(true) });
      });
    },
  };
}

test('the first build begins at once, and what changes meanwhile is built afterwards, together', async () => {
  const { build, builds, most } = slowBuild();
  const loop = createRebuildLoop(build);
  void loop.build(['a']);
  void loop.build(['b', 'c']);
  void loop.build(['b']);
  expect(builds.map(({ changes }) => changes)).toEqual([['a']]);
  builds[0]?.end();
  await vi.waitFor(() => expect(builds).toHaveLength(2));
  expect(builds[1]?.changes).toEqual(['b', 'c']);
  builds[1]?.end();
  void loop.build(['d']);
  await vi.waitFor(() => expect(builds).toHaveLength(3));
  expect(builds[2]?.changes).toEqual(['d']);
  expect(most()).toBe(1);
});

test('the first build needs no change', () => {
  const { build, builds } = slowBuild();
  void createRebuildLoop(build).build([]);
  expect(builds.map(({ changes }) => changes)).toEqual([[]]);
});

test('a later build is given up for a change, and the next one is for both', async () => {
  const { build, builds, most } = slowBuild();
  const loop = createRebuildLoop(build);
  void loop.build([]);
  builds[0]?.end();
  void loop.build(['a', 'b']);
  await vi.waitFor(() => expect(builds).toHaveLength(2));
  void loop.build(['b', 'c']);
  await vi.waitFor(() => expect(builds).toHaveLength(3));
  expect(builds.map(({ changes }) => changes)).toEqual([[], ['a', 'b'], ['b', 'c', 'a']]);
  expect(most()).toBe(1);
});

test('no build begins once it is stopped, and the one that goes on ends early', async () => {
  const { build, builds } = slowBuild();
  const loop = createRebuildLoop(build);
  void loop.build(['a']);
  void loop.build(['b']);
  await loop.stop();
  expect(builds[0]?.signal.aborted).toBe(true);
  void loop.build(['c']);
  await loop.stop();
  expect(builds).toHaveLength(1);
});

test('where something changes all the time, a build is let come to its end', async () => {
  const { build, builds } = slowBuild();
  const loop = createRebuildLoop(build);
  void loop.build([]);
  builds[0]?.end();
  for (let count = 2; count <= 7; count++) {
    void loop.build(['log']);
    await vi.waitFor(() => expect(builds).toHaveLength(count));
  }
  void loop.build(['log']);
  expect(builds.map(({ signal }) => signal.aborted)).toEqual([false, true, true, true, true, true, false]);
});
