import { type Diagnostic, guarded, type Place } from '../diagnostics/index.js';
import type { Anchor, Heading, Reference } from '../markdown/index.js';
import { addressFault, diskFault, hostFault } from './faults/address-fault.js';
import { type Fault, faultAt, linkFault } from './faults/fault.js';
import { besideFault, type LinkContext, siteFault } from './faults/site-fault.js';
import { type Inventory, lookUp } from './inventory/inventory.js';
import { duplicateIds, missingAlternatives, skippedLevels } from './page-structure.js';
import { repositoryFault, revisionPath } from './repository/repository-fault.js';
import { belongsTo, parseRepositoryUrl } from './repository/repository-url.js';
import { hasHost, pageUrl, pathInSource, targetOf } from './urls/site-location.js';

/** A page of the built site, or a style sheet, with what it refers to. */
export interface LinkedPage {
  /** Path relative to the destination, decoded; it decides where relative links lead. */
  readonly outputPath: string;
  /**
   * Every URL of the page, those of its layouts and includes among them, each with the place it was written at:
   * a fault of a layout is then the same diagnostic on every page and can be folded into one.
   */
  readonly references: readonly Reference[];
  /** The ids that authors wrote or headings were given, in the order of the page. */
  readonly anchors: readonly Anchor[];
  readonly headings: readonly Heading[];
  /**
   * Every id of the finished page, and every `name` of its `<a>`s: where a fragment can lead. Undefined where
   * they are not known; links to fragments of the page are then not looked at.
   */
  readonly ids: ReadonlySet<string> | undefined;
}

/** A link that leads out of the site and is therefore not looked up here. */
export interface ExternalLink {
  readonly url: string;
  readonly place: Place;
}

/** What became of a page's links. */
export interface PageReport {
  readonly diagnostics: readonly Diagnostic[];
  readonly external: readonly ExternalLink[];
  /** Output paths of the site that a link leads to. */
  readonly used: readonly string[];
}

/** Holds every reference of a page against what the site and its repository have, and looks at its ids, headings and pictures. */
export function resolvePage(page: LinkedPage, context: LinkContext): PageReport {
  const found: Diagnostic[] = [];
  const external: ExternalLink[] = [];
  const used = new Set<string>();
  const attempt = <T>(failing: string, place: Place | string, run: () => T): T | undefined =>
    guarded<T | undefined>({ failing, place, tell: (fault) => found.push(fault) }, run, () => undefined);
  for (const check of [
    () => duplicateIds(page.anchors),
    () => skippedLevels(page.headings),
    () => missingAlternatives(page.references),
  ]) {
    found.push(...(attempt(UNCHECKED_PAGE, page.outputPath, check) ?? []));
  }
  const base = baseOf(page, context);
  for (const reference of page.references) {
    if (reference.element === 'base' || reference.isLookedUp === false) continue;
    const {
      fault,
      external: leaves,
      output,
    } = attempt(UNCHECKED_LINK, reference.place, () => {
      const resolved = resolve(reference, page.outputPath, base, context);
      const { fault } = resolved;
      return { ...resolved, fault: fault && faultAt(fault, reference.place) };
    }) ?? {};
    if (fault !== undefined) found.push(fault);
    if (leaves === true) external.push({ url: reference.url.trim(), place: reference.place });
    if (output !== undefined) used.add(output);
  }
  return { diagnostics: saidOnce(found), external, used: [...used] };
}

const UNCHECKED_PAGE = 'looking at the ids, headings and pictures of this page failed';
const UNCHECKED_LINK = 'looking up this link failed, so it is not checked';

/** Without what a page repeats, by a loop or an include: a fault is then there as often as pages have it. */
function saidOnce(found: readonly Diagnostic[]): readonly Diagnostic[] {
  if (found.length < 2) return found;
  const keyOf = ({ file, line, column, code, message }: Diagnostic): string =>
    JSON.stringify([file, line, column, code, message]);
  return [...new Map(found.toReversed().map((one) => [keyOf(one), one])).values()].toReversed();
}

/** The URL that a page's relative links start from: its own, or that of its `<base>`. */
function baseOf(page: LinkedPage, { location }: LinkContext): URL {
  const own = pageUrl(page.outputPath, location);
  const base = page.references.find(({ element, attribute }) => element === 'base' && attribute === 'href');
  return base !== undefined && URL.canParse(base.url, own.href) ? new URL(base.url, own) : own;
}

/** What became of one link. */
interface Resolved {
  readonly fault?: Fault | undefined;
  /** Whether it leads to another site. */
  readonly external?: true;
  /** The file of the site that it leads to. */
  readonly output?: string | undefined;
}

function resolve(reference: Reference, from: string, base: URL, context: LinkContext): Resolved {
  const slip = addressFault(reference);
  if (slip?.severity === 'error' || reference.url.trim() === '') return { fault: slip };
  const target = targetOf(reference.url, base, context.location);
  switch (target.kind) {
    case 'site':
      if (isNeighbour(reference, base, target.path, context)) return { fault: slip, external: true };
      return {
        fault: siteFault(reference, target, from, context) ?? slip,
        output: servedAs(target.path, context.inventory),
      };
    case 'beside':
      return { fault: besideFault(reference, target.path, from, context) ?? slip };
    case 'other':
      return { fault: diskFault(reference, target.scheme) ?? slip };
    case 'malformed':
      return {
        fault: linkFault('error', 'link-broken-markup', 'No browser can read this URL.', MALFORMED_HINT),
      };
    case 'web':
      return resolveOutside(reference, target.url, slip, context);
  }
}

/**
 * Whether a link that names the host of a site at its root leads to another site there: to `OWNER.github.io/NAME/`, or to the like below a
 * domain, the site of a project of the same owner may lie. Its path then begins with a folder that this site has not, and
 * nothing of this site is like it.
 */
function isNeighbour(
  { url }: Reference,
  base: URL,
  path: string,
  { inventory, location }: LinkContext,
): boolean {
  const [folder = '', ...below] = path.split('/');
  return (
    hasHost(url) &&
    location.hosts.get(new URL(url, base).hostname) === '' &&
    below.length > 0 &&
    !inventory.folders.has(folder) &&
    lookUp(path, inventory).kind === 'missing' &&
    inventory.outputNames.nearest(path.replace(/\/$/, '')) === undefined
  );
}

const MALFORMED_HINT = { hint: 'Check the host: it can have no spaces, and no signs besides "-" and ".".' };

/** A link to another host, which may still open a file of the course's own repository. */
function resolveOutside(
  reference: Reference,
  url: URL,
  slip: Fault | undefined,
  { secure, repository, inventory }: LinkContext,
): Resolved {
  const fault = hostFault(reference, url, secure);
  const link = parseRepositoryUrl(url);
  if (fault === undefined && link !== undefined && repository !== undefined && belongsTo(link, repository)) {
    const { path } = revisionPath(link, repository, inventory);
    const output = inventory.outputOf.get(pathInSource(path, repository) ?? '');
    return { fault: repositoryFault(reference.url, link, repository, inventory) ?? slip, output };
  }
  return { fault: fault ?? slip, external: true };
}

/** The file that is served for a path of the site. */
function servedAs(path: string, inventory: Inventory): string | undefined {
  const found = lookUp(path, inventory);
  return found.kind === 'found' || found.kind === 'case' ? found.output : undefined;
}
