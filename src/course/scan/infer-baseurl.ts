import { textFingerprint } from '../../cache/index.js';
import { type Diagnostic, diagnostic, locator } from '../../diagnostics/index.js';
import { lookUpOutput, type RootRelativeUrl, rootRelativeUrls } from '../../links/index.js';
import {
  isUserSite,
  keyPlace,
  type Page,
  type Site,
  type SiteConfig,
  withInferredBaseurl,
} from '../../site/index.js';
import { type PageCache, remembered } from '../context/index.js';
import { isHostedElsewhere } from '../git/index.js';

/** A site under the path at which it is taken to be published. */
export interface MountedSite {
  readonly site: Site;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Decides where a course is mounted whose configuration has no `baseurl`. GitHub Pages serves a project's site under
 * `/NAME` and sets `site.baseurl` so where it is null or `/` (jekyll-github-metadata: `site_github_munger.rb`). A course
 * that is published elsewhere lies at the root of its host; its own links tell: those that are written from the root of
 * the host, as `/NAME/figure.png` or `/figure.png`, and lead to a file of the site one way and not the other.
 */
export async function inferBaseurl(site: Site, cache: PageCache): Promise<MountedSite> {
  const { config } = site;
  const pages = pagesBaseurl(config);
  if (pages === undefined || (await isHostedElsewhere(config))) return { site, diagnostics: [] };
  const links = pages.isStated ? NO_LINKS : await rootLinks(site, pages.baseurl, cache);
  const isBelow = links.root <= links.below;
  const baseurl = isBelow ? pages.baseurl : '';
  const { owner, name } = config.repository ?? {};
  const of = pages.isStated || owner === undefined ? config.publishedUrl : `${owner}/${name}`;
  const message = isBelow
    ? `The course is taken to be published under ${baseurl}, where GitHub Pages puts ${of}.`
    : `The course is taken to be published at the root of its host, as its links say (${links.root} of them, against ${links.below}), and not under ${pages.baseurl}, where GitHub Pages puts ${of}.`;
  const other = isBelow ? 'baseurl: "" if it lies at the root of its host' : `baseurl: ${pages.baseurl}`;
  const hint = `Write baseurl: ${isBelow ? baseurl : '""'} into _config.yml, or ${other}.`;
  const place = keyPlace(config, pages.isStated ? 'url' : 'repository');
  const mounted = withInferredBaseurl(config, baseurl);
  return {
    // `absolute_url` puts the `baseurl` behind the `url`, in which the path stands already.
    site: { ...site, config: pages.isStated ? { ...mounted, url: new URL(config.url).origin } : mounted },
    diagnostics: [
      diagnostic('info', 'baseurl-inferred', place, message, { hint }),
      ...(isBelow ? links.rewritten.flatMap((link) => leftOut(link, baseurl)) : []),
    ],
  };
}

/**
 * Where GitHub Pages would mount a course that states no `baseurl`, and whether its `url` says so itself; undefined where
 * it is stated, or is the root.
 */
function pagesBaseurl({
  raw,
  publishedUrl: url,
  repository,
}: SiteConfig): { baseurl: string; isStated: boolean } | undefined {
  const { baseurl: stated = null } = raw;
  if (stated !== null && stated !== '/') return undefined;
  const address = URL.canParse(url) ? new URL(url) : undefined;
  const isOnPages = address?.hostname.endsWith('.github.io') === true;
  const path = address?.pathname.replace(/\/+$/, '') ?? '';
  if (isOnPages && path !== '') return { baseurl: path, isStated: true };
  if (repository === null || repository.domain !== undefined || isUserSite(repository)) return undefined;
  // Another domain serves the site at its root.
  if (url !== '' && !isOnPages) return undefined;
  return { baseurl: `/${repository.name}`, isStated: false };
}

/** A link that is written from the root of the host: of a page, or of a layout or include. */
type RootLink = RootRelativeUrl & { readonly page?: Page };

/** Links that are written from the root of the host, by what they say of where the site is. */
interface RootLinks {
  /** How many lead into the site below the mount point, and not at the root. */
  readonly below: number;
  /** How many lead into it at the root, and not below the mount point. */
  readonly root: number;
  /** Those that say neither: at the root they are right, and jekyll-relative-links makes them right below it. */
  readonly rewritten: readonly RootLink[];
}

const NO_LINKS: RootLinks = { below: 0, root: 0, rewritten: [] };

async function rootLinks(site: Site, mount: string, cache: PageCache): Promise<RootLinks> {
  const around = [...[...site.layouts.values()].map(({ body }) => body), ...site.includes.values()];
  const links: RootLink[] = around.flatMap(({ text }) => rootRelativeUrls(text));
  for (const page of site.pages) {
    const { body, file, kind, written } = page;
    if (!written || file.absolute === '' || kind === 'notebook') continue;
    const hash = [body.traits?.hash ?? textFingerprint(body.text), body.traits?.from];
    const found = await remembered(cache, 'addresses', file.path, hash, () => rootRelativeUrls(body.text));
    links.push(...found.map((link) => ({ ...link, page })));
  }
  const folders = new Set([...site.files.keys()].flatMap((file) => topFolder(file) ?? []));
  const isThere = (path: string): boolean => lookUpOutput(path, site.files) !== undefined;
  // Of a link that misses its file the folder tells from where it is written.
  const isMeant = (path: string): boolean => isThere(path) || folders.has(topFolder(path) ?? '');
  const rewritten: RootLink[] = [];
  let below = 0;
  let root = 0;
  for (const link of links) {
    const inside = link.path.startsWith(`${mount}/`) ? link.path.slice(mount.length + 1) : undefined;
    const isBelow = inside !== undefined && isMeant(inside);
    const isRoot = isMeant(link.path.slice(1));
    if (isBelow && !isRoot) below++;
    else if (isRoot && !isBelow) {
      if (isThere(link.path.slice(1)) && isRewritten(link, site.config)) rewritten.push(link);
      else root++;
    }
  }
  return { below, root, rewritten };
}

/** Whether jekyll-relative-links puts the `baseurl` into a link that leads to a file: it reads pages, not documents. */
function isRewritten({ page, isMarkdown }: RootLink, { relativeLinks }: SiteConfig): boolean {
  if (page?.format !== 'markdown' || !isMarkdown || !relativeLinks.enabled) return false;
  return page.kind === 'page' || relativeLinks.collections;
}

/** The folder of the site that a path begins with, in small letters; undefined where it begins with none. */
function topFolder(path: string): string | undefined {
  const slash = path.indexOf('/');
  return slash > 0 ? path.slice(0, slash).toLowerCase() : undefined;
}

/** What is said of a link that leaves the inferred `baseurl` out, and is right on GitHub Pages alone. */
function leftOut({ path, at, page }: RootLink, baseurl: string): Diagnostic[] {
  if (page === undefined) return [];
  const message = "This link leaves out the baseurl, which only GitHub's plugin for relative links puts in.";
  return [
    diagnostic('warning', 'link-baseurl', locator(page.body)(at), message, {
      text: path,
      hint: `Write ${baseurl}${path}, or a path relative to the page.`,
    }),
  ];
}
