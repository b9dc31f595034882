import { expect, test } from 'vitest';
import { nearestName } from '../../../src/diagnostics/index.js';

test.each([
  // Swapped, missing, additional and wrong letters; the letters' case.
  ['fro', ['if', 'for', 'form'], 'for'],
  ['upcas', ['downcase', 'upcase'], 'upcase'],
  ['\\alhpa', ['\\alpha', '\\aleph'], '\\alpha'],
  ['AUTHOR', ['autor', 'author'], 'author'],
  // The nearer one, and of two that are equally near the first.
  ['slide', ['glides', 'slides'], 'slides'],
  ['bat', ['cat', 'hat'], 'cat'],
  // More than one letter in three, or more than five, are no slip.
  ['ab', ['ac'], undefined],
  ['word', ['warm'], undefined],
  ['a-rather-long-name-of-some-file', ['a-rather-long-name-of-that-page'], undefined],
  // What is written is not proposed to its own author.
  ['same', ['same'], undefined],
])('who writes %s and has %j is asked for %s', (written, names, meant) => {
  expect(nearestName(written, names)).toBe(meant);
});
