import { editDistance } from '../../diagnostics/index.js';

/** Finds the ids that links which miss may have meant. */
export interface IdIndex {
  /**
   * The id of a page that is `wanted` but for letter case and signs, else the one that differs in the fewest letters: one in
   * four, and no more than five.
   */
  readonly nearest: (output: string, wanted: string) => string | undefined;
  /** The one page that has the id; undefined where none or more than one has. */
  readonly onlyPage: (wanted: string) => string | undefined;
}

/** The ids of one page, ready to be compared. */
interface ComparedIds {
  /** The first id of each bare form. */
  readonly byBare: ReadonlyMap<string, string>;
  /** What was found for each id that was looked for letter by letter. */
  readonly found: Map<string, string | undefined>;
}

/** Of so many ids that miss on a page it is looked which one is nearest by its letters: each is compared with all of the page's. */
const MOST_COMPARED = 300;

/** Makes what finds ids among those of pages, which are looked through when they are first asked for. */
export function indexIds(ids: ReadonlyMap<string, ReadonlySet<string>>): IdIndex {
  const pages = new Map<string, ComparedIds>();
  let owners: ReadonlyMap<string, string | undefined> | undefined;
  return {
    nearest: (output, wanted) => {
      const page = pages.get(output) ?? comparedIds(ids.get(output) ?? new Set());
      pages.set(output, page);
      return nearestId(wanted, page);
    },
    onlyPage: (wanted) => {
      owners ??= ownersOf(ids);
      return owners.get(wanted);
    },
  };
}

function comparedIds(ids: ReadonlySet<string>): ComparedIds {
  const byBare = new Map<string, string>();
  for (const id of ids) {
    const bare = bareId(id);
    if (!byBare.has(bare)) byBare.set(bare, id);
  }
  return { byBare, found: new Map() };
}

/** The page of each id; undefined for those that several have. */
function ownersOf(ids: ReadonlyMap<string, ReadonlySet<string>>): Map<string, string | undefined> {
  const owners = new Map<string, string | undefined>();
  for (const [page, set] of ids) for (const id of set) owners.set(id, owners.has(id) ? undefined : page);
  return owners;
}

function nearestId(wanted: string, { byBare, found }: ComparedIds): string | undefined {
  const bare = bareId(wanted);
  const same = bare === '' ? undefined : byBare.get(bare);
  if (same !== undefined) return same;
  if (!found.has(bare) && found.size < MOST_COMPARED) found.set(bare, fewestLetters(bare, byBare));
  return found.get(bare);
}

function fewestLetters(bare: string, byBare: ComparedIds['byBare']): string | undefined {
  let nearest: string | undefined;
  let least = Math.min(5, Math.floor(bare.length / 4));
  if (least === 0) return undefined;
  for (const [other, id] of byBare) {
    const distance = editDistance(bare, other, least);
    if (distance > least || distance === 0) continue;
    nearest = id;
    least = distance - 1;
    if (least === 0) break;
  }
  return nearest;
}

function bareId(id: string): string {
  return id
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
