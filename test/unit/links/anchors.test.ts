import { describe, expect, test, vi } from 'vitest';
import { ADDRESS, brief, check, link, page } from './course.js';

const others = [
  page('week1/index.html', { ids: new Set(['intro', '三角関数', 'learning-rate-1', 'a%20b']) }),
  page('week2.html', { ids: new Set(['summary']) }),
];

function fragments(...urls: string[]): string[] {
  return brief(
    check(
      urls.map((url) => link(url)),
      ADDRESS,
      others,
    ).diagnostics,
  );
}

test('a fragment that the page has is not reported', () => {
  expect(
    fragments(
      '#intro',
      '../week2#summary',
      '/course/week1/#intro',
      'https://uni.example/course/week1/#intro',
      '#三角関数',
      '#%E4%B8%89%E8%A7%92%E9%96%A2%E6%95%B0',
      '#a%20b',
      '#',
      '#top',
      '#:~:text=perceptron',
      '#intro:~:text=a',
    ),
  ).toEqual([]);
});

test('fragments that are no ids, or of files that are no known pages, are not looked at', () => {
  expect(
    fragments('../slides/week1.pdf#page=3', '#/week/2', '#!x', '#tab=2', '../topics/neurons/#x'),
  ).toEqual([]);
});

describe('a fragment that the page lacks is reported', () => {
  test.each([
    ['#Intro', 'warning anchor-missing: Did you mean #intro?'],
    ['#learning-rate', 'warning anchor-missing: Did you mean #learning-rate-1?'],
    ['#learning-rte-1', 'warning anchor-missing: Did you mean #learning-rate-1?'],
    ['#learning_rate_1', 'warning anchor-missing: Did you mean #learning-rate-1?'],
    ['#summary', 'warning anchor-missing: The page week2.html has it.'],
    ['../week2.html#intro', 'warning anchor-missing: The page week1/index.html has it.'],
    ['#x', 'warning anchor-missing: Correct the link, or give the place it leads to an id.'],
  ])('%s', (url, expected) => {
    expect(fragments(url)).toEqual([expected]);
  });
});

test('the ids of a page are made comparable once, however many links miss them', () => {
  const many = 400;
  const ids = Array.from({ length: many }, (_, index) => `section-${index}-of-the-week`);
  const pages = [page('week1/index.html', { ids: new Set(ids) })];
  const missing = ids.map((_, index) => link(`#Section_${index}_of_the_week`));
  const normalize = vi.spyOn(String.prototype, 'normalize');
  const { diagnostics } = check(missing, ADDRESS, pages);
  expect(diagnostics.map(({ hint }) => hint)).toEqual(ids.map((id) => `Did you mean #${id}?`));
  expect(normalize.mock.calls.length).toBeLessThan(20 * many);
  normalize.mockRestore();
});

test('of very many links that miss, the nearest letters are looked for only of the first', () => {
  const wanted = Array.from({ length: 1000 }, (_, index) => `introductoin-${index}x`);
  const ids = new Set(wanted.map((id) => id.replace('oin', 'ion')));
  const { diagnostics } = check(
    wanted.map((id) => link(`#${id}`)),
    ADDRESS,
    [page('week1/index.html', { ids })],
  );
  expect(diagnostics).toHaveLength(1000);
  expect(diagnostics[0]?.hint).toBe('Did you mean #introduction-0x?');
  expect(diagnostics[999]?.hint).toMatch(/^Correct the link/);
});
