import { timeFormat, WrittenTime } from '../../liquid/index.js';
import {
  type DataRecord,
  deepMerge,
  escapePath,
  isRecord,
  isTruthy,
  type Page,
  type Site,
  sanitizeUrl,
  slugify,
} from '../../site/index.js';
import { generatedPage, targetOf } from './generated-page.js';

/** What jekyll-archives 2.2 does where the configuration does not say it (`DEFAULTS`). */
const DEFAULTS = {
  layout: 'archive',
  enabled: [],
  permalinks: {
    year: '/:year/',
    month: '/:year/:month/',
    day: '/:year/:month/:day/',
    tag: '/tag/:name/',
    category: '/category/:name/',
  },
} as const;

/** The posts of a tag, a category, a year, a month or a day. */
interface Archive {
  readonly type: keyof (typeof DEFAULTS)['permalinks'];
  /** Of a tag or category: its name; null for a stretch of time. */
  readonly title: string | null;
  /** What stands in the place of `:name`, `:year` and the like. */
  readonly placeholders: Readonly<Record<string, string>>;
  /** The newest first. */
  readonly posts: readonly Page[];
}

/** The pages of jekyll-archives, one for each archive that `jekyll-archives: enabled:` names. */
export function archives(site: Site): readonly Page[] {
  const stated = site.config.raw['jekyll-archives'];
  const settings = deepMerge(DEFAULTS, isRecord(stated) ? stated : {});
  const { enabled } = settings;
  const isEnabled = (name: string): boolean =>
    enabled === true || enabled === 'all' || (Array.isArray(enabled) && enabled.includes(name));
  return [
    ...(isEnabled('tags') ? named('tag', site, ({ tags }) => tags) : []),
    ...(isEnabled('categories') ? named('category', site, ({ categories }) => categories) : []),
    ...dated(site, isEnabled),
  ].map((archive) => archivePage(archive, settings));
}

function postsOf({ collections }: Site): readonly Page[] {
  return collections.get('posts')?.documents ?? [];
}

/** Posts by what `keysOf` gives for each, in the order in which keys come first; of each the newest first. */
function grouped(
  posts: readonly Page[],
  keysOf: (post: Page) => readonly string[],
): readonly (readonly [key: string, posts: readonly Page[]])[] {
  const groups = new Map<string, Page[]>();
  for (const post of posts) {
    for (const key of keysOf(post)) {
      const group = groups.get(key) ?? [];
      group.push(post);
      groups.set(key, group);
    }
  }
  return [...groups].map(([key, group]) => [key, group.toReversed()]);
}

function named(
  type: 'tag' | 'category',
  site: Site,
  namesOf: (post: Page) => readonly string[],
): readonly Archive[] {
  return grouped(postsOf(site), namesOf).map(([title, posts]) => ({
    type,
    title,
    placeholders: { name: slugify(title) },
    posts,
  }));
}

function dated(site: Site, isEnabled: (name: string) => boolean): readonly Archive[] {
  const part = (pattern: string) => (post: Page) =>
    post.date === null ? [] : [timeFormat(post.date, site.config.timezone)(pattern)];
  const within = (
    posts: readonly Page[],
    types: readonly (readonly [type: 'year' | 'month' | 'day', pattern: string])[],
    outer: Readonly<Record<string, string>>,
  ): readonly Archive[] => {
    const [first, ...inner] = types;
    if (first === undefined) return [];
    const [type, pattern] = first;
    return grouped(posts, part(pattern)).flatMap(([value, group]) => {
      const placeholders = { ...outer, [type]: value };
      const own = isEnabled(type) ? [{ type, title: null, placeholders, posts: group }] : [];
      return [...own, ...within(group.toReversed(), inner, placeholders)];
    });
  };
  const types = [
    ['year', '%Y'],
    ['month', '%m'],
    ['day', '%d'],
  ] as const;
  return within(postsOf(site), types, {});
}

/** The page of an archive (`archive.rb`). */
function archivePage({ type, title, placeholders, posts }: Archive, settings: DataRecord): Page {
  const value = (key: string): unknown => {
    const mapping = settings[key];
    return isRecord(mapping) ? mapping[type] : undefined;
  };
  const filled = String(value('permalinks') ?? '').replace(/:([a-z_]+)/g, (written, key: string) => {
    const known = key === 'type' ? type : placeholders[key];
    return known === undefined ? written : escapePath(known);
  });
  const layoutOfType = value('layouts');
  const layout = isTruthy(layoutOfType) ? layoutOfType : settings['layout'];
  const url = sanitizeUrl(filled);
  const target = targetOf(url, '.html');
  const date = title === null ? dayOf(placeholders) : null;
  return {
    ...generatedPage({ path: target.outputPath, template: '' }),
    ...target,
    data: { layout: layout ?? null, type, title, date },
    title,
    layout: isTruthy(layout) ? String(layout) : null,
    posts,
  };
}

/** The first day of a stretch of time, a Ruby Date. */
function dayOf({ year = '', month = '1', day = '1' }: Readonly<Record<string, string>>): WrittenTime {
  return new WrittenTime(Date.UTC(Number(year), Number(month) - 1, Number(day)), 'date');
}
