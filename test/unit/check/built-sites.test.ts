import { describe, expect, test } from 'vitest';
import { buildSite } from '../../../src/course/index.js';
import { checkFolder, places, withCourse } from './checked.js';

const COURSE = {
  'index.md': '---\n---\n# Course\n',
  'a.md': '---\n---\nA ![plot](plot.svg).\n',
  'plot.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
};

/** A course with a configuration, which was built into two folders of its own. */
function builtTwice<T>(config: string, use: (folder: string) => Promise<T>): Promise<T> {
  return withCourse({ ...COURSE, '_config.yml': `theme: none\n${config}` }, async (folder) => {
    await buildSite({ source: folder, destination: `${folder}/docs`, cache: false });
    await buildSite({ source: folder, destination: `${folder}/public`, cache: false });
    return use(folder);
  });
}

describe('a site that was built into the folder of its course', () => {
  test('is no source of the next one, and is told of once', async () => {
    await builtTwice('destination: public\n', async (folder) => {
      const { diagnostics, pageCount } = await checkFolder(folder);
      expect(places(diagnostics)).toEqual(['docs:1:1 info folder-built']);
      expect(pageCount).toBe(2);
      const other = await buildSite({ source: folder, destination: `${folder}/other`, cache: false });
      expect(other.published?.written).toEqual(['.nojekyll', 'a.html', 'index.html', 'plot.svg']);
      expect(places(other.diagnostics)).toEqual([
        'docs:1:1 info folder-built',
        'public:1:1 info folder-built',
      ]);
    });
  });

  test.each([
    ['is not told of where the configuration excludes it', 'exclude: [docs]\n', []],
    ['is read where the configuration includes it', 'include: [docs]\n', ['docs/plot.svg']],
  ])('%s', async (_, config, expected) => {
    await builtTwice(config, async (folder) => {
      const built = await buildSite({ source: folder, destination: `${folder}/again`, cache: false });
      const told = built.diagnostics.filter(({ code, file }) => code === 'folder-built' && file === 'docs');
      expect(told).toEqual([]);
      expect(built.published?.written.filter((file) => file === 'docs/plot.svg')).toEqual(expected);
    });
  });
});
