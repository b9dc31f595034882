import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCourseBuilder, createProfile, type Effects } from '../../../src/course/index.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-clock-'));
  await mkdir(path.join(folder, '_notes'));
  const files = {
    '_config.yml': 'timezone: Asia/Tokyo\ncollections:\n  notes:\n    output: true\n',
    'year.html': "---\n---\n{{ site.time | date: '%Y' }}",
    'assigned.html': "---\n---\n{% assign now = site.time %}{{ now | date: '%d %b' }}",
    'now.html': "---\n---\n{{ 'now' | date: '%Y' }}",
    'day.html': '---\n---\n{{ site.time | date_to_string }}',
    'moment.html': '---\n---\n{{ site.time }}',
    'compared.html':
      '---\nlast: 2026-01-01 00:00:00 +0900\n---\n{% if page.last < site.time %}over{% else %}on{% endif %}',
    'stamp.html': '---\n---\n{{ site.time | date_to_xmlschema }}',
    '_notes/undated.html': "---\n---\n{{ page.date | date: '%Y' }}",
    'plain.html': '---\n---\nplain',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
});

afterAll(() => rm(folder, { recursive: true }));

/** Builds as by a new process at that time: the files' texts, and the pages that had to be made. */
async function build(now: string): Promise<{ texts: Record<string, string>; made: string[] }> {
  const profile = createProfile(() => 0);
  const effects: Effects = {
    cwd: folder,
    env: {},
    now: () => new Date(now),
    timezone: 'UTC',
    progress: () => {},
    profile,
  };
  const builder = createCourseBuilder({ destination: 'docs', cache: 'cache' }, effects);
  const { files } = await builder.build();
  const texts = [...files].flatMap(([name, file]) =>
    file.kind === 'generated' ? [[name, Buffer.from(file.content()).toString()] as const] : [],
  );
  builder.save();
  await builder.close();
  const made = profile.times('text').map(({ name }) => name);
  return { texts: Object.fromEntries(texts), made: made.sort() };
}

describe('pages that show the time of the build', () => {
  it('are made again when what they show of it has changed, and only then', async () => {
    const first = await build('2025-12-31T14:59:00Z');
    expect(first.texts).toMatchObject({
      'year.html': '2025',
      'assigned.html': '31 Dec',
      'now.html': '2025',
      'day.html': '31 Dec 2025',
      'compared.html': 'on',
      'notes/undated.html': '2025',
    });
    const always = ['compared.html', 'moment.html', 'stamp.html'];
    const soon = await build('2025-12-31T14:59:30Z');
    expect(soon.made).toEqual(always);
    expect(soon.texts['moment.html']).toBe('2025-12-31 23:59:30 +0900');
    const next = await build('2025-12-31T15:00:30Z');
    expect(next.made).toEqual(
      [...always, 'year.html', 'assigned.html', 'now.html', 'day.html', '_notes/undated.html'].sort(),
    );
    expect(next.texts).toMatchObject({
      'year.html': '2026',
      'assigned.html': '01 Jan',
      'now.html': '2026',
      'day.html': '01 Jan 2026',
      'compared.html': 'over',
      'stamp.html': '2026-01-01T00:00:30+09:00',
      'notes/undated.html': '2026',
    });
  });
});
