import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createCourseBuilder } from '../../../src/course/index.js';

/** Small sites by the paths of their files. */
const SITES: readonly { readonly title: string; readonly files: Readonly<Record<string, string>> }[] = parse(
  readFileSync(path.join(import.meta.dirname, 'fixtures/sites.yml'), 'utf8'),
);

/** What Jekyll itself makes of them in some time zones, as fixtures/jekyll.rb has it say. */
const JEKYLL: readonly { readonly zones: Readonly<Record<string, Readonly<Record<string, string>>>> }[] =
  JSON.parse(readFileSync(path.join(import.meta.dirname, 'fixtures/jekyll.json'), 'utf8'));

/** Filters over values of every kind. */
const TABLE: {
  readonly files: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
  readonly filters: readonly string[];
  readonly drops: readonly string[];
  readonly except: Readonly<Record<string, readonly string[]>>;
} = parse(readFileSync(path.join(import.meta.dirname, 'fixtures/filters.yml'), 'utf8'));

/** What Jekyll prints of each, by the value; null where it fails. */
const PRINTED: Readonly<Record<string, readonly (string | null)[]>> = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'fixtures/filters.json'), 'utf8'),
);

const NOW = new Date(1_780_000_000_000);

/** What a site becomes, by path. */
async function outputs(
  files: Readonly<Record<string, string>>,
  timezone: string,
): Promise<ReadonlyMap<string, string>> {
  const source = await mkdtemp(path.join(os.tmpdir(), 'lectern-jekyll-'));
  const effects = { cwd: source, env: {}, now: () => NOW, timezone, progress: () => {} };
  // What stands around a page is not compared.
  const config = path.join(source, '_bare.yml');
  await writeFile(config, 'theme: none\n');
  const configFiles = [
    ...(files['_config.yml'] === undefined ? [] : [path.join(source, '_config.yml')]),
    config,
  ];
  const builder = createCourseBuilder({ source, cache: false, configFiles }, effects);
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(source, name)), { recursive: true });
      await writeFile(path.join(source, name), text);
      await utimes(path.join(source, name), NOW, NOW);
    }
    const { files: made } = await builder.build();
    const texts = [...made].flatMap(([name, file]) =>
      file.kind === 'generated' ? [[name, textOf(file.content(), source)] as const] : [],
    );
    return new Map(texts);
  } finally {
    await builder.close();
    await rm(source, { recursive: true, force: true });
  }
}

/** A file as Jekyll would have it: with formulas as kramdown writes them, and without what they need of the page. */
function textOf(content: string | Uint8Array, source: string): string {
  return Buffer.from(content)
    .toString('utf8')
    .replaceAll(source, 'SOURCE')
    .replace(/<(?:link|script)\b[^>]*\/assets\/katex\/[^>]*>(?:<\/script>)?\n/g, '')
    .replace(FORMULA, (_, display: string | undefined, tex: string) =>
      display === undefined ? `\\(${tex}\\)` : `\\[${tex}\\]`,
    )
    .replace(/<span class="math-text">([^<]*)<\/span>/g, '$1')
    .replace(/<span class="(?:tex2jax_ignore )?katex-display math-display">([^<]*)<\/span>/g, '$1');
}

/** A formula in MathML, as it stands in a page. */
const FORMULA =
  /<span class="(?:tex2jax_ignore )?katex"><span class="katex-mathml"><math xmlns="[^"]*"( display="block")?>(?:(?!<annotation)[\s\S])*<annotation[^>]*>([^<]*)<\/annotation><\/semantics><\/math><\/span><\/span>/g;

/** JSON is compared as data: in what order Ruby lists a drop's fields depends on what was loaded before. */
function comparable(name: string, text: string): unknown {
  return name.endsWith('.json') ? JSON.parse(text) : text;
}

describe.each(SITES.map(({ title, files }, index) => ({ title, files, zones: JEKYLL[index]?.zones ?? {} })))(
  '$title',
  ({ files, zones }) => {
    test.each(Object.keys(zones))('in %s', async (zone) => {
      const made = await outputs(files, zone);
      const expected = Object.entries(zones[zone] ?? {}).filter(
        ([name]) => files[name] === undefined || made.has(name),
      );
      expect(expected.length).toBeGreaterThan(0);
      for (const [name, text] of expected) {
        expect(comparable(name, made.get(name) ?? ''), name).toEqual(comparable(name, text));
      }
    });
  },
);

const BORDER = '\n=====\n';

describe('filters', () => {
  const { files, values, filters, drops, except } = TABLE;
  let cells: readonly string[] = [];

  beforeAll(async () => {
    const templates = Object.values(values).flatMap((value) =>
      filters.map((filter) => `{{ ${value} | ${filter} }}`),
    );
    const table = [`${files['table.txt']}cells`, ...templates, ''].join(BORDER);
    const made = await outputs({ ...files, 'table.txt': table }, 'UTC');
    cells = made.get('table.txt')?.split(BORDER).slice(1, -1) ?? [];
    expect(cells).toHaveLength(templates.length);
  });

  /** JSON as data, and the names of a drop's fields without their order. */
  const shown = (text: string, name: string): unknown => {
    if (!drops.includes(name)) return text;
    const json = text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
    return text.includes('{') ? jsonOr(json, text) : text.split('-').sort();
  };

  test.each(Object.keys(values).map((name, index) => ({ name, index })))('of $name', ({ name, index }) => {
    const own = cells.slice(index * filters.length, (index + 1) * filters.length);
    const byFilter = (texts: readonly (string | null)[]) =>
      Object.fromEntries(
        filters.flatMap((filter, at) =>
          except[name]?.includes(filter) === true ? [] : [[filter, shown(texts[at] ?? '', name)]],
        ),
      );
    expect(byFilter(own)).toEqual(byFilter(PRINTED[name] ?? []));
  });
});

function jsonOr(json: string, other: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return other;
  }
}
