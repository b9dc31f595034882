import type { ReaderPage } from '../page/reader-page.js';
import type { BuiltSite } from './built-site.js';
import { localPath, servedFile } from './site-address.js';

/** How many redirects are followed from one address. */
const LONGEST_CHAIN = 10;

/** The page that a redirect ends at; undefined where it leads nowhere in the site. */
export function redirectEnd(site: BuiltSite, from: ReaderPage): ReaderPage | undefined {
  let page = from;
  for (let steps = 0; steps < LONGEST_CHAIN; steps++) {
    if (page.redirect === undefined) return page;
    const path = localPath(page.redirect, servedAt(site, page), site.hosts);
    const within = path === undefined ? undefined : withoutBase(path, site.base);
    const file = within === undefined ? undefined : servedFile(site.files, within);
    const next = file === undefined ? undefined : site.pages.get(file);
    if (next === undefined) return undefined;
    page = next;
  }
  return undefined;
}

/** The path of a page on the host that its site lies on, without the first slash. */
export function servedAt({ base }: BuiltSite, { file }: ReaderPage): string {
  return `${base}/${file}`.slice(1);
}

/** A path on a host within the site; undefined where it lies outside of it. */
export function withoutBase(path: string, base: string): string | undefined {
  if (base === '') return path;
  if (path === base) return '/';
  return path.startsWith(`${base}/`) ? path.slice(base.length) : undefined;
}
