import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { outputRewriter } from '../../../src/generators/index.js';
import { fixture, jekyllOutputs, rendered, scanned } from './rendered.js';

// fixtures/jekyll.sh made the folders of fixtures/jekyll with Jekyll 4.3.1 and the plugins' own gems.
describe.each(readdirSync(fixture('sites')))('the site "%s"', async (name) => {
  const course = await scanned(fixture(`sites/${name}`));
  const { site, outputs, diagnostics } = rendered(course, await outputRewriter(course));
  const expected = jekyllOutputs(name, site);

  test('has the pages that Jekyll gives it, and no complaints', () => {
    expect(Object.keys(outputs).sort()).toEqual(Object.keys(expected).sort());
    expect(diagnostics).toEqual([]);
  });

  test.each(Object.keys(expected))('%s is what Jekyll writes', (path) => {
    expect(outputs[path]).toBe(expectedText(expected[path] ?? ''));
  });
});

/**
 * What Jekyll wrote without what is by chance or by its HTML library alone: ids of tabs, which are different in each build, and
 * line breaks around the inside of headings into which jekyll-toc puts anchors.
 */
function expectedText(text: string): string {
  let tabs = 0;
  const ids = new Map<string, string>();
  return text
    .replace(/\n(?=<a class="anchor")|(?<=<a class="anchor".*)\n(?=<\/h\d>)/g, '')
    .replace(
      /(?<= data-tab="| id=")[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?="[^>]* data-name="([^"]*)")/g,
      (id, name) => {
        const known = ids.get(id) ?? `${name}-tabs-${++tabs}`;
        ids.set(id, known);
        return known;
      },
    );
}
