import type { SiteFiles } from './site-files.js';

/** Stands for the host that a site lies on. */
const HERE = 'http://site.invalid';

/**
 * The path that an address on a page leads to on its own host, decoded; undefined where it leads to another host or is no
 * address of a file.
 */
export function localPath(address: string, page: string, hosts: ReadonlySet<string>): string | undefined {
  const url = parsed(address, page);
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  if (url.host !== 'site.invalid' && !hosts.has(url.host)) return undefined;
  return decoded(url.pathname).replace(/\/{2,}/g, '/');
}

/** An address as a browser reads it on a page; undefined where it is none. */
export function parsed(address: string, page: string): URL | undefined {
  try {
    return new URL(address.trim(), `${HERE}/${page.split('/').map(encodeURIComponent).join('/')}`);
  } catch {
    return undefined;
  }
}

/** A part of a URL with its letters in place of their percent signs, composed; as it is where it cannot be decoded. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part).normalize('NFC');
  } catch {
    return part;
  }
}

/** The file that a host like GitHub Pages answers a path with; undefined where it has none. */
export function servedFile({ sizes }: SiteFiles, path: string): string | undefined {
  const file = path.replace(/^\/+/, '');
  if (file !== '' && !file.endsWith('/')) {
    if (sizes.has(file)) return file;
    if (sizes.has(`${file}.html`)) return `${file}.html`;
  }
  const folder = file === '' || file.endsWith('/') ? file : `${file}/`;
  return sizes.has(`${folder}index.html`) ? `${folder}index.html` : undefined;
}

/** The address of a page by its file: `/a/` of `a/index.html`. */
export function pageAddress(file: string): string {
  return `/${file.replace(/(^|\/)index\.html?$/i, '$1')}`;
}

/** What the addresses of a page have in common, be it `x.html`, `x/` or `x`. */
export function addressKey(file: string): string {
  return file
    .normalize('NFC')
    .replace(/(^|\/)index\.html?$/i, '')
    .replace(/\.html?$/i, '')
    .replace(/\/$/, '');
}
