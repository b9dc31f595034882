import type { Reference } from '../markdown/types.js';
import { anchorFault } from './anchor-link.js';
import { type Fault, linkFault, quoted } from './fault.js';
import type { LinkContext } from './link-context.js';
import { type Lookup, lookUp } from './lookup.js';
import { hasHost, type Target } from './target.js';
import { type Thing, thingAt } from './thing.js';
import { decodePath, encodePath, extensionOf, folderOf, relativePath } from './url-path.js';

/** What is wrong with a link into the site itself, written on the page at `from` (an output path). */
export function siteFault(
  reference: Reference,
  target: Extract<Target, { kind: 'site' }>,
  from: string,
  context: LinkContext,
): Fault | undefined {
  const found = lookUp(target.path, context.inventory);
  if (found.kind === 'found') return anchorFault(reference, target.fragment, found.output, context);
  const thing = thingAt(target.path, reference);
  const spell = (output: string): string => spelledLike(reference.url, output, from, context);
  if (found.kind === 'case') return caseFault(reference, thing, found, spell);
  const [message, hint] = missing(reference, thing, target.path, found, context, spell);
  return linkFault('error', `${thing}-missing`, message, {
    text: reference.url,
    hint,
  });
}

function caseFault(
  { url }: Reference,
  thing: Thing,
  { output, differs }: Extract<Lookup, { kind: 'case' }>,
  spell: (output: string) => string,
): Fault {
  const name = spell(output);
  if (differs === 'letters') {
    const message = `This ${thing}'s name has other letter case: a Mac opens it, GitHub Pages does not.`;
    return linkFault('error', `${thing}-case`, message, { text: url, hint: `Write ${name}` });
  }
  return linkFault(
    'warning',
    `${thing}-case`,
    `This ${thing}'s name is written with other Unicode characters that look the same.`,
    { text: url, hint: `Copy the name of the file: ${name}` },
  );
}

function missing(
  { url }: Reference,
  thing: Thing,
  path: string,
  found: Exclude<Lookup, { kind: 'found' | 'case' }>,
  { inventory }: LinkContext,
  spell: (output: string) => string,
): readonly [message: string, hint: string] {
  const written = quoted(url);
  switch (found.kind) {
    case 'source':
      return [`The site has no ${written}: the file becomes a page.`, `Write ${spell(found.output)}`];
    case 'unpublished':
      return [
        `The course has the ${thing} ${written}, but the site leaves it out.`,
        'Take it out of exclude: in _config.yml, or out of a folder whose name begins with "_", "." or "#".',
      ];
    case 'folder':
      return [
        `The folder ${written} has no page of its own.`,
        'Add an index.md to it, or link to one of its files.',
      ];
    case 'missing': {
      const nearest = inventory.outputNames.nearest(
        path.replace(/\/$/, ''),
        (output) => output !== '404.html',
      );
      const message =
        thing === 'file' ? `The site has no file ${written}.` : `The site has no ${thing} ${written}.`;
      if (nearest !== undefined) return [message, `Did you mean ${spell(nearest)}?`];
      return [
        message,
        thing === 'page' ? 'Correct the link, or add the page.' : 'Correct the link, or add the file.',
      ];
    }
  }
}

/**
 * A root-relative link that misses the site's `baseurl`. It is surely meant for the site where the site has
 * such a file, or at least the folder that it begins with; else it leads to another site of the same host.
 */
export function besideFault(
  reference: Reference,
  path: string,
  from: string,
  context: LinkContext,
): Fault | undefined {
  const { inventory } = context;
  const { url } = reference;
  const found = lookUp(path, inventory);
  if (found.kind === 'found' || found.kind === 'case') {
    return linkFault(
      path === '' ? 'warning' : 'error',
      'link-baseurl',
      'This link leaves out the baseurl, under which the site is published.',
      { text: url, hint: `Write ${spelledLike(url, found.output, from, context)}` },
    );
  }
  const top = path.split('/', 1)[0] ?? '';
  if (!path.includes('/') || !inventory.folders.has(top)) return undefined;
  return siteFault(reference, { kind: 'site', path, fragment: '' }, from, context);
}

/** How the author would have written the URL of an output: with or without host, from the root or from the page. */
function spelledLike(written: string, output: string, from: string, { location }: LinkContext): string {
  const [, address = '', tail = ''] = /^\s*([^?#]*)([?#].*)?$/s.exec(written) ?? [];
  const path = address.includes('%') ? encodePath(output) : output.replaceAll(' ', '%20');
  const short = shortened(path, address);
  if (hasHost(address)) {
    const [host = ''] = /^(?:https?:)?\/\/[^/]*/i.exec(address) ?? [];
    const name = host
      .replace(/^(?:https?:)?\/\//i, '')
      .toLowerCase()
      .replace(/\.$/, '');
    return `${host}${location.hosts.get(name) ?? ''}/${short}${tail}`;
  }
  if (address.startsWith('/')) {
    const mount = location.hosts.get(new URL(location.origin).hostname) ?? '';
    return `${mount}/${short}${tail}`;
  }
  const relative = relativePath(folderOf(from), decodePath(short) === short ? short : path);
  return `${relative}${tail}`;
}

/** A page without `index.html` or `.html`, where the author has left them out too. */
function shortened(path: string, written: string): string {
  if (extensionOf(path) !== '.html' || extensionOf(written) === '.html') return path;
  const folder = path.replace(/(^|\/)index\.html$/, '$1');
  return folder === path ? path.replace(/\.html$/, '') : folder;
}
