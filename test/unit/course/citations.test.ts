import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createCourseBuilder, type Effects } from '../../../src/course/index.js';

const STYLE = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>Own</title><id>own</id></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography></style>`;

const WORKS = '@book{a, title={One}, author={Noether, Emmy}, year=1918}\n@book{b, title={Two}, year=1921}\n';

test('after each edit of what is cited a warm build gives what a cold one gives', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-citations-'));
  const effects: Effects = {
    cwd: folder,
    env: {},
    timezone: 'UTC',
    now: () => new Date('2026-03-04T05:06:07Z'),
    progress: () => {},
  };
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, 'course', name)), { recursive: true });
    await writeFile(path.join(folder, 'course', name), text);
  };
  const built = async (cache: string | false) => {
    const builder = createCourseBuilder({ source: 'course', destination: 'docs', cache }, effects);
    try {
      const { files, diagnostics } = await builder.build();
      builder.save();
      const texts = Array.from(files, ([name, file]) => [
        name,
        file.kind === 'static' ? name : Buffer.from(file.content()).toString('latin1'),
      ]);
      return { files: Object.fromEntries(texts), diagnostics };
    } finally {
      await builder.close();
    }
  };
  try {
    await mkdir(path.join(folder, 'cache'));
    await write('_config.yml', 'plugins: [jekyll-scholar]\ntheme: lectern\n');
    await write(
      'index.md',
      '---\nlayout: page\n---\n{% cite a %} {% cite b -s own.csl %}\n\n{% bibliography --cited %}\n',
    );
    await write('other.md', '---\nlayout: page\n---\n{% cite c -f more %}\n\n{% bibliography -f more %}\n');
    // Lists works, and reads nothing else of the course.
    await write('works.html', '---\nlayout: null\n---\n{% bibliography %}\n');
    await write('plain.md', '---\nlayout: page\n---\nNothing\n');
    await write('_bibliography/references.bib', WORKS);
    const seen = new Set<string>();
    const edits: readonly (readonly [file: string, text: string])[] = [
      ['_bibliography/references.bib', WORKS],
      ['_bibliography/references.bib', WORKS.replace('One', 'Another')],
      ['_bibliography/references.bib', `${WORKS}@book{c, title={Unclosed`],
      ['_bibliography/more.bib', '@book{c, title={Three}}'],
      ['own.csl', STYLE],
      ['own.csl', STYLE.replace('variable="title"/></layout></citation>', 'value="T"/></layout></citation>')],
      ['_bibliography/references.bib', WORKS.replace('{a,', '{z,')],
      ['_config.yml', 'plugins: [jekyll-scholar]\ntheme: lectern\nscholar: {style: ieee}\n'],
      ['_layouts/bibtex.html', '---\n---\n{{ page.entry.title }}'],
    ];
    for (const [file, text] of edits) {
      await write(file, text);
      const expected = await built(false);
      expect(await built('cache'), `${file}: ${text}`).toEqual(expected);
      seen.add(JSON.stringify(expected));
    }
    // Each of them shows.
    expect(seen.size).toBe(edits.length);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 300_000);
