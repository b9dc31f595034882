import { expect, test } from 'vitest';
import {
  type CourseAddress,
  type LinkedPage,
  linkReport,
  type ResolvedLinks,
  resolveLinks,
} from '../../../src/links/index.js';
import { ADDRESS, INVENTORY, link, page, unread } from './course.js';

const PAGES = [
  page('index.html', { ids: new Set(['start']), references: [link('week1/#intro'), link('week2#summry')] }),
  page('week1/index.html', { ids: new Set(['intro']), references: [link('../week2#elsewhere')] }),
  page('week2.html', { ids: new Set(['summary']), references: [link('gone.html')] }),
];

/** Resolves the links of pages, and says which of them were read for it. */
function resolve(pages: readonly LinkedPage[], known?: ResolvedLinks, address: CourseAddress = ADDRESS) {
  const read = new Set<string>();
  const unreadPages = pages.map(unread).map((one) => ({
    ...one,
    read: () => {
      read.add(one.outputPath);
      return one.read();
    },
  }));
  const resolved = resolveLinks(unreadPages, () => INVENTORY, address, known);
  // Whatever is known of them, the findings are those of a check that knows nothing.
  expect(linkReport(resolved)).toEqual(linkReport(resolveLinks(unreadPages, () => INVENTORY, address)));
  return { resolved, read };
}

/** The pages of which another has been put in its place. */
function withPage(changed: LinkedPage): LinkedPage[] {
  return PAGES.map((one) => (one.outputPath === changed.outputPath ? changed : one));
}

/** The pages that are resolved anew where `changed` is one of them. */
function resolvedAnew(changed: LinkedPage): string[] {
  const { resolved: known } = resolve(PAGES);
  const { resolved } = resolve(withPage(changed), known);
  return resolved.pages.filter((one) => !known.pages.includes(one)).map(({ outputPath }) => outputPath);
}

test('where nothing has changed, what is known is the answer, and nothing is looked up', () => {
  const { resolved } = resolve(PAGES);
  const inventory = () => {
    throw new Error('The inventory is not needed.');
  };
  expect(resolveLinks(PAGES.map(unread), inventory, ADDRESS, resolved)).toBe(resolved);
});

test('a page that has changed is resolved, and no other', () => {
  const changed = page('week2.html', { ids: new Set(['summary']), references: [link('gone2.html')] });
  expect(resolvedAnew(changed)).toEqual(['week2.html']);
});

test('pages with links to ids of a page that has others now are resolved as well', () => {
  expect(resolvedAnew(page('week2.html', { ids: new Set(['summry']), references: [] }))).toEqual([
    'index.html',
    'week1/index.html',
    'week2.html',
  ]);
});

test('a page with a link to an id that no page has is resolved where any page has other ids', () => {
  expect(resolvedAnew(page('index.html', { ids: new Set(['elsewhere']) }))).toEqual([
    'index.html',
    'week1/index.html',
  ]);
});

test('pages that come, go or change places are no obstacle', () => {
  const { resolved: known } = resolve(PAGES);
  const more = page('topics/neurons/index.html', { ids: new Set(['elsewhere']) });
  expect(resolve([more, ...PAGES.toReversed()], known).resolved.pages).toHaveLength(4);
  expect(resolve(PAGES.slice(0, 2), known).resolved.pages).toHaveLength(2);
});

test('where the links to notebooks speak for another repository, all links are held against that', () => {
  const notebook = (owner: string) =>
    link(`https://github.com/${owner}/course/blob/main/notebooks/Week1.ipynb`);
  const nowhere: CourseAddress = { url: '', baseurl: '' };
  const of = (owner: string) => [
    page('index.html', { references: [notebook(owner), notebook(owner)] }),
    page('week2.html', { references: [link('https://github.com/Bob/course/blob/main/gone.ipynb')] }),
  ];
  const { resolved: known } = resolve(of('Ada'), undefined, nowhere);
  expect(linkReport(known).repository?.owner).toBe('Ada');
  const { resolved } = resolve(of('Bob'), known, nowhere);
  expect(linkReport(resolved).diagnostics.map(({ code }) => code)).toEqual([
    'repository-inferred',
    'notebook-missing',
  ]);
});
