import { editDistance } from '../../diagnostics/index.js';
import { once } from '../../site/index.js';

/** Finds among a fixed set of paths the one that somebody who wrote another path most likely meant. */
export interface NameIndex {
  /** The nearest path that `accept` lets pass, or undefined where none is near enough to be named. */
  readonly nearest: (wanted: string, accept?: (path: string) => boolean) => string | undefined;
  /**
   * Where a file has moved to: the path with the same base name, if there is exactly one that `accept` lets pass, the
   * name is not one that many files have (`figure1.png`), and it lies in no folder of another year or number: there it is
   * another file.
   */
  readonly moved: (wanted: string, accept?: (path: string) => boolean) => string | undefined;
}

/** One path, cut up for comparing; all parts in folded form. */
interface Entry {
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  readonly stem: string;
  readonly extension: string;
}

/** How many candidates with the most pairs of letters in common are compared letter by letter. */
const CANDIDATES = 40;

/** A letter that differs is in two pairs of letters, and two that are swapped are in three. */
const PAIRS_OF_A_MISTAKE = 3;

/** Extensions that stand for the same kind of thing: a figure that was saved again as another type. */
const PAGES = new Set(['.html', '.htm', '.md', '.markdown', '']);
const ALIKE = [
  new Set(['.png', '.jpg', '.jpeg', '.gif', '.svg', '.webp', '.avif', '.bmp', '.pdf']),
  PAGES,
  new Set(['.mp4', '.webm', '.mov', '.ogv', '.m4v']),
];

/** Names that programs and people give to one thing after another, so that another file of the name is another thing. */
const COMMON_STEM =
  /^(?:(?:banner|chart|cover|diagram|download|example|fig|figure|graph|icon|image|images|img|index|logo|main|output|photo|pic|picture|plot|readme|results?|screen ?shot|slide|slides|test|title|unknown|untitled)?[-_ ().]*\d{0,4}[-_ ().]*[a-z]?)$/;

/**
 * Indexes paths by base name, by stem and by pairs of letters, so that one question costs far less than a
 * comparison with every path. Of several answers the order of preference is: the same path in other letter
 * case, the same base name in another folder, the same stem with an extension of the same kind, the least
 * difference in the letters of the name; then the folder that is most alike, then the shorter path. Each index is made
 * when it is first needed.
 */
export function indexNames(paths: Iterable<string>): NameIndex {
  const entries = once(() => [...paths].map(entryOf));
  const byName = once(() => groupBy(entries(), ({ name }) => [name]));
  const byStem = once(() => groupBy(entries(), ({ stem }) => [stem]));
  const extensions = once(() => new Set(entries().map(({ extension }) => extension)));
  /** The numbers of entries. */
  const byPair = once(() =>
    groupBy(entries().keys(), (number) => letterPairs(entries()[number]?.stem ?? '')),
  );

  const alikeTo = (wanted: Entry) => (entry: Entry) => alike(wanted, entry, extensions());
  const candidates = (wanted: Entry, accept: (path: string) => boolean): Entry[] => {
    const pass = (entry: Entry): boolean => accept(entry.path);
    const sameName = (byName().get(wanted.name) ?? []).filter(pass);
    if (sameName.length > 0) return sameName;
    const sameStem = (byStem().get(wanted.stem) ?? []).filter(pass).filter(alikeTo(wanted));
    if (sameStem.length > 0) return sameStem;
    const isLikely = (entry: Entry): boolean => alikeTo(wanted)(entry) && pass(entry);
    return similarNames(wanted, entries(), byPair(), isLikely);
  };

  return {
    nearest: (wanted, accept = () => true) => {
      const target = entryOf(wanted);
      if (target.stem === '') return undefined;
      const found = candidates(target, accept);
      return best(found, (entry) => folderDifference(target.folder, entry.folder))?.path;
    },
    moved: (wanted, accept = () => true) => {
      const { name, stem, extension, folder } = entryOf(wanted);
      if (COMMON_STEM.test(stem) || extension === '') return undefined;
      const found = (byName().get(name) ?? []).filter(({ path }) => accept(path));
      const [only, another] = found;
      if (only === undefined || another !== undefined) return undefined;
      return sameNumbers(folder, only.folder) ? only.path : undefined;
    },
  };
}

/** Whether no number in one folder's path is another in the other's. */
function sameNumbers(one: string, other: string): boolean {
  const [a, b] = [one, other].map((folder) => folder.match(/\d+/g)?.join('/'));
  return a === undefined || b === undefined || a === b;
}

