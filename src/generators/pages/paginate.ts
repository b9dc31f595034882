import { type Diagnostic, diagnostic } from '../../diagnostics/index.js';
import { escapePath, isTruthy, keyPlace, type Page, type Site, sanitizeUrl } from '../../site/index.js';
import { targetOf } from './generated-page.js';

/** One page of a list of posts that goes over several pages, newest posts first. */
export interface Paginator {
  /** Its number, from 1. */
  readonly page: number;
  readonly perPage: number;
  readonly posts: readonly Page[];
  readonly totalPosts: number;
  readonly totalPages: number;
  /** URLs without `baseurl` of the pages before and after it; null where there is none. */
  readonly previousPath: string | null;
  readonly nextPath: string | null;
  /** What jekyll-paginate-v2 tells besides. */
  readonly further?: {
    readonly pagePath: string;
    readonly firstPath: string;
    readonly lastPath: string;
    /** The pages around this one; null where none are asked for. */
    readonly trail: readonly TrailStop[] | null;
  };
}

/** A page of a list as another one links to it by its number. */
export interface TrailStop {
  readonly num: number;
  readonly path: string;
  readonly title: unknown;
}

/** The further pages of a list, and the paginators of all its pages by output path. */
export interface Pagination {
  readonly pages: readonly Page[];
  readonly paginators: ReadonlyMap<string, Paginator>;
  readonly diagnostics: readonly Diagnostic[];
}

const NONE: Pagination = { pages: [], paginators: new Map(), diagnostics: [] };

/**
 * Jekyll-paginate 1.1 (`pagination.rb`, `pager.rb`): with `paginate:`, the number of posts to a page, one
 * `index.html` becomes as many pages as the posts fill; `paginate_path:` says where they are.
 */
export function paginate(site: Site): Pagination {
  const { raw } = site.config;
  if (!isTruthy(raw['paginate'])) return NONE;
  const perPage = Number.parseInt(String(raw['paginate']), 10);
  if (!(perPage > 0)) return { ...NONE, diagnostics: [badNumber(site, String(raw['paginate']))] };
  const pagePath = String(raw['paginate_path'] ?? '/page:num');
  const template = templatePage(site, pagePath);
  if (template === undefined) return { ...NONE, diagnostics: [noTemplate(site)] };
  return paginated(template, listedPosts(site), { perPage, pagePath, files: site.files });
}

interface PaginateOptions {
  readonly perPage: number;
  /** `paginate_path`. */
  readonly pagePath: string;
  readonly files: Site['files'];
}

function paginated(template: Page, posts: readonly Page[], options: PaginateOptions): Pagination {
  const { perPage, pagePath, files } = options;
  const totalPages = Math.ceil(posts.length / perPage);
  const pathOf = (number: number) =>
    number === 1 ? template.url : `/${pagePath.replace(/^\//, '').replace(':num', String(number))}`;
  const pages: Page[] = [];
  const paginators = new Map<string, Paginator>();
  for (let number = 1; number <= totalPages; number++) {
    const page = number === 1 ? template : numberedPage(template, pathOf(number));
    if (number > 1) {
      if (paginators.has(page.outputPath) || files.has(page.outputPath)) {
        return { pages, paginators, diagnostics: [shadowed(template, page)] };
      }
      pages.push(page);
    }
    paginators.set(page.outputPath, {
      page: number,
      perPage,
      posts: posts.slice((number - 1) * perPage, number * perPage),
      totalPosts: posts.length,
      totalPages,
      previousPath: number === 1 ? null : pathOf(number - 1),
      nextPath: number === totalPages ? null : pathOf(number + 1),
    });
  }
  return { pages, paginators, diagnostics: [] };
}

/** The `index.html` in or above the folder of `paginate_path`, the one with the longest path. */
function templatePage({ pages }: Site, pagePath: string): Page | undefined {
  const folder = folderOf(pagePath.split('/').filter(Boolean).join('/'));
  return pages
    .filter(({ kind, file, relativePath }) => {
      if (kind !== 'page' || !/(?:^|\/)index\.html$/.test(file.path)) return false;
      const own = folderOf(relativePath);
      return own === '' || own === folder || folder.startsWith(`${own}/`);
    })
    .reduce<Page | undefined>(
      (longest, page) =>
        longest === undefined || page.relativePath.length > longest.relativePath.length ? page : longest,
      undefined,
    );
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The posts that are not `hidden:`, the newest first. */
function listedPosts({ collections }: Site): readonly Page[] {
  const posts = collections.get('posts')?.documents ?? [];
  return posts
    .filter(({ data }) => !isTruthy(data['hidden']))
    .toReversed()
    .sort((a, b) => (b.date?.getTime() ?? 0) - (a.date?.getTime() ?? 0));
}

/** The same page at another place; a permalink of its own would put all of them at one. */
function numberedPage(template: Page, path: string): Page {
  if (isTruthy(template.data['permalink'])) return template;
  return { ...template, ...targetOf(sanitizeUrl(`${escapePath(path)}/`), '.html') };
}

/** `paginator` as Liquid reads it; `post` is what Liquid sees of a post. */
export function paginatorVariable(
  paginator: Paginator,
  post: (page: Page) => unknown,
): Readonly<Record<string, unknown>> {
  const { page, previousPath, nextPath, further } = paginator;
  return {
    page,
    per_page: paginator.perPage,
    posts: paginator.posts.map(post),
    total_posts: paginator.totalPosts,
    total_pages: paginator.totalPages,
    previous_page: previousPath === null ? null : page - 1,
    previous_page_path: previousPath,
    next_page: nextPath === null ? null : page + 1,
    next_page_path: nextPath,
    ...(further === undefined
      ? {}
      : {
          page_path: further.pagePath,
          first_page: 1,
          first_page_path: further.firstPath,
          last_page: paginator.totalPages,
          last_page_path: further.lastPath,
          page_trail: further.trail,
        }),
  };
}

function badNumber(site: Site, value: string): Diagnostic {
  return diagnostic(
    'warning',
    'paginate-number',
    keyPlace(site.config, 'paginate'),
    `paginate: says ${value}, which is not a number of posts to a page.`,
    { hint: 'Write how many posts a page shows, such as paginate: 5, or take the line out.' },
  );
}

function noTemplate(site: Site): Diagnostic {
  return diagnostic(
    'warning',
    'paginate-template-missing',
    keyPlace(site.config, 'paginate'),
    'paginate: is set, but there is no index.html that could list the posts.',
    { hint: 'Jekyll paginates an index.html, not an index.md, in the folder of paginate_path or above it.' },
  );
}

function shadowed({ file }: Page, { outputPath }: Page): Diagnostic {
  return diagnostic(
    'warning',
    'paginate-shadowed',
    { file: file.path, line: 1, column: 1 },
    `The list of posts ends early: something else is published as ${outputPath}.`,
    { hint: 'Take the permalink out of this page, and let paginate_path contain :num.' },
  );
}
