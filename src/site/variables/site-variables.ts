import { drop } from '../../liquid/index.js';
import { type DataRecord, deepMerge, isTruthy } from '../data/data-value.js';
import type { Layout } from '../pages/layout.js';
import type { Page } from '../pages/page.js';
import { isHtml } from '../pages/page-format.js';
import type { Collection, Site } from '../pages/site.js';
import type { StaticFile } from '../pages/static-file.js';
import {
  type LazyFields,
  lazyObject,
  liquidRecord,
  liquidValue,
  once,
  orderedRecord,
} from './liquid-object.js';
import {
  documentVariables,
  pageVariables,
  staticFileVariables,
  type VariableHooks,
} from './page-variables.js';

/** The variables of one build: the same objects for every page, so that nothing is made twice. */
export interface SiteVariables {
  /** `site` for the page that is being rendered: `site.related_posts` depends on it. */
  readonly site: (current: Page) => DataRecord;
  /** A page as any template reads it, in a list or by its neighbours. */
  readonly page: (page: Page) => DataRecord;
  /**
   * `page` for the page that is being rendered. Of a document it is the same; of a page a copy from before it is rendered,
   * so that its `content` is its source, in its layouts too (`Renderer#assign_current_document!`).
   */
  readonly own: (page: Page) => DataRecord;
  /** `page` while the excerpt of a page, of which the source is given, is rendered (Jekyll: `drops/excerpt_drop.rb`). */
  readonly ownExcerpt: (page: Page, source: string) => DataRecord;
  /** `layout`: the front matter of the last of some layouts, put into one another, under that of those inside it. */
  readonly layout: (chain: readonly Layout[]) => DataRecord;
}

function siteDrop(fields: DataRecord): DataRecord {
  return drop(fields, () => 'Jekyll::Drops::SiteDrop');
}

/** Pages and static files as Liquid sees them. */
interface ItemVariables {
  readonly page: (page: Page) => DataRecord;
  readonly file: (file: StaticFile) => DataRecord;
}

/**
 * What Liquid sees of a site (Jekyll: `drops/*.rb`, `convertible.rb`). Lists and fields are made when a template
 * reads them.
 */
export function siteVariables(site: Site, hooks: VariableHooks): SiteVariables {
  const items = itemVariables(site, hooks);
  const shared = siteDrop(lazyObject(liquidRecord(site.config.raw), siteFields(site, items, hooks)));
  const posts = site.collections.get('posts')?.documents ?? [];
  return {
    page: items.page,
    own: (page) =>
      isPage(page) ? lazyObject(items.page(page), { content: () => page.body.text }) : items.page(page),
    ownExcerpt: (page, source) =>
      lazyObject(items.page(page), { content: () => source, excerpt: () => null, output: () => null }),
    site: (current) => {
      if (isPage(current)) return shared;
      const related = once(() => relatedPosts(posts, current).map(items.page));
      return siteDrop(lazyObject(shared, reporting({ related_posts: related }, hooks)));
    },
    layout: (chain) =>
      liquidRecord(chain.reduce<DataRecord>((inner, { data }) => deepMerge(data, inner), {})),
  };
}

/** Makes each page's and file's variables once. */
function itemVariables(site: Site, hooks: VariableHooks): ItemVariables {
  const pages = new Map<Page, DataRecord>();
  const files = new Map<StaticFile, DataRecord>();
  const neighbours = new Map<Page, readonly [previous: Page | undefined, next: Page | undefined]>();
  for (const { documents } of site.collections.values()) {
    for (const [index, page] of documents.entries()) {
      neighbours.set(page, [documents[index - 1], documents[index + 1]]);
    }
  }

  const page = (subject: Page): DataRecord =>
    remembered(pages, subject, () => {
      if (isPage(subject)) {
        const { posts } = subject;
        const own = pageVariables(subject, hooks);
        return posts === undefined ? own : lazyObject(own, { posts: () => posts.map(page) });
      }
      const [previous, next] = neighbours.get(subject) ?? [];
      const variables = (neighbour: Page | undefined) => () => {
        hooks.onNeighbours?.(subject);
        return neighbour === undefined ? null : page(neighbour);
      };
      return documentVariables(subject, hooks, { previous: variables(previous), next: variables(next) });
    });
  const file = (subject: StaticFile) => remembered(files, subject, () => staticFileVariables(subject));
  return { page, file };
}

