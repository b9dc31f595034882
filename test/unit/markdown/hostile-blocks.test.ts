import { describe, expect, test } from 'vitest';
import { renderCase } from './render-case.js';

const LENGTH = 120_000;
const fill = (text: string) => text.repeat(LENGTH / text.length);
const lines = (line: (index: number) => string, total = LENGTH) => {
  const all: string[] = [];
  for (let length = 0; length < total; length += (all.at(-1)?.length ?? 0) + 1) all.push(line(all.length));
  return all.join('\n');
};

const HOSTILE: readonly (readonly [name: string, text: string])[] = [
  ['quote marks', fill('>')],
  ['quote marks with spaces', fill('> ')],
  ['bullets in bullets', fill('- ')],
  ['bullets in quotes', fill('> - ')],
  ['nested lists', lines((index) => `${' '.repeat(index * 2)}- a`)],
  ['items', fill('- a\n')],
  ['loose items', fill('- a\n\n')],
  ['an item that is indented far', `-${' '.repeat(LENGTH / 2)}a\n${fill('1. a\n').slice(0, LENGTH / 2)}`],
  ['tasks', fill('- [ ] a\n')],
  ['definitions', `a\n${fill(': b\n')}`],
  ['terms and definitions', fill('a\n: b\n')],
  ['tags that are not closed', fill('<div>')],
  ['lines of tags that are not closed', fill('<div>\n')],
  ['elements with Markdown that are not closed', fill('<div markdown="1">\n')],
  ['elements with Markdown in items', fill('<div markdown="1">\n- ')],
  ['elements with spans that are not closed', fill('<p markdown="span">\n')],
  ['closing tags', fill('</div>\n')],
  ['elements behind each other', fill('<p>a</p>')],
  ['comments that are not closed', fill('<!--\n')],
  ['instructions that are not closed', fill('<? ')],
  ['quotes in tags that are not closed', fill('<div a="')],
  ['scripts that are not closed', fill('<script>\n</scrip>\n')],
  ['pipes', fill('|')],
  ['rows', fill('|a\n')],
  ['tables', fill('|a\n\n')],
  ['a wide and long table', `${'|'.repeat(LENGTH / 2)}\n${fill('|a|\n').slice(0, LENGTH / 2)}`],
  ['code spans in a row', fill('`|')],
  ['code elements in a row', fill('|<code>')],
  ['fences', fill('```\n')],
  ['fences that grow', lines((index) => '~'.repeat(index + 3))],
  ['fences that shrink', lines((index) => '~'.repeat(Math.max(3, 480 - index)))],
  ['fences with words', fill('``` a b\n')],
  ['braces that are not closed', fill('{:')],
  ['lines of braces that are not closed', fill('{:a\n')],
  ['braces that are closed late', `${fill('{:a\n')}}`],
  ['escaped closing braces', fill('{:\\}\n')],
  ['extensions that are not closed', fill('{::comment}\n')],
  ['attribute lists', fill('{:a}\n')],
  ['definitions of attributes', fill('{:a: b}\n')],
  ['formulas that are not closed', fill('$$ a\n\n')],
  ['escaped formulas', fill('\\$$\n\n')],
  ['definitions of links', fill('[a]: b\n')],
  ['a definition with many ends', `[a]: <${fill('> ')}`],
  ['a definition with many quotes', `[a]: b${fill(' "')}`],
  ['definitions of abbreviations', fill('*[a]: b\n')],
  ['definitions of footnotes', fill('[^a]: b\n')],
  ['definitions in definitions of footnotes', fill('[^a]: ')],
  ['number signs', fill('#')],
  ['headers', fill('# a\n')],
  ['headers and their contents', `* a\n{:toc}\n\n${fill('# a\n\n')}`],
  ['closing number signs', `# ${fill('# ')}`],
  ['blank lines', fill('\n')],
  ['spaces', fill(' ')],
  ['lines of spaces', fill(' \n')],
  ['code with lines that only continue it', fill('    a\nb\n')],
  ['ends of blocks', fill('^\n')],
  ['lines', fill('a\n')],
];

describe('no text takes more than its length', () => {
  // Quadratic work on texts of this length takes minutes, longer than a test may.
  test.each(HOSTILE)('%s', (_, text) => {
    expect(() => renderCase(text)).not.toThrow();
  });

  test.each(HOSTILE)('%s, with mends', (_, text) => {
    expect(() => renderCase(text, { mend: {}, dollars: true })).not.toThrow();
  });

  test('what is nested deeper than anyone writes is text', () => {
    const { html } = renderCase(`${'> '.repeat(1000)}a`);
    expect(html.match(/<blockquote>/g)).toHaveLength(101);
    expect(html).toContain('&gt; &gt; a');
  });
});
