import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { provideBrowser } from './browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The Chromium that browser tests drive, or why there is none. */
    readonly browser: { readonly executable: string } | { readonly missing: string };
  }
}

/** Before any test: the program that the tests run is compiled, and a browser is at hand. */
export default function setup(project: TestProject): void {
  const root = path.resolve(import.meta.dirname, '../..');
  execFileSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-b'], {
    cwd: root,
    stdio: 'inherit',
  });
  project.provide('browser', provideBrowser());
}
