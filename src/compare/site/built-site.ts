import { type MappedText, mapText } from '../../diagnostics/index.js';
import { scriptReader } from '../../math/index.js';
import { readPage } from '../page/read-page.js';
import type { ReaderPage } from '../page/reader-page.js';
import { localPath, parsed, servedFile } from './site-address.js';
import type { SiteFiles } from './site-files.js';

/** A built site as its readers have it. */
export interface BuiltSite {
  readonly files: SiteFiles;
  /** Its pages by the paths of their files. */
  readonly pages: ReadonlyMap<string, ReaderPage>;
  /** The path that it is served under, '' at the root of its host. */
  readonly base: string;
  /** The hosts that its pages say to lie on. */
  readonly hosts: ReadonlySet<string>;
  /** Pages that are too large to be read, or cannot be. */
  readonly unread: readonly string[];
}

/** The largest page that is read, in bytes. */
const LARGEST_PAGE = 24 * 1024 * 1024;
/** The largest script that is looked through for MathJax's configuration, in bytes, and how many are. */
const LARGEST_SCRIPT = 200_000;
const MOST_SCRIPTS = 300;
/** How many addresses are looked at to tell under which path a site is served. */
const MOST_ADDRESSES = 20_000;
const MOST_HOSTS = 20;

/** Reads every page of a site, one after another; `progress` is told how far that is. */
export async function readBuiltSite(
  files: SiteFiles,
  progress: (done: number, total: number) => void,
): Promise<BuiltSite> {
  const names = [...files.sizes.keys()].filter((file) => /\.html?$/i.test(file));
  const scripts = await readScripts(files);
  const script = scriptReader();
  const pages = new Map<string, ReaderPage>();
  const unread: string[] = [];
  for (const [index, file] of names.entries()) {
    progress(index, names.length);
    const html = (files.sizes.get(file) ?? 0) > LARGEST_PAGE ? undefined : await files.read(file);
    const scriptText = (src: string): MappedText | undefined => scriptOf(src, file, scripts);
    const page = html === undefined ? undefined : readPage(file, html, { script, scriptText });
    if (page === undefined) unread.push(file);
    else pages.set(file, page);
  }
  const hosts = hostsOf(pages.values());
  return { files, pages, hosts, base: baseOf(files, pages, hosts), unread };
}

async function readScripts(files: SiteFiles): Promise<ReadonlyMap<string, MappedText>> {
  const wanted = [...files.sizes].filter(([file, size]) => /\.m?js$/.test(file) && size <= LARGEST_SCRIPT);
  const read = new Map<string, MappedText>();
  for (const [file] of wanted.slice(0, MOST_SCRIPTS)) {
    const text = await files.read(file);
    if (text !== undefined) read.set(file, mapText(text, file));
  }
  return read;
}

/** A script by its address on a page. Under which path the site is served is not known yet, so a longer path will do. */
function scriptOf(
  src: string,
  page: string,
  scripts: ReadonlyMap<string, MappedText>,
): MappedText | undefined {
  const path = localPath(src, page, new Set());
  if (path === undefined) return undefined;
  const parts = path.split('/').filter((part) => part !== '');
  for (let from = 0; from < Math.min(3, parts.length); from++) {
    const found = scripts.get(parts.slice(from).join('/'));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The hosts that pages say to lie on themselves. */
function hostsOf(pages: Iterable<ReaderPage>): ReadonlySet<string> {
  const hosts = new Set<string>();
  for (const { canonical } of pages) {
    const host = canonical === undefined ? undefined : parsed(canonical, '')?.host;
    if (host !== undefined && host !== '' && hosts.size < MOST_HOSTS) hosts.add(host);
  }
  return hosts;
}

/**
 * The path that a site is served under, by its own addresses: the first one or two names of their paths, where more of
 * them lead to a file without these names than with them.
 */
function baseOf(
  files: SiteFiles,
  pages: ReadonlyMap<string, ReaderPage>,
  hosts: ReadonlySet<string>,
): string {
  const hits = new Map<string, number>();
  let looked = 0;
  for (const [file, { links, figures, canonical }] of pages) {
    const own = canonical === undefined ? [] : [canonical];
    const addresses = [...own, ...links.map(({ href }) => href), ...figures.map(({ src }) => src)];
    for (const address of addresses) {
      if (!/^(?:\/[^/]|https?:)/i.test(address)) continue;
      const path = localPath(address, file, hosts);
      if (path === undefined) continue;
      if (++looked > MOST_ADDRESSES) break;
      const [first = '', second = ''] = path.split('/').slice(1);
      for (const base of new Set(['', `/${first}`, `/${first}/${second}`])) {
        const rest = path.slice(base.length);
        if ((base === '' || rest === '' || rest.startsWith('/')) && servedFile(files, rest) !== undefined) {
          hits.set(base, (hits.get(base) ?? 0) + 1);
        }
      }
    }
  }
  let best = '';
  for (const [base, count] of hits) if (count > (hits.get(best) ?? 0)) best = base;
  return best;
}
