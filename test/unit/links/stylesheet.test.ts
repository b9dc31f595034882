import { expect, test } from 'vitest';
import { mapText } from '../../../src/diagnostics/index.js';
import { stylesheetReferences } from '../../../src/markdown/index.js';
import { page, report } from './course.js';

test('the URLs of a style sheet are found where they stand', () => {
  const css = [
    '@import "base.css"; @import url(print.css) print;',
    '/* url(old.png) */ a { background: url( "a b.png" ) }',
    "b { src: url('font.woff2?v=1#x') format('woff2'), url(data:font/woff;base64,AA) }",
    'i { filter: url(#blur); content: "url"; background: URL(../アイコン.svg), url() }',
  ].join('\n');
  const lines = css.split('\n').map((line) => [...line]);
  const found = stylesheetReferences(mapText(css, 'main.css'));
  expect(found.map(({ url }) => url)).toEqual([
    'base.css',
    'print.css',
    'a b.png',
    'font.woff2?v=1#x',
    '../アイコン.svg',
  ]);
  for (const { url, place } of found) {
    const behind = lines[place.line - 1]?.slice(place.column - 1).join('');
    expect(behind?.slice(0, url.length)).toBe(url);
  }
});

test("a style sheet's relative URLs start from the style sheet", () => {
  const references = stylesheetReferences(
    mapText(
      'a { background: url(../assets/Perceptron.png) } b { background: url(assets/Perceptron.png) }',
      'css/main.css',
    ),
  );
  const { diagnostics } = report([page('css/main.css', { references })]);
  expect(diagnostics.map(({ code, column, hint }) => `${column} ${code}: ${hint}`)).toEqual([
    '69 figure-missing: Did you mean ../assets/Perceptron.png?',
  ]);
});

test('a hostile style sheet is read in time', () => {
  const started = performance.now();
  for (const part of ['url(', '/*', 'url("', '@import ', 'url( ', 'url( \n'])
    stylesheetReferences(mapText(part.repeat(50_000)));
  expect(performance.now() - started).toBeLessThan(30_000);
});
