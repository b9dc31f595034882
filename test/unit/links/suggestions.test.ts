import { describe, expect, test } from 'vitest';
import { indexNames } from '../../../src/links/inventory/name-index.js';

const NAMES = indexNames([
  'index.html',
  'week01/index.html',
  'week02/index.html',
  'week11/index.html',
  'syllabus/index.html',
  'figures/backprop.png',
  'old/figures/backprop.png',
  'figures/gradient-descent.svg',
  'figures/Hopfield.jpg',
  'figures/a.png',
  'slides/boltzmann.pdf',
  'data/iris.csv',
  'notebooks/2023_perceptron_demo.ipynb',
  '図/神経細胞の構造.png',
]);

describe('what was meant is found', () => {
  test.each([
    ['the same name elsewhere', 'backprop.png', 'figures/backprop.png'],
    ['the nearest of several', 'old/img/backprop.png', 'old/figures/backprop.png'],
    ['another letter case', 'figures/HOPFIELD.JPG', 'figures/Hopfield.jpg'],
    ['another extension', 'figures/hopfield.png', 'figures/Hopfield.jpg'],
    ['a letter too few', 'figures/backpro.png', 'figures/backprop.png'],
    ['two letters swapped', 'figures/gradient-decsent.svg', 'figures/gradient-descent.svg'],
    ['another separator and extension', 'gradient_descent.png', 'figures/gradient-descent.svg'],
    ['a page by its folder', 'lectures/week02', 'week02/index.html'],
    ['a page by its source', 'week02.md', 'week02/index.html'],
    ['a page by its source, a letter too few', 'sylabus.md', 'syllabus/index.html'],
    [
      'a notebook of another year',
      'notebooks/2024_perceptron_demo.ipynb',
      'notebooks/2023_perceptron_demo.ipynb',
    ],
    ['a Japanese name', '図/神経細胞の構図.png', '図/神経細胞の構造.png'],
  ])('%s', (_, wanted, expected) => {
    expect(NAMES.nearest(wanted)).toBe(expected);
  });
});

describe('nothing is guessed', () => {
  test.each([
    ['of another lecture', 'week03/index.html'],
    ['of another lecture by its source', 'week03.md'],
    ['of a short name', 'figures/b.png'],
    ['of another kind of file', 'data/boltzmann.csv'],
    ['of a name that shares too little', 'figures/transformer.png'],
    ['of nothing', ''],
  ])('%s', (_, wanted) => {
    expect(NAMES.nearest(wanted)).toBeUndefined();
  });
});

test('a path that is refused is not named', () => {
  expect(NAMES.nearest('backprop.png', (path) => path.startsWith('old/'))).toBe('old/figures/backprop.png');
});

test('a thousand misspelt names among two thousand files are looked up in a moment', () => {
  const paths = Array.from(
    { length: 2000 },
    (_, at) => `assets/lecture_figure_of_chapter_${(at * 7919) % 100003}.png`,
  );
  const names = indexNames(paths);
  const started = performance.now();
  for (let at = 0; at < 1000; at++) names.nearest(`${paths[at]?.replace('figure', 'figrue')}`);
  expect(performance.now() - started).toBeLessThan(20_000);
});
