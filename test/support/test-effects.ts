import type { Effects } from '../../src/course/index.js';

/** When sites of tests are made. */
const NOW = '2026-03-04T05:06:07Z';

/** What a build in a folder is given by tests: the same time each time, no environment, and nobody who looks on. */
export function testEffects(cwd: string, given: Partial<Effects> = {}): Effects {
  return { cwd, env: {}, timezone: 'UTC', now: () => new Date(NOW), progress: () => {}, ...given };
}
