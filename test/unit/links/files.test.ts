import { expect, test } from 'vitest';
import { hugeFiles, type StaticSource, unusedFiles } from '../../../src/links/index.js';
import { check, figure, link } from './course.js';

const MEGABYTE = 1024 * 1024;
const file = (path: string, size = 1): StaticSource => ({ path, outputPath: path, size });

test('a file that GitHub refuses is an error, one that it warns of and a slow picture are warnings', () => {
  const found = hugeFiles([
    file('talk.mp4', 101 * MEGABYTE),
    file('data.zip', 100 * MEGABYTE),
    file('data.zip', 50 * MEGABYTE),
    file('a.png', 11 * MEGABYTE),
    file('a.pdf', 11 * MEGABYTE),
  ]);
  expect(
    found.map(({ severity, code, file: path, message }) => `${severity} ${code} ${path} ${message}`),
  ).toEqual([
    'error file-huge talk.mp4 This file has 101 MB: GitHub takes no file above 100 MB.',
    'warning file-huge data.zip This file has 100 MB: GitHub advises against files above 50 MB.',
    'warning file-huge a.png This file has 11 MB: its pages take long to appear.',
  ]);
});

test('a file to which no page leads and that no notebook names is unused', () => {
  const { used } = check([
    figure('/course/assets/two%20words.png'),
    figure('/course/assets/perceptron.png'),
    link('https://github.com/Ada/course/blob/main/notebooks/Week1.ipynb'),
  ]);
  const files = [
    'assets/two words.png',
    'assets/Perceptron.png',
    'notebooks/Week1.ipynb',
    'assets/learning-rate.svg',
    'data/table.csv',
    'favicon.ico',
    'CNAME',
  ].map((path) => file(path));
  const found = unusedFiles(files, used, ['pd.read_csv(\\"../data/table.csv\\")']);
  expect(found.map(({ code, file: path }) => `${code} ${path}`)).toEqual([
    'file-unused assets/learning-rate.svg',
  ]);
});
