import type { Diagnostic, Place } from '../diagnostics/index.js';
import type { CourseAddress, Repository } from './course-address.js';
import type { Inventory } from './inventory.js';
import type { LinkedPage } from './linked-page.js';

/** A link that leads out of the site and is therefore not looked up here. */
export interface ExternalLink {
  readonly url: string;
  readonly place: Place;
}

/** What became of a site's links. */
export interface LinkReport {
  /** In the order of the pages; what a layout has wrong is there once for each of its pages, word for word. */
  readonly diagnostics: readonly Diagnostic[];
  readonly external: readonly ExternalLink[];
  /** The course's repository, given or inferred. */
  readonly repository: Repository | undefined;
}

/** Holds every reference of a site's pages against what the site and its repository have. */
export function resolveLinks(
  _pages: readonly LinkedPage[],
  _inventory: Inventory,
  _address: CourseAddress,
): LinkReport {
  throw new Error('Not written yet.');
}
