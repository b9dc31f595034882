import { describe, expect, test } from 'vitest';
import { renderCase } from '../render-case.js';

const said = (text: string) => {
  const { html, diagnostics } = renderCase(text, { dollars: true, mend: {} });
  expect(html).toBe(renderCase(text, { dollars: true }).html);
  return diagnostics.map(({ line, column, severity, code }) => `${line}:${column} ${severity} ${code}`);
};

describe('what may have been meant otherwise is told and left as it is', () => {
  test.each([
    ['a heading behind a line of text', 'text\n##More of it', '2:1 info heading-space'],
    ['a heading in a quote', '> ##More', '1:3 info heading-space'],
    ['a heading in an item', '- ##More of it', '1:3 info heading-space'],
    ['a title with text right below', '#A title\ntext', '1:1 info heading-space'],
    ['lines with bullets', 'x\n-one\n-two\n-three', '2:1 info list-marker'],
    ['a bullet that may be a minus', '- subtract\n-x from y\n- then', '2:1 info list-marker'],
    ['the last bullet of a list', '- one\n- two\n-three', '3:1 info list-marker'],
    ['a number that may be a version', '1. One\n2.two\n\ntext', '2:1 info list-marker'],
    ['a line that becomes a table', 'text\n\n|x| is the absolute value', '3:1 info table-of-text'],
    ['formulas between which a table is cut', '$a$|$b$ means that a divides b', '1:1 info table-of-text'],
    ['full-width parentheses', 'see [this]（https://example.org/）', '1:5 info link-broken-markup'],
    ['a link the wrong way round', 'see (this)[https://example.org/]', '1:11 info link-broken-markup'],
    ['a break that may be what the text is about', 'Write <br>, not </br> there', '1:17 info html-stray-tag'],
  ])('%s', (_, text, expected) => {
    expect(said(text)).toEqual([expected]);
  });

  test.each([
    ['words with a number sign', '#NLP and #deeplearning\n\n#SBATCH --time=1'],
    ['code', '- a\n-x = y;\n- c'],
    ['emphasis', '* a\n*b* c\n* d'],
    ['a table', '| a | b |\n\na | b\n\nx|y\nz|w'],
    ['brackets', 'f(x)[i], (see)[1], [a](b), [見よ]（次）'],
  ])('but not of %s', (_, text) => {
    expect(said(text)).toEqual([]);
  });
});
