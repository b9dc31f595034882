import { editDistance } from '../../diagnostics/index.js';
import type { Reference } from '../../markdown/index.js';
import type { Repository } from '../../site/index.js';
import type { IdIndex } from '../inventory/id-index.js';
import { foldPath, type Inventory, type Lookup, lookUp } from '../inventory/inventory.js';
import { hasHost, type SiteLocation, type Target } from '../urls/site-location.js';
import { decodePath, encodePath, extensionOf, folderOf, relativePath } from '../urls/url-path.js';
import { type Fault, type FaultDetails, linkFault, quoted } from './fault.js';
import { CASE_CODES, isFigure, MISSING_CODES, type ResourceKind, resourceKindAt } from './resource-kind.js';

/** What every check of a link looks at. */
export interface LinkContext {
  readonly inventory: Inventory;
  readonly location: SiteLocation;
  /** Whether the site is served by https:, as GitHub Pages serves every site. */
  readonly secure: boolean;
  readonly repository: Repository | undefined;
  /** Ids of the finished pages. */
  readonly ids: IdIndex;
}

/** What is wrong with a link into the site itself, written on the page at `from` (an output path). */
export function siteFault(
  reference: Reference,
  target: Extract<Target, { kind: 'site' }>,
  from: string,
  context: LinkContext,
): Fault | undefined {
  const found = lookUp(target.path, context.inventory);
  if (found.kind === 'found') return anchorFault(reference, target.fragment, found.output, context);
  const resource = resourceKindAt(target.path, reference);
  const spell = (output: string): string => spelledLike(reference.url, output, from, context);
  if (found.kind === 'case') return caseFault(reference, resource, found, spell, context);
  const { message, ...details } = missing(reference, resource, target.path, found, context, spell);
  return linkFault('error', MISSING_CODES[resource], message, { text: reference.url, ...details });
}

function caseFault(
  { url }: Reference,
  resource: ResourceKind,
  { output, differs }: Extract<Lookup, { kind: 'case' }>,
  spell: (output: string) => string,
  { inventory }: LinkContext,
): Fault {
  const name = spell(output);
  const isOnly = inventory.foldedOutputs.get(foldPath(output))?.length === 1;
  const details = { text: url, replacement: isOnly ? name : undefined };
  if (differs === 'letters') {
    const message = `This ${resource}'s name has other letter case: a Mac opens it, GitHub Pages does not.`;
    return linkFault('error', CASE_CODES[resource], message, { ...details, hint: `Write ${name}` });
  }
  return linkFault(
    'warning',
    CASE_CODES[resource],
    `This ${resource}'s name is written with other Unicode characters that look the same.`,
    { ...details, hint: `Copy the name of the file: ${name}` },
  );
}

/** What is said of a link to the site's own address where nothing is. */
export const NO_FIRST_PAGE = 'The site has no first page, so readers of its address find nothing.';

/** The end of a path that names a page by its file. */
const PAGE_SOURCE = /\.(?:md|markdown)$/i;

/** What is said of a link that leads nowhere. */
interface Missing extends FaultDetails {
  readonly message: string;
}