/** The fields of `site` that Jekyll computes (Jekyll: `drops/site_drop.rb`). */
function siteFields(site: Site, { page, file }: ItemVariables, hooks: VariableHooks): LazyFields {
  const collections = [...site.collections.values()];
  const posts = site.collections.get('posts')?.documents ?? [];
  const others = collections.filter(({ label }) => label !== 'posts');
  const byLabel = [...collections].sort((a, b) => (a.label < b.label ? -1 : 1));
  const config = site.config.raw;
  const fields: LazyFields = {
    source: () => site.config.source,
    destination: () => site.config.destination,
    data: () => (isTruthy(config['data']) ? liquidValue(config['data']) : siteData(site.data, hooks)),
    time: () => site.time,
    pages: () => site.pages.filter(({ kind }) => kind === 'page').map(page),
    static_files: () => site.staticFiles.map(file),
    tags: () => postsBy(posts, 'tags', page),
    categories: () => postsBy(posts, 'categories', page),
    posts: () => posts.map(page).reverse(),
    html_pages: () => site.pages.filter(isHtmlPage).map(page),
    collections: () => byLabel.map((collection) => collectionVariables(collection, { page, file })),
    documents: () =>
      collections.flatMap(({ documents, files }) => [...documents.map(page), ...files.map(file)]),
    related_posts: () => null,
    // With every commit it is another.
    ...(config['github'] === undefined ? {} : { github: () => liquidValue(config['github']) }),
    config: () => null,
    ...Object.fromEntries(others.map(({ label, documents }) => [label, () => documents.map(page)])),
  };
  const computed = Object.entries(fields).map(([name, compute]) => [name, once(compute)] as const);
  return reporting(Object.fromEntries(computed), hooks);
}

/** Fields of `site` that say when they are read. */
function reporting(fields: LazyFields, { onSiteField }: VariableHooks): LazyFields {
  if (onSiteField === undefined) return fields;
  return Object.fromEntries(
    Object.entries(fields).map(([name, compute]) => [
      name,
      () => {
        onSiteField(name);
        return compute();
      },
    ]),
  );
}

/** `site.data`, each of whose files and folders says when it is read. */
function siteData(data: DataRecord, { onData }: VariableHooks): unknown {
  const values = liquidRecord(data);
  if (onData === undefined) return values;
  return lazyObject(
    values,
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        () => {
          onData(name);
          return value;
        },
      ]),
    ),
  );
}

/** A collection as Liquid sees it (Jekyll: `drops/collection_drop.rb`). */
function collectionVariables(collection: Collection, { page, file }: ItemVariables): DataRecord {
  const { label, documents, files, relativeDirectory, output, directory, metadata } = collection;
  const own: LazyFields = {
    label: () => label,
    relative_directory: () => relativeDirectory,
    files: once(() => files.map(file)),
    docs: once(() => documents.map(page)),
    directory: () => directory,
    output: () => output,
  };
  const order = Object.fromEntries(Object.keys(own).map((name) => [name, null]));
  const fields = lazyObject({ ...order, ...liquidRecord(metadata) }, own);
  // The `inspect` of each document (`CollectionDrop#to_s`, `Document#inspect`).
  return drop(fields, () => {
    const shown = documents.map(
      ({ relativePath }) => `#<Jekyll::Document ${relativePath} collection=${label}>`,
    );
    return `[${shown.join(', ')}]`;
  });
}

/** Jekyll shows ten related posts at most: the newest others (`RelatedPosts#most_recent_posts`). */
function relatedPosts(posts: readonly Page[], current: Page): readonly Page[] {
  if (posts.length < 2) return [];
  const newest = posts.slice(-11).reverse();
  return newest.filter((post) => post !== current).slice(0, 10);
}

function remembered<K, V>(cache: Map<K, V>, key: K, make: () => V): V {
  let value = cache.get(key);
  if (value === undefined) {
    value = make();
    cache.set(key, value);
  }
  return value;
}

/** Whether templates see a page as Jekyll's pages, and not as a document of a collection. */
function isPage({ kind }: Page): boolean {
  return kind === 'page' || kind === 'notebook';
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
  for (const post of posts) {
    const names = post.data[key];
    for (const name of new Set(Array.isArray(names) ? names.map(String) : [])) {
      remembered(groups, name, () => []).push(variables(post));
    }
  }
  return orderedRecord(new Map([...groups].map(([name, group]) => [name, group.reverse()])));
}
