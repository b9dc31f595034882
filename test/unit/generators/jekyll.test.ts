import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fixture, jekyllOutputs, rendered, scanned } from './rendered.js';

// fixtures/jekyll.sh made the folders of fixtures/jekyll with Jekyll 4.3.1 and the plugins' own gems.
describe.each(readdirSync(fixture('sites')))('the site "%s"', async (name) => {
  const { site, outputs, diagnostics } = rendered(await scanned(fixture(`sites/${name}`)));
  const expected = jekyllOutputs(name, site);

  test('has the pages that Jekyll gives it, and no complaints', () => {
    expect(Object.keys(outputs).sort()).toEqual(Object.keys(expected).sort());
    expect(diagnostics).toEqual([]);
  });

  test.each(Object.keys(expected))('%s is what Jekyll writes', (path) => {
    expect(outputs[path]).toBe(expected[path]);
  });
});
