import os from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/setup.ts'],
    reporters: ['default', './test/support/totals-reporter.ts'],
    // Modules of CommonJS are imported as Node imports them.
    deps: { interopDefault: false },
    // One less by default, which on two processors is a single one: half of the time of all tests.
    maxWorkers: os.availableParallelism(),
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
});
