import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSite } from '../../src/course/index.js';
import { clientScript } from '../../src/search/index.js';
import { openSearch } from '../support/course-search.ts';

/** A folder of real courses, as `parity.test.ts` describes it. */
const CORPUS = process.env['LECTERN_CORPUS'] ?? '';

/** A query, and the pages of which one is to be among the first three that are found: those that have it in a heading, or that alone have it. */
type Question = readonly [query: string, pages: string];

/** In a language; they are asked of whatever course has most of the pages that they name. */
const QUESTIONS: Readonly<Record<string, readonly Question[]>> = {
  English: [
    ['variational inference', 'inference/variational/'],
    ['gibbs sampling', 'inference/sampling/'],
    ['junction tree', 'inference/jt/'],
    ['d-separation', 'representation/directed/'],
    ['markov random field', 'representation/undirected/'],
    ['expectation maximization', 'learning/latent/'],
    ['chow-liu', 'learning/structure/'],
    ['reparametrization', 'extras/vae/'],
    ['conjugate priors', 'learning/bayesian/'],
    ['pseudo likelihood', 'learning/undirected/'],
    ['overfitting', 'learning/directed/'],
    ['dual decomposition', 'inference/map/'],
    ['kullback leibler', 'inference/variational/'],
    ['factor operations', 'inference/ve/'],
    ['cumulative distribution function', 'preliminaries/probabilityreview/'],
    ['image denoising', 'preliminaries/applications/'],
    ['metropolis hastigns', 'inference/sampling/'],
    ['beleif propagation', 'inference/jt/'],
    ['gausian mixture', 'learning/latent/'],
    ['simulated anneal', 'inference/map/'],
  ],
  Japanese: [
    ['活性化関数', '2022/2022lect07/'],
    ['敵対的生成', '2023/2023lect13/ 2022/2022lect12/'],
    ['神経心理学', '2023/2023lect23/ 2021/2021lect25/ 2021/2021lect26/'],
    ['顔認識', '2021cogpsy/lect11/ 2021cogpsy/lect12/ 2021cogpsy/lect13/'],
    [
      'エピソード記憶',
      '2023cogpsy/2023lect28/ 2023/2023lect27/ 2023/2023lect28/ 2024ai/2024ai_lect24/ 2024ai/2024ai_lect25/ 2021/2021lect22/',
    ],
    ['半側空間無視', '2023/2023lect24/ 2023/2023lect25/ 2023/2023lect23/'],
    ['心の理論', '2021/2021lect15/'],
    ['ホップフィールド', '2024ai/2024ai_lect18/'],
    ['統計学の誤り', '2023/2014Nuzzo_Statistical_errors_ja/'],
    ['編集方針', '2023/2015Basic_and_Applied_Social_Psychology_ban_p_values_ja/'],
    ['心理実験で真実', '2022/1973Newell_ja/'],
    ['ディープラーニング用語集', '2021cogpsy/glossary/'],
    ['自己紹介', '2024/2024self_intro/ 2023/2023lect01/ 2022/2022lect01/ 2021/2021lect01/'],
    ['リバースエンジニアリング', '2021cogpsy/2018Dupoux_ja/'],
    ['課題セット', '2021cogpsy/2019Richards_ja/'],
    ['準備学習', 'prep 2021cogpsy/prep'],
    [
      '視覚野',
      '2023/2023lect12/ 2023/2023lect18/ 2024/2024lect04/ 2021cogpsy/lect08/ 2021cogpsy/lect04/ 2022/2022lect07/ 2022/2022lect06/ 2021/2021lect07/',
    ],
    ['How ChatGPT works', '2023/2022ruby_how_chatGPT_works_ja/'],
    ['statistical significance', '2023/2019Amrhein_Retire_statistical_significance_ja/'],
    ['softmax 関数', '2024ai/2024ai_lect07/'],
  ],
};

const names =
  CORPUS === ''
    ? []
    : readdirSync(CORPUS).filter((name) => existsSync(path.join(CORPUS, name, '_config.yml')));

/** The questions that a site can be asked, by its files. */
function questionsFor(files: readonly string[]): readonly Question[] {
  const isThere = ([, pages]: Question): boolean =>
    pages.split(' ').some((page) => files.some((file) => file.startsWith(page)));
  return Object.values(QUESTIONS).find((set) => set.filter(isThere).length > set.length / 2) ?? [];
}

test.skipIf(names.length > 0)(
  'the search of real courses is not tested: LECTERN_CORPUS names none',
  (context) => {
    context.skip('Without real courses there is nothing to look for.');
  },
);

describe.each(names)('the search of the course %s', (name) => {
  let workshop: string;
  let questions: readonly Question[] = [];
  const read = (file: string): Promise<string> => readFile(path.join(workshop, 'docs', file), 'utf8');
  let folder = 'search';

  beforeAll(async () => {
    workshop = await mkdtemp(path.join(os.tmpdir(), 'lectern-search-'));
    const source = path.join(workshop, 'course');
    execFileSync(process.execPath, [path.join(CORPUS, 'materialise.mjs'), name, source]);
    await appendFile(path.join(source, '_includes/header.html'), '{% include lectern/search.html %}\n');
    await buildSite(
      { source, destination: path.join(workshop, 'docs'), cache: false },
      { cwd: source, env: {} },
    );
    if (existsSync(path.join(workshop, 'docs/lectern-search'))) folder = 'lectern-search';
    questions = questionsFor(await readdir(path.join(workshop, 'docs'), { recursive: true }));
  }, 600_000);
  afterAll(async () => {
    await rm(workshop, { recursive: true, force: true });
  });

  test('finds the page that one expects among the first three', async (context) => {
    if (questions.length === 0) context.skip('There are no questions for this course.');
    const { find } = await openSearch((part) => read(`${folder}/${part}.js`));
    const missed: string[] = [];
    for (const [query, pages] of questions) {
      const found = (await find(query, 3)).map(({ url }) => url);
      if (!found.some((url) => pages.split(' ').some((page) => url.startsWith(page))))
        missed.push(`${query}: ${found.join(', ')}`);
    }
    expect(questions).toHaveLength(20);
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(questions.length * 0.05);
  });

  test('has no more than 120 KB loaded, compressed, before the first answer', async (context) => {
    if (questions.length === 0) context.skip('There are no questions for this course.');
    for (const [query] of questions) {
      let size = gzipSync(clientScript('search')).length + gzipSync(clientScript('open')).length;
      const { find } = await openSearch(async (part) => {
        const text = await read(`${folder}/${part}.js`);
        size += gzipSync(text).length;
        return text;
      });
      await find(query, 1);
      expect(size, query).toBeLessThanOrEqual(120_000);
    }
  });
});
