import { describe, expect, test } from 'vitest';
import { checked, places } from './checked.js';

const PAGES = {
  'index.md': '---\n---\n![A figure](/old/a.png) and ![A figure](/b.png)\n\n<img src="/c.png">\n',
  'old/page.md': '---\n---\n![A figure](d.png)\n',
};

const found = async (config: string) => (await checked({ ...PAGES, '_config.yml': config })).diagnostics;

describe('diagnostics: in the configuration', () => {
  test('says nothing: everything is reported as it is', async () => {
    expect(places(await found(''))).toEqual([
      'index.md:3:13 error figure-missing',
      'index.md:3:41 error figure-missing',
      'index.md:5:11 info alt-missing',
      'index.md:5:11 error figure-missing',
      'old/page.md:3:13 error figure-missing',
    ]);
  });

  test('gives codes, or all codes of a beginning, a severity of the course’s own', async () => {
    const config = 'diagnostics:\n  severity:\n    figure-*: warning\n    alt-missing: error\n';
    expect(places(await found(config)).slice(2, 4)).toEqual([
      'index.md:5:11 error alt-missing',
      'index.md:5:11 warning figure-missing',
    ]);
  });

  test('takes the whole name of a code before a beginning', async () => {
    const config = 'diagnostics:\n  severity:\n    figure-missing: info\n    figure-*: off\n';
    expect(places(await found(config))).toContain('index.md:3:13 info figure-missing');
  });

  test('leaves out what it ignores', async () => {
    expect(places(await found('diagnostics: {ignore: [figure-missing]}\n'))).toEqual([
      'index.md:5:11 info alt-missing',
    ]);
  });

  test('accepts findings by code, path and text, each with its reason', async () => {
    const config = [
      'diagnostics:',
      '  ignore: [alt-missing]',
      '  accept:',
      '    - code: figure-missing',
      '      path: old/*',
      '      reason: Last year’s pages stay as they are.',
      '    - code: figure-missing',
      '      text: /b.png',
      '      reason: Drawn during the lecture.',
      '',
    ].join('\n');
    expect(places(await found(config))).toEqual([
      'index.md:3:13 error figure-missing',
      'index.md:5:11 error figure-missing',
    ]);
  });

  test('is told of an exception that fits nothing any more, and of one without a reason', async () => {
    const config = [
      'diagnostics:',
      '  ignore: [alt-missing, figure-missing]',
      '  accept:',
      '    - code: page-missing',
      '      path: gone/*',
      '      reason: Old.',
      '    - code: figure-missing',
      '      path: "*"',
      '',
    ].join('\n');
    expect(places(await found(config))).toEqual([
      '_config.yml:4:7 warning accepted-unused',
      '_config.yml:7:7 warning config-type',
    ]);
  });

  test('is told of codes that there are not, with the one that was meant', async () => {
    const diagnostics = await found(
      'diagnostics:\n  ignore: [figure-mising, figure-missing, alt-missing]\n  severity:\n    maths-*: off\n    page-missing: loud\n',
    );
    expect(places(diagnostics)).toEqual([
      '_config.yml:2:12 warning code-unknown',
      '_config.yml:4:5 warning code-unknown',
      '_config.yml:5:5 warning config-type',
    ]);
    expect(diagnostics[0]?.hint).toBe('Did you mean figure-missing?');
  });

  test('asks for files that nothing links to, which are not reported otherwise', async () => {
    const files = { 'index.md': '---\n---\n[a](a.pdf)\n', 'a.pdf': 'x', 'b.pdf': 'x' };
    const config = 'diagnostics: {severity: {file-unused: warning}}\n';
    expect(places((await checked(files)).diagnostics)).toEqual([]);
    expect(places((await checked({ ...files, '_config.yml': config })).diagnostics)).toEqual([
      'b.pdf:1:1 warning file-unused',
    ]);
    expect(places((await checked(files, { unused: true })).diagnostics)).toEqual([
      'b.pdf:1:1 info file-unused',
    ]);
  });
});

test('what the configuration has wrong is reported at its key', async () => {
  const { diagnostics } = await checked({
    '_config.yml': [
      'title: A',
      'plugins:',
      '  - jekyll-seo-tag',
      '  - jekyll-unheard',
      'kramdown:',
      '  toc_levels: none',
      'future: perhaps',
      'paginate: many',
      '',
    ].join('\n'),
    'index.md': '---\n---\nText.\n',
  });
  expect(places(diagnostics)).toEqual([
    '_config.yml:4:5 warning plugin-unknown',
    '_config.yml:6:3 warning config-kramdown',
    '_config.yml:7:1 warning config-type',
    '_config.yml:8:1 warning paginate-number',
  ]);
});
