import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createCourseBuilder } from '../../../src/build/index.js';

/** Small sites by the paths of their files. */
const SITES: readonly { readonly title: string; readonly files: Readonly<Record<string, string>> }[] = parse(
  readFileSync(path.join(import.meta.dirname, 'fixtures/sites.yml'), 'utf8'),
);

/** What Jekyll itself makes of them in some time zones, as fixtures/jekyll.rb has it say. */
const JEKYLL: readonly { readonly zones: Readonly<Record<string, Readonly<Record<string, string>>>> }[] =
  JSON.parse(readFileSync(path.join(import.meta.dirname, 'fixtures/jekyll.json'), 'utf8'));

const NOW = new Date(1_780_000_000_000);

/** What a site becomes, by path. */
async function outputs(
  files: Readonly<Record<string, string>>,
  timezone: string,
): Promise<ReadonlyMap<string, string>> {
  const source = await mkdtemp(path.join(os.tmpdir(), 'lectern-jekyll-'));
  const effects = { cwd: source, env: {}, now: () => NOW, timezone, progress: () => {} };
  const builder = createCourseBuilder({ source, cache: false }, effects);
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(source, name)), { recursive: true });
      await writeFile(path.join(source, name), text);
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
