import type { Repository } from '../../site/index.js';
import type { Inventory } from '../inventory/inventory.js';
import type { NearIds } from '../inventory/near-ids.js';
import type { SiteLocation } from '../urls/course-address.js';

/** What every check of a link looks at. */
export interface LinkContext {
  readonly inventory: Inventory;
  readonly location: SiteLocation;
  /** Whether the site is served by https:, as GitHub Pages serves every site. */
  readonly secure: boolean;
  readonly repository: Repository | undefined;
  /** Ids of the finished pages by output path, where they are known. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
  /** Finds among them those that were meant. */
  readonly nearIds: NearIds;
}
