import type { Collection } from './collection.js';
import { isHtml } from './converter.js';
import type { Layout } from './layout.js';
import { lazyObject } from './lazy-object.js';
import { liquidRecord, liquidValue, orderedRecord } from './liquid-value.js';
import { deepMerge } from './merge.js';
import type { DataRecord, Page } from './page.js';
import {
  documentVariables,
  pageVariables,
  staticFileVariables,
  type VariableHooks,
} from './page-variables.js';
import type { Site } from './site.js';
import type { StaticFile } from './static-file.js';
import { isTruthy } from './truthy.js';

/** The variables of one build: the same objects for every page, so that nothing is made twice. */
export interface SiteVariables {
  /** `site` for the page that is being rendered: `site.related_posts` depends on it. */
  readonly site: (current: Page) => DataRecord;
  /** `page`. */
  readonly page: (page: Page) => DataRecord;
  /** `layout`: the front matter of the last of some layouts, put into one another, under that of those inside it. */
  readonly layout: (chain: readonly Layout[]) => DataRecord;
}

/** Jekyll shows ten related posts at most (`RelatedPosts#most_recent_posts`). */
const RELATED_POSTS = 10;

/**
 * What Liquid sees of a site (Jekyll: `drops/*.rb`, `convertible.rb`). Lists and fields are made when a template
 * reads them.
 */
export function siteVariables(site: Site, hooks: VariableHooks): SiteVariables {
  const pages = new Map<Page, DataRecord>();
  const files = new Map<StaticFile, DataRecord>();
  const positions = documentPositions(site);

  const page = (subject: Page): DataRecord =>
    remembered(pages, subject, () => {
      if (subject.kind === 'page') return pageVariables(subject, hooks);
      const beside = (step: number) => () => {
        const position = positions.get(subject);
        const neighbour = position?.documents[position.index + step];
        return neighbour === undefined ? null : page(neighbour);
      };
      return documentVariables(subject, hooks, { previous: beside(-1), next: beside(1) });
    });
  const file = (subject: StaticFile): DataRecord =>
    remembered(files, subject, () => staticFileVariables(subject));
  const posts = site.collections.get('posts')?.documents ?? [];

  const collection = (subject: Collection): DataRecord =>
    lazyObject(
      {
        label: null,
        docs: null,
        files: null,
        relative_directory: null,
        output: null,
        directory: null,
        ...subject.metadata,
      },
      {
        label: () => subject.label,
        docs: () => subject.documents.map(page),
        files: () => subject.files.map(file),
        relative_directory: () => subject.relativeDirectory,
        output: () => subject.output,
        directory: () => subject.directory,
      },
    );

  const fields = {
    data: () => liquidValue(isTruthy(site.config.raw['data']) ? site.config.raw['data'] : site.data),
    time: () => site.time,
    pages: () => site.pages.filter(({ kind }) => kind === 'page').map(page),
    static_files: () => site.staticFiles.map(file),
    tags: () => postsBy(posts, 'tags', page),
    categories: () => postsBy(posts, 'categories', page),
    posts: () => posts.map(page).reverse(),
    html_pages: () => site.pages.filter(isHtmlPage).map(page),
    collections: () =>
      [...site.collections.values()].sort((a, b) => (a.label < b.label ? -1 : 1)).map(collection),
    documents: () =>
      [...site.collections.values()].flatMap(({ documents, files: own }) => [
        ...documents.map(page),
        ...own.map(file),
      ]),
    related_posts: () => null,
    config: () => null,
    ...Object.fromEntries(
      [...site.collections]
        .filter(([label]) => label !== 'posts')
        .map(([label, { documents }]) => [label, () => documents.map(page)]),
    ),
  };
  const shared = lazyObject(liquidRecord(site.config.raw), fields);
  const newest = posts.slice(-RELATED_POSTS - 1).reverse();

  return {
    page,
    site: (current) => {
      if (current.kind === 'page') return shared;
      const related = () =>
        posts.length > 1
          ? newest
              .filter((post) => post !== current)
              .slice(0, RELATED_POSTS)
              .map(page)
          : [];
      return lazyObject(shared, { related_posts: related });
    },
    layout: (chain) =>
      liquidRecord(chain.reduce<DataRecord>((inner, { data }) => deepMerge(data, inner), {})),
  };
}

function remembered<K, V>(cache: Map<K, V>, key: K, make: () => V): V {
  let value = cache.get(key);
  if (value === undefined) {
    value = make();
    cache.set(key, value);
  }
  return value;
}

/** Where each document stands in its collection. */
function documentPositions(
  site: Site,
): ReadonlyMap<Page, { readonly documents: readonly Page[]; readonly index: number }> {
  const collections = [...site.collections.values()];
  return new Map(
    collections.flatMap(({ documents }) =>
      documents.map((page, index) => [page, { documents, index }] as const),
    ),
  );
}

function isHtmlPage({ kind, outputExtension, url }: Page): boolean {
  return kind === 'page' && (isHtml(outputExtension) || url.endsWith('/'));
}

/** Posts, newest first, by each of their tags or categories (`Site#post_attr_hash`). */
function postsBy(
  posts: readonly Page[],
  key: 'tags' | 'categories',
  variables: (page: Page) => DataRecord,
): DataRecord {
  const groups = new Map<string, DataRecord[]>();
  for (const post of [...posts].reverse()) {
    const names = post.data[key];
    for (const name of new Set(Array.isArray(names) ? names.map(String) : [])) {
      remembered(groups, name, () => []).push(variables(post));
    }
  }
  // The names stand in the order of the oldest post that has them.
  const names = posts.flatMap((post) => post.data[key]).map(String);
  return orderedRecord(
    new Map(names.flatMap((name) => (groups.has(name) ? [[name, groups.get(name)]] : []))),
  );
}
