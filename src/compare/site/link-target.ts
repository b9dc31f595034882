import type { ReaderPage } from '../page/reader-page.js';
import type { BuiltSite } from './built-site.js';
import { redirectEnd, servedAt, withoutBase } from './redirects.js';
import { decoded, localPath, pageAddress, parsed, servedFile } from './site-address.js';

/** Where an address on a page leads. */
export interface LinkTarget {
  /** What it is compared by. */
  readonly key: string;
  /** What a reader is told. */
  readonly shown: string;
  /** Whether it leads to a file or a place that its site lacks. Nobody asks other hosts. */
  readonly isBroken: boolean;
}

/** The longest address that is compared as a whole, in UTF-16 units: pictures can be written in theirs. */
const LONGEST = 2000;

/** Tells where addresses on the pages of a site lead; `counterpart` tells which page of another site stands for a page. */
export function targetResolver(
  site: BuiltSite,
  counterpart: (file: string) => string = (file) => file,
): (address: string, page: ReaderPage) => LinkTarget {
  return (address, page) => {
    const written = address.trim();
    const here = servedAt(site, page);
    const url = parsed(written, here);
    if (url === undefined) return { key: written, shown: written, isBroken: false };
    const path = localPath(written, here, site.hosts);
    const within = path === undefined ? undefined : withoutBase(path, site.base);
    // What another site on the same host has is not known here.
    const isElsewhere = within === undefined && (path === undefined || url.host !== 'site.invalid');
    if (isElsewhere) {
      const full = /^https?:$/.test(url.protocol)
        ? `${url.protocol}//${url.host}${decoded(url.pathname)}${url.search}${decoded(url.hash)}`
        : written;
      const shown = full.slice(0, LONGEST);
      return { key: shown, shown, isBroken: false };
    }
    const inside = within ?? path ?? '';
    const name = decoded(url.hash.replace(/^#/, ''));
    const hash = name === '' ? '' : `#${name}`;
    const file = within === undefined ? undefined : servedFile(site.files, within);
    if (file === undefined) {
      return { key: `${inside.replace(/(.)\/$/, '$1')}${hash}`, shown: `${inside}${hash}`, isBroken: true };
    }
    const found = site.pages.get(file);
    const end = found === undefined ? undefined : (redirectEnd(site, found) ?? found);
    const target = end?.file ?? file;
    const isBroken = end !== undefined && name !== '' && name !== 'top' && !end.ids.has(name);
    return { key: `/${counterpart(target)}${hash}`, shown: `${pageAddress(target)}${hash}`, isBroken };
  };
}
