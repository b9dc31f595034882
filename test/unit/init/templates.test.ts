import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { LANGUAGES } from '../../../src/init/index.js';
import { fillTemplate, readTemplates } from '../../../src/init/template.js';

describe('the templates', () => {
  test('are the same files in every language', async () => {
    const names = await Promise.all(
      LANGUAGES.map(async (lang) => (await readTemplates(`lectures/${lang}`)).map(({ path }) => path)),
    );
    expect(new Set(names.map(String)).size).toBe(1);
  });

  test('show the same formulas and code in every language', async () => {
    const shown = async (lang: string) =>
      (await readTemplates(`lectures/${lang}`))
        .filter(({ path }) => path.startsWith('lectures/'))
        .map(({ path, content }) => {
          const text = content.toString('utf8');
          const displayed = text.match(/^\$\$\n[\s\S]*?\n\$\$$/gm) ?? [];
          const code = text.match(/^```[\s\S]*?^```$/gm) ?? [];
          // Words, full stops and commas are the language's.
          return [
            path,
            ...[...displayed, ...code].map((one) => one.replace(/\\text\{.*?\}|""".*?"""| ?[.,]$/gm, '')),
          ];
        });
    expect(await shown('ja')).toEqual(await shown('en'));
  });

  test.each(LANGUAGES)('have a notebook that Jupyter and Colab open (%s)', async (lang) => {
    const notebook = (await readTemplates(`lectures/${lang}`)).find(({ path }) => path.endsWith('.ipynb'));
    const { nbformat, metadata, cells } = JSON.parse(notebook?.content.toString('utf8') ?? '');
    expect([nbformat, metadata.kernelspec.language]).toEqual([4, 'python']);
    expect(cells.map(({ cell_type }: { readonly cell_type: string }) => cell_type).slice(0, 2)).toEqual([
      'markdown',
      'code',
    ]);
    for (const cell of cells) expect(cell.cell_type !== 'code' || cell.outputs.length === 0).toBe(true);
  });

  test('have a workflow that builds before it checks and publishes what it has built', async () => {
    const template = (await readTemplates('course')).find(({ path }) => path === 'lectern.yml');
    const values = { branches: 'main', folder: '.', destination: 'docs', build: 'build', check: 'check' };
    const { jobs } = parse(template === undefined ? '' : fillTemplate(template, values).toString('utf8'));
    const steps = jobs.build.steps.map(
      (step: { readonly run?: string; readonly uses?: string }) => step.run ?? step.uses,
    );
    expect(steps).toEqual([
      'actions/checkout@v5',
      'actions/setup-node@v5',
      'npm ci',
      'actions/cache@v4',
      'npm run build',
      'npm run check -- --format github',
      'actions/upload-pages-artifact@v4',
    ]);
    expect(jobs.deploy.permissions).toEqual({ pages: 'write', 'id-token': 'write' });
  });

  test('keep what only looks like a name, and comment out a line whose value is not known', () => {
    const content = Buffer.from('a: __title__\nb: __author__ # who\nc: __init__\n');
    const filled = fillTemplate(
      { path: 'x.yml', content },
      { title: 'T', author: undefined },
      { author: 'You' },
    );
    expect(filled.toString()).toBe('a: T\n# b: You # who\nc: __init__\n');
  });
});
