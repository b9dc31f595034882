import { expect, test } from 'vitest';
import type { LinkedPage } from '../../../src/links/index.js';
import { figure, page, report } from './course.js';

function found(more: Partial<LinkedPage>): string[] {
  return report([page('index.html', more)]).diagnostics.map(
    ({ severity, code, line, message, hint }) => `${line} ${severity} ${code}: ${message} ${hint ?? ''}`,
  );
}

function place(line: number) {
  return { file: 'index.md', line, column: 1 };
}

test('an id is reported wherever it stands again, with the place of the first', () => {
  const anchors = ['a', 'b', 'a', 'a'].map((id, index) => ({ id, place: place(index + 1) }));
  expect(found({ anchors })).toEqual([
    '3 warning id-duplicate: The id "a" is already taken on this page. Choose another one; the first stands at index.md:1.',
    '4 warning id-duplicate: The id "a" is already taken on this page. Choose another one; the first stands at index.md:1.',
  ]);
});

test('a heading may go down by one level and up by any number', () => {
  const levels = [2, 3, 4, 1, 2, 4, 4, 6];
  const headings = levels.map((level, index) => ({
    level,
    id: '',
    text: `H${index}`,
    place: place(index + 1),
  }));
  expect(found({ headings })).toEqual([
    '6 info heading-skips: A heading of level 4 follows one of level 2. Make it level 3: ### H5',
    '8 info heading-skips: A heading of level 6 follows one of level 4. Make it level 5: ##### H7',
  ]);
});

test('a picture without an alternative text is reported, a decoration is not', () => {
  const { label: _, ...silent } = figure('assets/Perceptron.png', { place: place(1) });
  const decoration = figure('assets/Perceptron.png', { label: '', place: place(2) });
  expect(found({ references: [silent, decoration] })).toEqual([
    '1 info alt-missing: This picture has no alternative text. Say in a few words what it shows: ![what it shows](picture.png), or alt="what it shows".',
  ]);
});