function entryOf(path: string): Entry {
  const folded = path.normalize('NFC').toLowerCase();
  const slash = folded.lastIndexOf('/');
  const name = folded.slice(slash + 1);
  // A page in a folder of its own goes by the folder's name.
  if (name === 'index.html' && slash > 0) return { ...entryOf(folded.slice(0, slash)), path };
  const dot = name.lastIndexOf('.');
  const cut = dot > 0 ? dot : name.length;
  return {
    path,
    folder: slash < 0 ? '' : folded.slice(0, slash),
    name,
    stem: name.slice(0, cut),
    extension: name.slice(cut),
  };
}

function groupBy<Item>(items: Iterable<Item>, keys: (item: Item) => Iterable<string>): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    for (const key of keys(item)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}

function letterPairs(text: string): Set<string> {
  const pairs = new Set<string>();
  const framed = `^${text}$`;
  for (let at = 0; at + 2 <= framed.length; at++) pairs.add(framed.slice(at, at + 2));
  return pairs;
}

/** An extension that no file of the site has is most likely misspelt itself. */
function alike(wanted: Entry, entry: Entry, extensions: ReadonlySet<string>): boolean {
  if (wanted.extension === entry.extension) return true;
  if (!extensions.has(wanted.extension) && editDistance(wanted.extension, entry.extension, 2) <= 2)
    return true;
  return ALIKE.some((kind) => kind.has(wanted.extension) && kind.has(entry.extension));
}

/** Names whose stem differs in few letters: one in four at the most, and never half of a short name. */
function similarNames(
  wanted: Entry,
  entries: readonly Entry[],
  byPair: ReadonlyMap<string, readonly number[]>,
  pass: (entry: Entry) => boolean,
): Entry[] {
  const limit = Math.min(5, Math.floor(wanted.stem.length / 4));
  if (limit === 0) return [];
  const length = wanted.stem.length;
  const pairs = letterPairs(wanted.stem);
  // A pair of letters can be in the names of thousands of files, each of which is only counted.
  const shared = new Uint16Array(entries.length);
  for (const pair of pairs)
    for (const number of byPair.get(pair) ?? []) shared[number] = (shared[number] ?? 0) + 1;
  const found: { readonly entry: Entry; readonly inCommon: number }[] = [];
  for (const [number, inCommon] of shared.entries()) {
    const entry = inCommon === 0 ? undefined : entries[number];
    if (entry !== undefined && Math.abs(entry.stem.length - length) <= limit && pass(entry))
      found.push({ entry, inCommon });
  }
  const likely = found.sort((a, b) => b.inCommon - a.inCommon).slice(0, CANDIDATES);
  const measured = likely
    .map(({ entry, inCommon }) => {
      const isFar = pairs.size - inCommon > limit * PAIRS_OF_A_MISTAKE;
      return { entry, distance: distanceOf(wanted, entry, limit, isFar) };
    })
    .filter(({ distance }) => distance <= limit);
  const least = Math.min(...measured.map(({ distance }) => distance));
  return measured.filter(({ distance }) => distance === least).map(({ entry }) => entry);
}

/**
 * How far two stems are from each other. Other digits are more often another lecture than a slip: they count
 * for more than letters, unless the rest is long and the same, as in a notebook that was saved under a new date. `isFar`
 * says that more letters differ than `limit` in any case.
 */
function distanceOf(wanted: Entry, entry: Entry, limit: number, isFar: boolean): number {
  const extension = wanted.extension === entry.extension ? 0 : 0.5;
  const different = isFar ? limit + 1 : editDistance(wanted.stem, entry.stem, limit);
  if (digitsOf(wanted) === digitsOf(entry)) {
    // A page is written by its file as well as by its address, so that its extension is no mistake.
    return different + (PAGES.has(wanted.extension) && PAGES.has(entry.extension) ? 0 : extension);
  }
  const letters = wanted.stem.replace(/\d/g, '');
  if (letters.length >= 8 && letters === entry.stem.replace(/\d/g, '')) return Math.min(2, limit) + extension;
  return different + 2 + extension;
}

function digitsOf({ stem }: Entry): string {
  return stem.replace(/\D/g, '');
}

/** How many folder names two folders do not share. */
function folderDifference(a: string, b: string): number {
  if (a === b) return 0;
  const mine = a.split('/');
  const theirs = new Set(b.split('/'));
  const shared = mine.filter((part) => theirs.has(part)).length;
  return 1 + mine.length + theirs.size - 2 * shared;
}

function best(entries: readonly Entry[], difference: (entry: Entry) => number): Entry | undefined {
  let found: Entry | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const away = difference(entry);
    const shorter = found !== undefined && away === least && entry.path.length < found.path.length;
    if (away < least || shorter) {
      found = entry;
      least = away;
    }
  }
  return found;
}
