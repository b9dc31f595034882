import { textFingerprint } from '../../cache/index.js';
import { buildInventory, type Inventory, type PublishedFile } from '../../links/index.js';
import { once } from '../../site/index.js';

/** What links can lead to, made when it is first asked for, and the fingerprint of all that it is made of. */
export interface KnownInventory {
  readonly print: string;
  readonly inventory: () => Inventory;
}

/** Makes inventories, as {@link buildInventory} does. */
export type InventoryMemory = (
  published: readonly PublishedFile[],
  sources: readonly string[],
  formerNames?: ReadonlyMap<string, string>,
) => KnownInventory;

/** How many are remembered: one without former names, and one with them. */
const REMEMBERED = 2;

/** Remembers the inventories of one course: most builds have the files that the build before had. */
export function createInventoryMemory(): InventoryMemory {
  let known: readonly KnownInventory[] = [];
  return (published, sources, formerNames) => {
    const print = printOf(published, sources, formerNames);
    const found = known.find((one) => one.print === print) ?? {
      print,
      inventory: once(() => buildInventory(published, sources, formerNames)),
    };
    known = [found, ...known.filter((one) => one !== found)].slice(0, REMEMBERED);
    return found;
  };
}

/** No path has a NUL in it. */
function printOf(
  published: readonly PublishedFile[],
  sources: readonly string[],
  formerNames: ReadonlyMap<string, string> = new Map(),
): string {
  const outputs = published.flatMap(({ outputPath, source = '' }) => [outputPath, source]);
  return textFingerprint(
    [outputs, sources, [...formerNames].flat()].map((list) => list.join('\0')).join('\0\0'),
  );
}
