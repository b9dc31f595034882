import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics/index.js';
import { checked } from './checked.js';

const CONFIG = { '_config.yml': 'theme: minima\n' };

/** What is found of the syntax of other tools in a course of these pages. */
async function foreign(files: Readonly<Record<string, string>>): Promise<Diagnostic[]> {
  const { diagnostics } = await checked({ ...CONFIG, ...files });
  return diagnostics.filter(({ code }) => code === 'math-not-read' || code === 'syntax-foreign');
}

const page = (text: string) => `---\ntitle: P\n---\n${text}\n`;

describe('formulas that nothing makes formulas are told once for a course', () => {
  it('with their number, the first place and the line to write', async () => {
    const found = await foreign({
      'a.md': page('Let $x_1$ be $\\alpha$, with $n$ of them.\n\n- So $e^{i\\pi}$.'),
      'b.md': page('Then $y^2 = x_1$.'),
    });
    expect(found).toMatchObject([
      { code: 'math-not-read', severity: 'warning', file: 'a.md', line: 4, column: 5, text: '$x_1$' },
    ]);
    expect(found[0]?.message).toContain('5 such passages on 2 pages');
    expect(found[0]?.hint).toContain('"dollars: true" into _config.yml');
  });

  it.each([
    ['a page of letters', 'Let $n$ and $m$ be primes, and $p$ their product.'],
    ['a table', '| a | b |\n|---|---|\n| $x_i$ | $2$ |'],
    ['a heading', '# On $\\ell_1$ norms'],
    ['a quotation', '> with $x^2$'],
    ['a list in Japanese', '- 平均は$\\mu_x$である。'],
  ])('in %s', async (_, text) => {
    expect(await foreign({ 'a.md': page(text) })).toMatchObject([{ code: 'math-not-read', file: 'a.md' }]);
  });

  it.each([
    ['prices', 'It costs $5, or $10 with the book; $5-$10 a month, US$20 or A$3, and $1,000.'],
    ['variables of a shell', 'Add $HOME/bin to $PATH, set $CUDA_HOME and $LD_LIBRARY_PATH, or $A_1:$B_2.'],
    ['code', 'Type `$x_1$` or `` $\\alpha$ ``.\n\n```\n$x_1$\n```\n\n    $y_1$'],
    ['a single letter', 'Let $n$ be.'],
    ['Windows paths', 'Open $HOME\\bin\\tool and $TEMP\\log.'],
    ['formulas', 'So $$x_1$$ and \\\\(x_2\\\\).'],
    ['escaped dollars', 'Write \\$x_1\\$ so.'],
    ['HTML', '<p title="$x_1$">a</p> <code>$x_1$</code>'],
    ['addresses', 'See [a](http://x.org/$x_1$) and <http://x.org/$a_1$>.'],
    ['jQuery', 'Call $.get and $("a")'],
  ])('but no %s', async (_, text) => {
    expect(await foreign({ 'a.md': page(text) })).toEqual([]);
  });

  it('and none where the course has decided', async () => {
    const text = page('Let $x_1$ be.');
    expect(await foreign({ 'a.md': text, '_config.yml': 'katex:\n  dollars: true\n' })).toEqual([]);
    expect(await foreign({ 'a.md': text, '_config.yml': 'katex:\n  dollars: false\n' })).toEqual([]);
  });

  it('between MathJax’s own delimiters, where Markdown takes their backslashes', async () => {
    const config = { '_config.yml': 'theme: minima\nmend: false\n' };
    const found = await foreign({
      'a.md': page('Let \\(x_1\\) and \\[\\alpha\\] be (a) and \\[b\\].'),
      ...config,
    });
    expect(found).toMatchObject([{ code: 'math-not-read', text: '\\(x_1\\)', line: 4, column: 5 }]);
    expect(found[0]?.message).toContain('2 such passages on one page');
  });
});

