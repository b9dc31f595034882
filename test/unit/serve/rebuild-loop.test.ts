import { expect, test, vi } from 'vitest';
import { createRebuildLoop } from '../../../src/serve/rebuild-loop.js';

/** A build that goes on until it is told to end. */
function slowBuild() {
  const builds: { readonly changes: readonly string[]; readonly end: () => void }[] = [];
  let underWay = 0;
  let most = 0;
  return {
    builds,
    most: () => most,
    build: (changes: readonly string[]) => {
      underWay++;
      most = Math.max(most, underWay);
      return new Promise<void>((resolve) => {
        builds.push({
          changes,
          end: () => {
            underWay--;
            resolve();
          },
        });
      });
    },
  };
}

test('a build begins at once, and what changes meanwhile is built afterwards, together', async () => {
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

test('no build begins once it is stopped, which waits for the one that goes on', async () => {
  const { build, builds } = slowBuild();
  const loop = createRebuildLoop(build);
  void loop.build(['a']);
  void loop.build(['b']);
  const stopped = loop.stop();
  builds[0]?.end();
  await stopped;
  void loop.build(['c']);
  await loop.stop();
  expect(builds).toHaveLength(1);
});
