import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testEffects } from '../support/test-effects.js';

/** As it is published: only there can a thread be started. */
const BUILT = path.resolve(import.meta.dirname, '../../dist/course/index.js');

vi.mock('../../dist/course/threads/task-worker.js', async (original) => ({
  ...(await original<typeof import('../../src/course/threads/task-worker.js')>()),
  PATIENCE: { wanted: 3, dropped: 1 },
}));

let source: string;
beforeAll(async () => {
  source = await mkdtemp(path.join(os.tmpdir(), 'lectern-endless-'));
  await mkdir(path.join(source, '_plugins'));
  for (let number = 10; number < 70; number++)
    await writeFile(path.join(source, `p${number}.md`), `Page ${number}: {% say it %} $$x_{${number}}$$\n`);
  await write('_plugins/other.js', "export default (lectern) => lectern.filter('other', String);\n");
  await write('_plugins/say.js', "export default (lectern) => lectern.tag('say', () => 'said');\n");
  await write('p69.md', 'Page 69: {% wait %}\n');
});
afterAll(() => rm(source, { recursive: true, force: true }));

async function write(file: string, text: string): Promise<void> {
  await writeFile(path.join(source, file), text);
}

test('a page at which a plugin comes to no end costs itself, in the thread that makes it', async () => {
  const { createCourseBuilder }: typeof import('../../src/course/index.js') = await import(
    pathToFileURL(BUILT).href
  );
  const builder = createCourseBuilder({ source, cache: false, threads: 2 }, testEffects(source));
  try {
    await write(
      '_plugins/wait.js',
      "export default (lectern) => lectern.tag('wait', () => { for (;;); });\n",
    );
    const { failed, files, diagnostics } = await builder.build();
    expect(failed).toEqual(['p69.html']);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
      {
        code: 'page-endless',
        file: 'p69.md',
        message: expect.stringContaining('came to no end within 3 seconds'),
        hint: 'Look for a loop without an end in _plugins/wait.js.',
      },
    ]);
    const page = files.get('p68.html');
    expect(page?.kind === 'generated' && Buffer.from(page.content()).toString()).toContain('Page 68: said');
    await write('_plugins/wait.js', "export default (lectern) => lectern.tag('wait', () => 'waited');\n");
    const again = await builder.build();
    expect(again.complete).toBe(true);
    const made = again.files.get('p69.html');
    expect(made?.kind === 'generated' && Buffer.from(made.content()).toString()).toContain('Page 69: waited');
  } finally {
    await builder.close();
  }
});
