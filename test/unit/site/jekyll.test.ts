import { describe, expect, test } from 'vitest';
import type { Page, StaticFile } from '../../../src/site/index.js';
import { CASES, plain, readByJekyll, readByUs } from './cases.js';

interface Item {
  readonly path: string;
  readonly url: string;
  readonly output: string;
  readonly layout?: unknown;
  readonly body?: string | null;
}

interface Expected {
  readonly time: unknown;
  readonly pages: readonly Item[];
  readonly collections: Readonly<
    Record<string, { readonly documents: readonly Item[]; readonly files: readonly Item[] }>
  >;
  readonly static: readonly Item[];
  readonly data: unknown;
  readonly layouts: unknown;
}

describe.each(CASES)('site %s with configuration %s', (name, configuration) => {
  const expected = readByJekyll<Expected>([name, configuration]);
  const read = readByUs([name, configuration], expected.headings);

  test('has the pages that Jekyll has', async () => {
    const { site } = await read;
    const pages = site.pages.filter(({ kind }) => kind === 'page');
    expect(byPath(pages.map(pageItem))).toEqual(byPath(expected.pages.map(expectedPage)));
    // Jekyll sorts pages by their names, and has files of one name in the order of the disk.
    expect(pages.map(({ file }) => baseName(file.path))).toEqual(
      expected.pages.map(({ path }) => baseName(path)),
    );
  });

  test('has the posts and documents that Jekyll has, in its order', async () => {
    const { site } = await read;
    expect([...site.collections.keys()]).toEqual(Object.keys(expected.collections));
    for (const [label, { documents, files }] of Object.entries(expected.collections)) {
      const collection = site.collections.get(label);
      const ours = collection?.documents.map(documentItem) ?? [];
      // Jekyll does not compare undated drafts by date under --future, which leaves the whole order to its sort.
      const order = configuration === 'drafts' ? byPath : (items: readonly Item[]) => items;
      expect(order(ours)).toEqual(order(documents.map(expectedDocument)));
      expect(byPath(collection?.files.map(fileItem) ?? [])).toEqual(byPath(files));
    }
  });

  test('has the static files that Jekyll has, in its order', async () => {
    const { site } = await read;
    const own = (items: readonly Item[]) => items.filter(({ path }) => !path.startsWith('_'));
    expect(own(site.staticFiles.map(fileItem))).toEqual(own(expected.static));
    expect(byPath(site.staticFiles.map(fileItem))).toEqual(byPath(expected.static));
  });

  test('has the data and layouts that Jekyll has', async () => {
    const { site } = await read;
    expect(plain(site.time)).toEqual(expected.time);
    expect(plain(site.data)).toEqual(expected.data);
    expect(Object.fromEntries([...site.layouts].map(([key, { data }]) => [key, plain(data)]))).toEqual(
      expected.layouts,
    );
  });
});

function byPath(items: readonly Item[]): Readonly<Record<string, Item>> {
  return Object.fromEntries(items.map((item) => [`${item.path} → ${item.output}`, item]));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function base({ relativePath, url, outputPath }: Page | StaticFile): Item {
  return { path: relativePath, url, output: outputPath };
}

function pageItem(page: Page): Item {
  return { ...base(page), layout: page.layout, ...{ data: plain(page.data) }, body: page.body.text };
}

function documentItem(page: Page): Item {
  const { written, date, data, body } = page;
  return { ...base(page), ...{ written, date: plain(date), data: plain(data) }, body: body.text };
}

function fileItem(file: StaticFile): Item {
  return { ...base(file), ...{ written: file.written, data: plain(file.data) } };
}

/** Ours says null for the two other ways to ask for no layout, and ends every line with a line feed. */
function expectedPage(item: Item): Item {
  const layout = item.layout === 'none' || item.layout === false ? null : item.layout;
  return { ...item, layout, body: item.body?.replaceAll('\r\n', '\n') ?? '' };
}

function expectedDocument(item: Item & { readonly id?: string; readonly excerpt?: unknown }): Item {
  const { id: _id, excerpt: _excerpt, ...rest } = item;
  return { ...rest, body: item.body ?? '' };
}