function missing(
  { url, element }: Reference,
  resource: ResourceKind,
  path: string,
  found: Exclude<Lookup, { kind: 'found' | 'case' }>,
  { inventory }: LinkContext,
  spell: (output: string) => string,
): Missing {
  const written = quoted(url);
  switch (found.kind) {
    case 'source':
      return {
        message: `The site has no ${written}: the file becomes a page.`,
        hint: `Write ${spell(found.output)}`,
        replacement: spell(found.output),
      };
    case 'unpublished':
      return {
        message: `The course has the ${resource} ${written}, but the site leaves it out.`,
        hint: 'Take it out of exclude: in _config.yml, or out of a folder whose name begins with "_", "." or "#".',
      };
    case 'folder':
      if (/^\/*$/.test(path))
        return { message: NO_FIRST_PAGE, hint: 'Add an index.md to the folder of the course.' };
      return {
        message: `The folder ${written} has no page of its own.`,
        hint: 'Add an index.md to it, or link to one of its files.',
      };
    case 'missing': {
      const shown = resource === 'figure' && element !== 'a' && element !== 'area';
      const accept = (output: string): boolean => output !== '404.html' && (!shown || isFigure(output));
      const wanted = path.replace(/\/$/, '');
      const message = `The site has no ${resource} ${written}.`;
      const renamed = formerOutput(wanted, inventory);
      if (renamed !== undefined) {
        const replacement = spell(renamed);
        return { message, hint: `It was renamed: write ${replacement}`, replacement };
      }
      const moved = resource === 'page' ? undefined : inventory.outputNames.moved(wanted, accept);
      const nearest = moved ?? inventory.outputNames.nearest(wanted, accept);
      if (nearest === undefined)
        return { message, hint: `Correct the link, or add the ${resource === 'page' ? 'page' : 'file'}.` };
      const replacement = moved === undefined ? undefined : spell(moved);
      // Who names a page by its file looks for the file.
      const source = PAGE_SOURCE.test(wanted) ? inventory.outputs.get(nearest) : '';
      const file = source === undefined || source === '' ? '' : ` (${source})`;
      return { message, hint: `Did you mean ${spell(nearest)}${file}?`, replacement };
    }
  }
}

/** What a file is published as now that was published as `path` (without a slash at its end) before it was renamed. */
function formerOutput(path: string, { formerNames, outputOf }: Inventory): string | undefined {
  const stem = path.replace(/\.html$/, '');
  const names = [
    path,
    ...['.md', '/index.md', '/README.md', '.html', '/index.html'].map((end) => stem + end),
  ];
  for (const name of names) {
    const now = formerNames.get(name);
    const output = now === undefined ? undefined : outputOf.get(now);
    if (output !== undefined) return output;
  }
  return undefined;
}

/**
 * A root-relative link that misses the site's `baseurl`. It is surely meant for the site where the site has
 * such a file, or at least the folder that it begins with, or has it under a `baseurl` that is only misspelt;
 * else it leads to another site of the same host.
 */
export function besideFault(
  reference: Reference,
  path: string,
  from: string,
  context: LinkContext,
): Fault | undefined {
  const { inventory, location } = context;
  const { url: text } = reference;
  const details = ({ kind, output }: Extract<Lookup, { kind: 'found' | 'case' }>): FaultDetails => {
    const meant = spelledLike(text, output, from, context);
    // A link to the root may be meant for what else its owner has there.
    const isCertain = kind === 'found' && path !== '';
    return { text, hint: `Write ${meant}`, replacement: isCertain ? meant : undefined };
  };
  const left = lookUp(path, inventory);
  if (left.kind === 'found' || left.kind === 'case') {
    const message = 'This link leaves out the baseurl, under which the site is published.';
    const severity = path === '' ? 'warning' : 'error';
    return linkFault(severity, 'link-baseurl', message, details(left));
  }
  const behind = behindMisspelt(mountOf(location), path);
  const misspelt = behind === undefined ? undefined : lookUp(behind, inventory);
  if (misspelt?.kind === 'found' || misspelt?.kind === 'case') {
    const message = 'This link misspells the baseurl, under which the site is published.';
    return linkFault('error', 'link-baseurl', message, details(misspelt));
  }
  const top = path.split('/', 1)[0] ?? '';
  if (!path.includes('/') || !inventory.folders.has(top)) return undefined;
  return siteFault(reference, { kind: 'site', path, fragment: '' }, from, context);
}

/** What stands behind a beginning that is the `baseurl` but for a letter in four, two at the most. */
function behindMisspelt(mount: string, path: string): string | undefined {
  const depth = mount.split('/').length - 1;
  const segments = path.split('/');
  const limit = Math.min(2, Math.floor(mount.length / 4));
  const beginning = `/${segments.slice(0, depth).join('/')}`;
  if (editDistance(beginning.toLowerCase(), mount.toLowerCase(), limit) > limit) return undefined;
  return segments.slice(depth).join('/');
}

function mountOf({ origin, hosts }: LinkContext['location']): string {
  return hosts.get(new URL(origin).hostname) ?? '';
}

/** How the author would have written the URL of an output: with or without host, from the root or from the page. */
function spelledLike(written: string, output: string, from: string, { location }: LinkContext): string {
  const [, address = '', tail = ''] = /^\s*([^?#]*)([?#].*)?$/s.exec(written) ?? [];
  const encode = (path: string): string =>
    address.includes('%') ? encodePath(path) : path.replaceAll(' ', '%20');
  const path = shortened(output, address);
  if (hasHost(address)) {
    const [, host = '', name = ''] = /^((?:https?:)?\/\/([^/]*))/i.exec(address) ?? [];
    return `${host}${location.hosts.get(name.toLowerCase().replace(/\.$/, '')) ?? ''}/${encode(path)}${tail}`;
  }
  if (address.startsWith('/')) return `${mountOf(location)}/${encode(path)}${tail}`;
  return `${encode(relativePath(folderOf(from), path)) || './'}${tail}`;
}

/** A page without `index.html` or `.html`, where the author has left them out too. */
function shortened(path: string, written: string): string {
  if (extensionOf(path) !== '.html' || extensionOf(written) === '.html') return path;
  const folder = path.replace(/(^|\/)index\.html$/, '$1');
  return folder === path ? path.replace(/\.html$/, '') : folder;
}

/**
 * What is wrong with the fragment of a link to the page `output`: the page must have the id, spelt with the same
 * letters (HTML Standard, "Scrolling to a fragment"). Fragments that pages read by script (`#/week/3`, `#page=2`)
 * and those of files that are no pages are not looked at.
 */
function anchorFault(
  { url }: Reference,
  fragment: string,
  output: string,
  { ids }: LinkContext,
): Fault | undefined {
  const encoded = fragment.replace(/:~:.*$/s, '');
  const wanted = decodePath(encoded);
  if (wanted === '' || /^top$/i.test(wanted) || /^[!/]|=/.test(wanted)) return undefined;
  const known = ids.idsOf(output);
  if (known === undefined || known.has(encoded) || known.has(wanted)) return undefined;
  return linkFault('warning', 'anchor-missing', `The page has no heading or anchor "#${wanted}".`, {
    text: url,
    hint: anchorHint(wanted, output, ids),
  });
}

function anchorHint(wanted: string, output: string, { nearest, onlyPage }: IdIndex): string {
  const near = nearest(output, wanted);
  if (near !== undefined) return `Did you mean #${near}?`;
  const page = onlyPage(wanted);
  if (page !== undefined) return `The page ${page} has it.`;
  return 'Correct the link, or give the place it leads to an id.';
}
