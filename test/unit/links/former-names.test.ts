import { expect, test } from 'vitest';
import { buildInventory } from '../../../src/links/index.js';
import { figure, link, page, report } from './course.js';

const INVENTORY = buildInventory(
  [
    { outputPath: 'lectures/backpropagation/index.html', source: 'lectures/backpropagation.md' },
    { outputPath: 'img/chain.svg', source: 'img/chain.svg' },
    { outputPath: 'img/drawing2.svg', source: 'img/drawing2.svg' },
    { outputPath: 'nb/training.ipynb', source: 'nb/training.ipynb' },
  ],
  [],
  new Map([
    ['week3.md', 'lectures/backpropagation.md'],
    ['figs/drawing.svg', 'img/chain.svg'],
    ['nb/w3.ipynb', 'nb/training.ipynb'],
    ['gone.svg', 'was-deleted-later.svg'],
  ]),
);

const hintsOf = (...references: Parameters<typeof page>[1][]): (string | undefined)[] =>
  report(
    references.map((one, index) => page(`week${index}.html`, one)),
    INVENTORY,
  ).diagnostics.map(({ code, hint, fix }) => `${code}: ${hint} [${fix?.[0]?.replacement ?? ''}]`);

test('a link to a file by its old name is told the new one, sooner than a name that is like it', () => {
  expect(
    hintsOf({
      references: [
        figure('/course/figs/drawing.svg'),
        link('week3/'),
        link('week3.html'),
        link('https://colab.research.google.com/github/ada/course/blob/main/nb/w3.ipynb'),
        figure('gone.svg'),
      ],
    }),
  ).toEqual([
    'figure-missing: It was renamed: write /course/img/chain.svg [/course/img/chain.svg]',
    'page-missing: It was renamed: write lectures/backpropagation/ [lectures/backpropagation/]',
    'page-missing: It was renamed: write lectures/backpropagation/index.html [lectures/backpropagation/index.html]',
    'notebook-missing: It was renamed: write https://colab.research.google.com/github/ada/course/blob/main/nb/training.ipynb [https://colab.research.google.com/github/ada/course/blob/main/nb/training.ipynb]',
    'figure-missing: Correct the link, or add the file. []',
  ]);
});
