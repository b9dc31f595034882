import { editDistance } from '../../diagnostics/index.js';

/** The ids of a site's pages, and those among them that links which miss may have meant. */
export interface IdIndex {
  /** The ids of a page, by its output path; undefined where they are not known. */
  readonly idsOf: (output: string) => ReadonlySet<string> | undefined;
  /**
   * The id of a page that is `wanted` but for letter case and signs, else the one that differs in the fewest letters: one in
   * four, and no more than five.
   */
  readonly nearest: (output: string, wanted: string) => string | undefined;
  /** The one page that has the id; undefined where none or more than one has. */
  readonly onlyPage: (wanted: string) => string | undefined;
}

/** The index as one page asks it, and what that has asked: another answer to it could be another finding on the page. */
export interface AskedIndex extends IdIndex {
  /** Output paths of the pages whose ids were asked for. */
  readonly asked: () => readonly string[];
  /** Whether a page was looked for among all. */
  readonly hasAskedAll: () => boolean;
}

/** The ids of one page, ready to be compared. */
interface ComparedIds {
  /** The first id of each bare form. */
  readonly byBare: ReadonlyMap<string, string>;
  /** What was found for each id that was looked for letter by letter. */
  readonly found: Map<string, string | undefined>;
}

/** Of so many ids that one page misses on another it is looked which is nearest by its letters: each is compared with all there. */
const MOST_COMPARED = 300;

/**
 * Makes what finds ids among those of the pages at `outputs`, which are looked through when they are first asked for. Each
 * call of the result is an index for one page, so that what one page asks decides nothing of another.
 */
export function indexIds(outputs: Iterable<string>, idsOf: IdIndex['idsOf']): () => AskedIndex {
  const pages = new Map<string, ComparedIds>();
  let owners: ReadonlyMap<string, string | undefined> | undefined;
  const comparedOf = (output: string): ComparedIds => {
    const page = pages.get(output) ?? comparedIds(idsOf(output) ?? new Set());
    pages.set(output, page);
    return page;
  };
  return () => {
    const asked = new Set<string>();
    const compared = new Map<string, Set<string>>();
    let hasAskedAll = false;
    const mayCompare = (output: string, bare: string): boolean => {
      const others = compared.get(output) ?? new Set();
      compared.set(output, others);
      if (others.size < MOST_COMPARED) others.add(bare);
      return others.has(bare);
    };
    return {
      idsOf: (output) => {
        asked.add(output);
        return idsOf(output);
      },
      nearest: (output, wanted) => {
        asked.add(output);
        return nearestId(wanted, comparedOf(output), (bare) => mayCompare(output, bare));
      },
      onlyPage: (wanted) => {
        hasAskedAll = true;
        owners ??= ownersOf(outputs, idsOf);
        return owners.get(wanted);
      },
      asked: () => [...asked],
      hasAskedAll: () => hasAskedAll,
    };
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
function ownersOf(outputs: Iterable<string>, idsOf: IdIndex['idsOf']): Map<string, string | undefined> {
  const owners = new Map<string, string | undefined>();
  for (const page of outputs) {
    for (const id of idsOf(page) ?? []) owners.set(id, owners.has(id) ? undefined : page);
  }
  return owners;
}

function nearestId(
  wanted: string,
  { byBare, found }: ComparedIds,
  mayCompare: (bare: string) => boolean,
): string | undefined {
  const bare = bareId(wanted);
  const same = bare === '' ? undefined : byBare.get(bare);
  if (same !== undefined) return same;
  if (!mayCompare(bare)) return undefined;
  if (!found.has(bare)) found.set(bare, fewestLetters(bare, byBare));
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
