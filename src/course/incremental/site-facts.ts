import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fingerprint, textFingerprint } from '../../cache/index.js';
import type { MappedText, SourceText } from '../../diagnostics/index.js';
import type { Paginator } from '../../generators/index.js';
import { timeFormat } from '../../liquid/index.js';
import type { CoursePlugins } from '../../plugins/index.js';
import {
  branchOf,
  type CourseOutline,
  editUrl,
  type Layout,
  languagesOf,
  notebookUrls,
  once,
  type Page,
  type PageBody,
  type Site,
  type StaticFile,
  searchPlace,
  shownEntries,
  wordsFor,
} from '../../site/index.js';
import type { SiteMath } from '../compose/index.js';
import { colabPage, notebookLink, type SiteLookups } from '../render/index.js';
import { themeScripts } from '../typeset/index.js';
import type { PageKeys } from './page-keys.js';

/** The present fingerprint of each thing in a site that a page can be made from, by its name. */
export type SiteFacts = (name: string) => string;

/** What facts are told of. */
export interface SiteFactsOptions {
  readonly keys: PageKeys;
  readonly lookups: SiteLookups;
  readonly outline: CourseOutline;
  readonly paginators: ReadonlyMap<string, Paginator>;
  readonly plugins: CoursePlugins;
  readonly math: SiteMath;
  /** `jekyll.environment`. */
  readonly environment: string;
}

/**
 * The facts of a site. A name is a kind and, after a space, what it is of; everything that is read under a name
 * decides its fingerprint:
 *
 * - `base`: the configuration, the course's plugins, and what else holds for every page; `math`: the same for formulas
 * - `page KEY`: a page's text and front matter; `paginator PATH`, `beside KEY`: what else only that page sees
 * - `site NAME`: a field of `site` that Jekyll computes; `data KEY`: a file or folder of data
 * - `time`: the time of the build; `time PATTERN`: what a pattern of `strftime` shows of it
 * - `layout NAME`, `layout-data NAME`, `layouts`; `include NAME`, `includes`; `relative PATH`
 * - `link PATH`, `links`; `post NAME`, `posts`; `relative-link FROM URL`, and `notebook-link FROM URL` of a notebook;
 *   `colab-page URL`: the page of the notebook that a URL opens in Colab
 * - `words LANG`, `languages`: what readers are told; `navigation`, `lectures`, `notebooks`;
 *   `beside-lecture KEY`, `nearby-lectures KEY`: the lectures beside a page; `search`: where the course's search is;
 *   `glossary`: the terms in its data; `branch`: what it is published from; `edit-url KEY`, `changed KEY`: what the
 *   repository says of a page's file
 * - `theme`: where the theme lies, and its version; `theme-scripts`: its scripts, which a page's security policy lets run
 * - `script PATH`: the text of a script of the course, by its path in the site (`page-results.ts` has this fact)
 * - `image PATH`: the header of a picture of the course; `style PATH`: what a style sheet says of the sizes of pictures
 *   (`page-results.ts` has these as well)
 * - `citation-file PATH`: a bibliography or a citation style; `citation-files`: their paths
 * - `sass`: the partials; `file PATH`: a file elsewhere; `chance`: a number by chance, never the same again;
 *   `failure`: that lectern failed at something
 */
export function siteFacts(site: Site, options: SiteFactsOptions): SiteFacts {
  const known = new Map<string, string>();
  const shown = new Map<Page, string>();
  const facts = factsByKind(site, options, (page) => {
    const print = shown.get(page) ?? shownFingerprint(page);
    shown.set(page, print);
    return print;
  });
  return (name) => {
    let print = known.get(name);
    if (print === undefined) {
      const space = name.indexOf(' ');
      const kind = space < 0 ? name : name.slice(0, space);
      print = fingerprint(facts[kind]?.(space < 0 ? '' : name.slice(space + 1)));
      known.set(name, print);
    }
    return print;
  };
}

