import type { ExtraTag } from '../../liquid/index.js';
import { isTruthy, type Page, type Site } from '../../site/index.js';
import { listOf, member } from '../config/values.js';
import { FEED_TEMPLATE } from './feed-template.js';
import { generatedPage } from './generated-page.js';

/** One feed that jekyll-feed makes. */
interface Feed {
  readonly path: string;
  readonly collection: string;
  readonly category?: string;
  readonly tag?: string;
}

/**
 * The feeds of jekyll-feed (`generator.rb`): `feed.xml` or what `feed: path:` says, one for each collection,
 * category and tag that the configuration's `feed:` names. A feed whose path a file of the course has is left to
 * that file.
 */
export function feeds(site: Site): readonly Page[] {
  const xsl = site.files.has('feed.xslt.xml');
  const pages = new Map<string, Page>();
  for (const { path, collection, category = null, tag = null } of wantedFeeds(site)) {
    const data = { sitemap: false, xsl, collection, category, tags: tag };
    const page = generatedPage({ path, template: FEED_TEMPLATE, data });
    if (site.files.has(page.outputPath) || pages.has(page.outputPath)) continue;
    pages.set(page.outputPath, page);
  }
  return [...pages.values()];
}

function wantedFeeds(site: Site): readonly Feed[] {
  const config = site.config.raw['feed'];
  const { posts, ...others } = collectionsOf(member(config, 'collections'));
  const postsPath = member(posts, 'path') ?? member(config, 'path');
  const postsCategories = member(posts, 'categories') ?? member(config, 'categories');
  return [
    ...Object.entries(others).flatMap(([label, settings]) =>
      collectionFeeds(label, member(settings, 'path'), member(settings, 'categories')),
    ),
    ...collectionFeeds('posts', postsPath, postsCategories),
    ...tagFeeds(site, member(config, 'tags')),
  ];
}

/** `feed: collections:` as labels with their settings: a list of labels is one without settings. */
function collectionsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (Array.isArray(value)) return Object.fromEntries(value.map((label) => [String(label), {}]));
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The feeds of a collection's categories, then the collection's own. */
function collectionFeeds(collection: string, path: unknown, categories: unknown): readonly Feed[] {
  const folder = collection === 'posts' ? 'feed' : `feed/${collection}`;
  const own = typeof path === 'string' ? path : `${folder}.xml`;
  return [
    ...listOf(categories).map((name) => {
      const category = String(name);
      return { path: `${folder}/${category}.xml`, collection, category };
    }),
    { path: own, collection },
  ];
}

/** Feeds of the posts with one tag. Tags of other characters than letters, digits and `_` have none. */
function tagFeeds({ collections }: Site, config: unknown): readonly Feed[] {
  if (!isTruthy(config)) return [];
  const used = new Set(collections.get('posts')?.documents.flatMap(({ tags }) => tags));
  if (used.size === 0) return [];
  const only = member(config, 'only');
  const except = new Set(listOf(member(config, 'except')).map(String));
  const folder = member(config, 'path');
  return (isTruthy(only) ? listOf(only).map(String) : [...used])
    .filter((tag) => !except.has(tag) && /^\w+$/.test(tag))
    .map((tag) => ({
      path: `${typeof folder === 'string' ? folder : 'feed/by_tag/'}${tag}.xml`,
      collection: 'posts',
      tag,
    }));
}

/** `{% feed_meta %}`: the link by which feed readers find the feed (jekyll-feed: `meta-tag.rb`). */
export const feedMetaTag: ExtraTag = ({ evaluate }) => {
  const first = (...expressions: readonly string[]) =>
    expressions.find((expression) => isTruthy(evaluate(expression)));
  const path = first('site.feed.path', 'site.feed.collections.posts.path') ?? '"feed.xml"';
  const title = first('site.title', 'site.name');
  const attributes = [
    'type="application/atom+xml"',
    'rel="alternate"',
    `href="${evaluate(`${path} | absolute_url | xml_escape`)}"`,
    ...(title === undefined ? [] : [`title="${evaluate(`${title} | xml_escape`)}"`]),
  ];
  return `<link ${attributes.join(' ')} />`;
};