describe('other syntax of other tools is told once for each kind', () => {
  it.each([
    ['a container of VitePress', '::: tip\nText.\n:::', '::: tip', 4, 1],
    ['a container of Pandoc', 'Before.\n\n::: {.callout-note}\nText.\n:::', '::: {.callout-note}', 6, 1],
    ['a container of MyST', ':::{note}\nText.\n:::', ':::{note}', 4, 1],
    ['one in a list', '- a\n\n  :::warning\n  b\n  :::', ':::warning', 6, 3],
    ['an alert of GitHub', '> [!NOTE]\n> Text.', '[!NOTE]', 4, 3],
    ['an alert of Obsidian', '> [!tip]- Title\n> Text.', '[!tip]-', 4, 3],
    ['an alert in a list', '- a\n\n  > [!WARNING]\n  > Text.', '[!WARNING]', 6, 5],
    ['a citation', 'As [@knuth84] says.', '[@knuth84]', 4, 4],
    [
      'a citation with a page',
      'As was shown [see @knuth1984, pp. 33-35; @doe:99].',
      '[see @knuth1984, pp. 33-35; @doe:99]',
      4,
      14,
    ],
    ['a citation without its author', 'He says [-@smith2020] so.', '[-@smith2020]', 4, 9],
  ])('%s', async (_, text, written, line, column) => {
    expect(await foreign({ 'a.md': page(text) })).toMatchObject([
      { code: 'syntax-foreign', severity: 'warning', file: 'a.md', line, column, text: written },
    ]);
  });

  it.each([
    ['misspelt', '> [!NOET]\n> Text.', 'Did you mean [!NOTE]?'],
    [
      'with a title',
      '> [!tip] Title\n> Text.',
      'Write [!TIP] alone on its line, and a title as bold text below it.',
    ],
    [
      'of a kind of Obsidian’s',
      '> [!abstract]\n> Text.',
      'Write one of [!NOTE], [!TIP], [!IMPORTANT], [!WARNING], [!CAUTION].',
    ],
  ])('an alert %s, in a course that has alerts', async (_, text, hint) => {
    const found = await foreign({ 'a.md': page(text), '_config.yml': 'theme: lectern\n' });
    expect(found).toMatchObject([{ code: 'syntax-foreign', file: 'a.md', line: 4, column: 3, hint }]);
  });

  it('once for three pages', async () => {
    const text = page('::: tip\nText.\n:::\n\n> [!NOTE]\n> Text.');
    const found = await foreign({ 'a.md': text, 'b.md': text, 'c.md': text });
    expect(found.map(({ text: written }) => written)).toEqual(['::: tip', '[!NOTE]']);
    expect(found[0]?.message).toContain('3 such passages on 3 pages');
  });

  it.each([
    ['colons', 'a ::: b and C++’s std::vector, ::before, `:::`.\n\n:::\n\n:: note'],
    ['links', '[@knuth84](https://x.org), [@doe99]\n\n[@doe99]: https://x.org'],
    ['names', 'Ask [@octocat] or me [me@x.org] on [the mailing list @ work].'],
    ['pictures', '![NOTE](a.png)\n\n> ![NOTE](a.png)'],
    ['brackets', 'See [!NOTE] in the text.'],
    ['code', '`[@knuth84]`\n\n~~~\n::: tip\n> [!NOTE]\n~~~'],
    ['an attribute', 'Text.\n{: .note}'],
  ])('but no %s', async (_, text) => {
    expect(await foreign({ 'a.md': page(text), 'a.png': 'x' })).toEqual([]);
  });

  it.each([
    '`'.repeat(50_000),
    '$a_1'.repeat(20_000),
    '[@a'.repeat(20_000),
    '\\('.repeat(30_000),
    '`` a'.repeat(20_000),
  ])('soon, in any text', async (text) => {
    expect(await foreign({ 'a.md': page(text) })).toBeDefined();
  });
});