function factsByKind(
  site: Site,
  { keys, lookups, outline, paginators, plugins, math, environment }: SiteFactsOptions,
  shown: (page: Page) => string,
): Readonly<Record<string, (argument: string) => unknown>> {
  const { config, layouts, includes } = site;
  // Where the configuration says things, and what of it is reported, changes no page.
  const {
    source,
    destination,
    configFiles,
    raw,
    keyPlaces: _places,
    diagnostics: _policy,
    // Pages read of it what `site.github` says.
    repository: _repository,
    // What it brings is a layout, an include and so on like the course's own; where it lies changes only pages that read it.
    theme,
    ...settings
  } = config;
  const { source: _source, destination: _destination, github, ...fields } = raw;
  const pages = (list: readonly Page[]): unknown => list.map((page) => [keys.keyOf(page), shown(page)]);
  const documents = (label: string): unknown => pages(site.collections.get(label)?.documents ?? []);
  const neighbours = neighboursOf(site, keys);
  const collections = (): unknown =>
    [...site.collections.values()].map(({ documents: docs, files, ...collection }) => [
      collection,
      pages(docs),
      files.map(shownFile),
    ]);
  const shownTime = once(() => timeFormat(new Date(site.time), config.timezone));
  const ofSite: Readonly<Record<string, () => unknown>> = {
    source: () => source,
    destination: () => destination,
    data: () => Object.keys(site.data),
    github: () => github,
    pages: () => pages(site.pages.filter(({ kind }) => kind === 'page')),
    html_pages: () => pages(site.pages.filter(({ kind }) => kind === 'page')),
    static_files: () => site.staticFiles.map(shownFile),
    tags: () => documents('posts'),
    categories: () => documents('posts'),
    related_posts: () => documents('posts'),
    collections,
    documents: collections,
  };
  return {
    base: () => [
      environment,
      settings,
      fields,
      [theme?.name, theme?.role, theme?.plugins],
      [plugins.texts, plugins.ruby.map(shownRegistration)],
    ],
    theme: () => [theme?.root, theme?.version],
    'theme-scripts': () => themeScripts(site),
    math: () => [math.typesetter, math.folder, [...math.preambles].map(([name, text]) => [name, text.text])],
    page: (key) => {
      const page = keys.find(key);
      return page === undefined ? null : [shown(page), page.file.path, page.written, bodyFact(page.body)];
    },
    paginator: (outputPath) => {
      const paginator = paginators.get(outputPath);
      return paginator === undefined ? null : { ...paginator, posts: pages(paginator.posts) };
    },
    beside: (key) => pages(neighbours.get(key) ?? []),
    site: (name) => (Object.hasOwn(ofSite, name) ? ofSite[name]?.() : documents(name)),
    data: (key) => site.data[key],
    time: (pattern) => (pattern === '' ? new Date(site.time) : shownTime()(pattern)),
    layout: (name) => layoutFact(layouts.get(name)),
    'layout-data': (name) => layouts.get(name)?.data,
    layouts: () => [...layouts.keys()],
    include: (name) => mappedFact(includes.get(name)),
    includes: () => [...includes.keys()],
    relative: (file) => mappedFact(site.relativeIncludes.get(file)),
    link: (file) => lookups.urls.get(file),
    links: () => [...lookups.urls.keys()],
    post: (name) => lookups.posts.get(name),
    posts: () => [...lookups.posts.keys()],
    'notebook-link': (link) => {
      const end = link.indexOf('\n');
      return notebookLink(link.slice(end + 1), link.slice(0, end), site, lookups);
    },
    'colab-page': (address) => colabPage(address, site, lookups),
    'relative-link': (link) => {
      const end = link.indexOf('\n');
      return lookups.relativeLink(link.slice(end + 1), link.slice(0, end));
    },
    words: (lang) => wordsFor(site, lang),
    languages: () => languagesOf(site),
    notebooks: () => notebookUrls(site),
    glossary: () => shownEntries(site),
    navigation: () => outline.navigation().items,
    lectures: () => pages(outline.lectures().lectures),
    'beside-lecture': (key) => {
      const page = keys.find(key);
      if (page === undefined) return null;
      const { previous, next } = outline.lectures().besides(page);
      return [previous, next].map((one) => (one === undefined ? null : pages([one])));
    },
    'nearby-lectures': (key) => {
      const page = keys.find(key);
      return page === undefined ? null : pages(outline.lectures().nearby(page));
    },
    search: () => searchPlace(site),
    branch: () => branchOf(config),
    'edit-url': (key) => {
      const page = keys.find(key);
      return page === undefined ? null : editUrl(page, config);
    },
    changed: (key) => {
      const page = keys.find(key);
      return page === undefined ? null : site.changes?.get(page.file.path);
    },
    'citation-file': (file) => site.citations?.get(file)?.text,
    'citation-files': () => site.citations && [...site.citations.keys()],
    sass: () => site.sassDirectories.map((folder) => filesOf(folder)),
    file: (file) => contentOf(path.resolve(source, file)),
  };
}

/** What other pages' templates see of a page, but for its content, its excerpt and its neighbours. */
function shownFingerprint({ body: _body, file: _file, written: _written, posts, ...shown }: Page): string {
  // Which posts it lists; what a template reads of them is noted by itself.
  return fingerprint(posts === undefined ? shown : [shown, posts.map(shownFingerprint)]);
}

/** What of a registration decides which tags a page can use. */
function shownRegistration({ kind, name, isBlock, body }: CoursePlugins['ruby'][number]): unknown {
  return [kind, name, isBlock, body];
}

function shownFile({ file, relativePath, collection, data }: StaticFile): unknown {
  return [relativePath, collection, data, file.mtimeMs];
}

/** The documents before and behind each, by the document's key. */
function neighboursOf({ collections }: Site, { keyOf }: PageKeys): ReadonlyMap<string, readonly Page[]> {
  const found = new Map<string, readonly Page[]>();
  for (const { documents } of collections.values()) {
    for (const [index, page] of documents.entries()) {
      // At either end of the collection the page stands for the neighbour that it has not.
      found.set(keyOf(page), [documents[index - 1] ?? page, documents[index + 1] ?? page]);
    }
  }
  return found;
}

function bodyFact(body: PageBody): unknown {
  return body.traits === undefined ? mapped(body) : [body.traits.hash, body.traits.from];
}

function layoutFact(layout: Layout | undefined): unknown {
  return layout === undefined ? null : [layout.file.path, layout.data, mapped(layout.body)];
}

function mappedFact(text: MappedText | undefined): unknown {
  return text === undefined ? null : mapped(text);
}

/** A text and the places of its characters. */
export function mapped({ text, runs }: MappedText): unknown {
  const sources = new Map<SourceText, string>();
  const hashOf = (source: SourceText): string => {
    const hash = sources.get(source) ?? textFingerprint(source.text);
    sources.set(source, hash);
    return hash;
  };
  return [
    text,
    runs.map(({ at, from, verbatim, source }) => [at, from, verbatim, source.file, hashOf(source)]),
  ];
}

/** Every file below a folder with the fingerprint of what it holds; nothing where there is no such folder. */
function filesOf(folder: string): unknown {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [path.relative(folder, file), contentOf(file)]);
  } catch {
    return null;
  }
}

function contentOf(file: string): string | null {
  try {
    return textFingerprint(readFileSync(file));
  } catch {
    return null;
  }
}
