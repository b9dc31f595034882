import { expect, test } from 'vitest';
import { mapText, textLocator } from '../../../src/diagnostics/index.js';
import { withPandocCitations } from '../../../src/generators/index.js';

const tags = (text: string): string => withPandocCitations(mapText(text, 'a.md'), () => true).text;

test.each([
  ['See [@key].', 'See {% cite key --label --locator --before --after %}.'],
  [
    '[@key, p. 3; @other]',
    '{% cite key other --label page --locator 3 --before --after --label --locator --before --after %}',
  ],
  [
    '[see @doe99, pp. 33-35 and *passim*]',
    '{% cite doe99 --label page --locator 33-35 --before see --after and *passim* %}',
  ],
  ['[-@key, ch. 2]', '{% cite key --suppress_author --label chapter --locator 2 --before --after %}'],
  ['[@key, 12]', '{% cite key --label page --locator 12 --before --after %}'],
  ['@key says', '{% cite key --narrative --label --locator --before --after %} says'],
  ['As @doe:1999a. So', 'As {% cite doe:1999a --narrative --label --locator --before --after %}. So'],
  ['@key [p. 3] says', '{% cite key --narrative --label page --locator 3 --before --after %} says'],
])('%s is a citation', (text, shown) => {
  expect(tags(text)).toBe(shown);
});

test.each([
  'a@b.org',
  'x [a@b.org]',
  '`[@key]`',
  '```\n[@key]\n```',
  '~~~\n@key',
  '$x_{@key}$',
  '$$\n@key\n$$',
  '[@key](https://e.org)',
  '[words](https://e.org/@key)',
  '<a title="@key">',
  '<code>@key</code>',
  '\\@key',
  '{{ "@key" }}',
  '{% raw %}[@key]{% endraw %}',
  '<!-- @key -->',
  'https://e.org/@key',
])('%s is none', (text) => {
  expect(tags(text)).toBe(text);
});

test('what a page cites is listed behind it, where nothing else does', () => {
  const listed = (text: string, elsewhere: boolean) =>
    withPandocCitations(mapText(text), () => elsewhere).text.includes('{% bibliography --cited %}');
  expect(listed('[@key]', false)).toBe(true);
  expect(listed('[@key]', true)).toBe(false);
  expect(listed('none', false)).toBe(false);
  expect(withPandocCitations(mapText('[@key]\n{% bibliography %}'), () => false).text).not.toContain(
    '--cited',
  );
});

test('a citation has the place at which it is written', () => {
  const text = withPandocCitations(mapText('One\n\ntwo [@key] three', 'a.md'), () => true);
  const place = textLocator();
  expect(place(text, text.text.indexOf('{% cite'))).toEqual({ file: 'a.md', line: 3, column: 5 });
  expect(place(text, text.text.indexOf('three'))).toEqual({ file: 'a.md', line: 3, column: 12 });
});
