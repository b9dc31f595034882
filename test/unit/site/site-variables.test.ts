import { describe, expect, test } from 'vitest';
import { excerptSource, type Page, type Site, siteVariables } from '../../../src/site/index.js';
import { CASES, type Case, plain, readByJekyll, readByUs } from './cases.js';
import { folderOf, scanned } from './scanned.js';

type Fields = Readonly<Record<string, unknown>>;

interface Expected {
  readonly collections: Readonly<
    Record<string, { readonly documents: readonly { readonly path: string; readonly excerpt: unknown }[] }>
  >;
  readonly variables: {
    readonly pages: readonly Fields[];
    readonly posts: readonly Fields[];
    readonly related: Readonly<Record<string, readonly string[]>>;
    readonly html_pages: readonly string[];
    readonly documents: readonly string[];
    readonly collections: readonly Fields[];
    readonly static: readonly Fields[];
    readonly tags: readonly (readonly [string, readonly string[]])[];
    readonly categories: readonly (readonly [string, readonly string[]])[];
    readonly config: Fields;
  };
}

const hooks = { content: () => 'content', excerpt: () => 'excerpt', output: () => 'output' };

/** Fields that the fixtures leave out, because only rendering or the disk knows them. */
const LEFT_OUT = ['content', 'excerpt', 'output', 'modified_time'];

/** An object of Liquid's as the fixtures have it: other pages by their URLs. */
function seen(fields: unknown): Fields {
  const entries = Object.entries(fields as Fields).filter(([name]) => !LEFT_OUT.includes(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, plain(urlOf(value))]));
}

function urlOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'url' in value ? value.url : value;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error('This is no list.');
  return value;
}

function siteOf(site: Site, current = site.pages[0]): Fields {
  if (current === undefined) throw new Error('The site has no page.');
  return siteVariables(site, hooks).site(current);
}

function byPath(fields: readonly Fields[]): Readonly<Record<string, Fields>> {
  return Object.fromEntries(fields.map((item) => [String(item['path']), item]));
}

describe.each(CASES.filter(([, configuration]) => configuration === 'default'))(
  'what Liquid sees of site %s',
  (...which: Case) => {
    const expected = readByJekyll<Expected>(which);
    const read = readByUs(which, expected.headings);
    const { variables } = expected;

    test('pages, static files and documents have the fields that they have in Jekyll', async () => {
      const site = siteOf((await read).site);
      expect(byPath(list(site['pages']).map(seen))).toEqual(byPath(variables.pages));
      expect(byPath(list(site['static_files']).map(seen))).toEqual(byPath(variables.static));
      expect(list(site['posts']).map(seen)).toEqual(variables.posts);
    });

    test('collections and lists of pages are those of Jekyll', async () => {
      const site = siteOf((await read).site);
      const collections = list(site['collections']).map((collection) => {
        const { docs, files, directory, ...fields } = collection as Fields;
        return {
          ...fields,
          directory: String(directory).replace(/.*\//, ''),
          docs: list(docs).map(urlOf),
          files: list(files).map(seen),
        };
      });
      expect(collections).toEqual(variables.collections);
      expect(list(site['html_pages']).map(urlOf).sort()).toEqual([...variables.html_pages].sort());
      expect(
        list(site['documents'])
          .map((item) => String(seen(item)['path']))
          .sort(),
      ).toEqual([...variables.documents].sort());
    });

    test('tags and categories stand in the order of the posts, their posts newest first', async () => {
      const site = siteOf((await read).site);
      for (const key of ['tags', 'categories'] as const) {
        const ours = Object.entries(site[key] as Fields).map(([name, posts]) => [
          name,
          list(posts).map(urlOf),
        ]);
        // In Ruby the number 2024 and the text are two names.
        expect(ours).toEqual([...new Map(variables[key])]);
      }
    });

    test('related posts are the newest others', async () => {
      const { site } = await read;
      for (const [url, related] of Object.entries(variables.related)) {
        const post = site.pages.find((page) => page.url === url);
        expect(list(siteOf(site, post)['related_posts']).map(urlOf)).toEqual(related);
      }
    });

    test('every key of the configuration can be read', async () => {
      const ours = siteOf((await read).site);
      // Jekyll lays its collections over the key of that name, and writes into two others while it runs.
      const changed = ['collections', 'defaults', 'kramdown'];
      const keys = Object.keys(variables.config).filter((key) => !changed.includes(key));
      expect(plain(Object.fromEntries(keys.map((key) => [key, ours[key]])))).toEqual(
        Object.fromEntries(keys.map((key) => [key, variables.config[key]])),
      );
      expect(variables.config['kramdown']).toMatchObject(ours['kramdown'] as Fields);
    });

    test('excerpts begin and end where they do in Jekyll', async () => {
      const { site } = await read;
      for (const { path, excerpt } of Object.values(expected.collections).flatMap(
        ({ documents }) => documents,
      )) {
        const page = site.pages.find(({ relativePath, kind }) => relativePath === path && kind !== 'page');
        if (page === undefined) throw new Error(`There is no ${path}.`);
        if (typeof excerpt === 'object' && excerpt !== null)
          expect({ excerpt: excerptSource(page).text }).toEqual(excerpt);
        else expect(page.data['excerpt'] ?? null).toEqual(excerpt);
      }
    });
  },
);

test('a page’s text is asked for when a template reads it, and each time anew', async () => {
  const { site } = await scanned(await folderOf({ 'a.md': '# A', 'b.md': '# B' }));
  const asked: string[] = [];
  const content = (page: Page) => `${page.url} ${asked.push(page.url)}`;
  const [page] = site.pages;
  if (page === undefined) throw new Error('There is no page.');
  const variables = siteVariables(site, { ...hooks, content });
  const [first] = list(variables.site(page)['pages']) as readonly Fields[];
  expect(asked).toEqual([]);
  expect([first?.['content'], variables.page(page)['content']]).toEqual(['/a.html 1', '/a.html 2']);
});

test('a layout’s variables are its own under those of the layouts inside it', async () => {
  const { site } = await scanned(
    await folderOf({
      '_layouts/inner.html': '---\nlayout: outer\na: 1\nboth: inner\n---\n',
      '_layouts/outer.html': '---\nb: 2\nboth: outer\n---\n',
    }),
  );
  const layouts = ['inner', 'outer']
    .map((name) => site.layouts.get(name))
    .filter((layout) => layout !== undefined);
  expect(siteVariables(site, hooks).layout(layouts)).toEqual({ layout: 'outer', a: 1, b: 2, both: 'inner' });
});

test('years as keys keep their order', async () => {
  const { site } = await scanned(
    await folderOf({
      '_data/years.yml': '2024: a\n2022: b\n2023: {2: x, 1: y}\n',
      'index.md': '---\nby: {9: a, 8: b}\n---\n',
    }),
  );
  const variables = siteOf(site);
  const { years } = variables['data'] as { years: Readonly<Record<string, unknown>> };
  expect(Object.keys(years)).toEqual(['2024', '2022', '2023']);
  expect(Object.entries(years['2023'] as Fields)).toEqual([
    ['2', 'x'],
    ['1', 'y'],
  ]);
  expect(Object.keys((list(variables['pages'])[0] as { by: object }).by)).toEqual(['9', '8']);
});
