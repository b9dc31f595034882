import { type Difference, gravityOf, type Subject, type Tally } from '../difference/difference.js';
import type { ResolvedPage } from '../difference/fact-comparison.js';
import { factDifferences } from '../difference/fact-differences.js';
import { alignTexts } from '../difference/text-alignment.js';
import { isAbsorbed, type MendAlignments, textDifferences } from '../difference/text-differences.js';
import type { ReaderPage } from '../page/reader-page.js';
import { textKey } from '../page/tokens.js';
import type { BuiltSite } from '../site/built-site.js';
import { targetResolver } from '../site/link-target.js';
import { pageAddress } from '../site/site-address.js';
import { foldDifferences, type RepeatedDifference } from './fold-differences.js';
import { type PagePair, pairPages } from './pair-pages.js';
import { createCounter } from './tally.js';

/** The sites that are compared. */
export interface ComparedSites {
  readonly old: BuiltSite;
  readonly new: BuiltSite;
  /** What lectern makes of the course now, with mends and without them, where that is known: it tells what mends do. */
  readonly mends?: { readonly with: BuiltSite; readonly without: BuiltSite };
}

/** What differs between two sites for their readers. */
export interface SiteComparison {
  readonly old: SiteFacts;
  readonly new: SiteFacts;
  /** How many pages were held against each other. */
  readonly compared: number;
  readonly tallies: Readonly<Record<Subject, Tally>>;
  /** What many pages have alike, the most frequent first. */
  readonly repeated: readonly RepeatedDifference[];
  /** Pages that differ, the gravest first. */
  readonly pages: readonly PageComparison[];
  /** Files other than pages that one site lacks. */
  readonly files: readonly Difference[];
  /** Whether it is known what mends have changed. */
  readonly tellsMends: boolean;
  /** Whether a reader of the new site lacks something that one of the old site has. */
  readonly hasLoss: boolean;
}

export interface SiteFacts {
  readonly name: string;
  readonly pages: number;
  /** Addresses that only lead on. */
  readonly redirects: number;
  /** The path that it is served under. */
  readonly base: string;
  /** Pages that were too large to be read. */
  readonly unread: readonly string[];
}

export interface PageComparison {
  /** Its address in the new site, or in the old one where the new one lacks it. */
  readonly address: string;
  /** Its address in the old site, where that is another. */
  readonly oldAddress?: string;
  /** The file of the course that it is made of, where that is known. */
  readonly source?: string;
  readonly gravity: number;
  readonly differences: readonly Difference[];
}

/** Holds two sites against each other, page by page, as their readers see them; `progress` is told how far that is. */
export function compareSites(
  { old, new: young, mends }: ComparedSites,
  progress: (done: number, total: number) => void = () => {},
): SiteComparison {
  const { pairs, lost, added, lostRedirects, redirects } = pairPages(old, young);
  const counterparts = new Map(pairs.map((pair) => [pair.old.file, pair.new.file]));
  const oldTarget = targetResolver(old, (file) => counterparts.get(file) ?? file);
  const newTarget = targetResolver(young);
  const mendsOf = mends === undefined ? () => undefined : mendsResolver(mends.with, mends.without);
  const counter = createCounter();
  const differing: Omit<PageComparison, 'gravity'>[] = [];
  const tell = (page: Omit<PageComparison, 'gravity'>): void => {
    counter.differences(page.differences);
    if (page.differences.length > 0) differing.push(page);
  };
  for (const [index, pair] of pairs.entries()) {
    progress(index, pairs.length);
    counter.page(pair.old, 'old');
    counter.page(pair.new, 'new');
    const [before, after] = [resolved(pair.old, oldTarget), resolved(pair.new, newTarget)];
    tell({
      ...placed(pair, young),
      differences: pairDifferences(pair, before, after, mendsOf(pair.new.file)),
    });
  }
  for (const page of lost) {
    counter.page(page, 'old', true);
    const difference = pageDifference('lost', 'is missing', true, page.title);
    tell({ address: pageAddress(page.file), differences: [difference] });
  }
  for (const page of lostRedirects) {
    const what = `led on to ${page.redirect ?? ''}, and leads nowhere now`;
    tell({ address: pageAddress(page.file), differences: [pageDifference('lost', what, true, page.title)] });
  }
  for (const page of added) {
    counter.page(page, 'new', true);
    const source = young.files.sourceOf?.(page.file);
    tell({
      address: pageAddress(page.file),
      ...(source === undefined ? {} : { source }),
      differences: [pageDifference('new', 'is new', false, page.title)],
    });
  }
  const files = fileDifferences(old, young);
  counter.differences(files);
  counter.files(ownFiles(old).length, ownFiles(young).length);
  const folded = foldDifferences(differing, pairs.length);
  const pages = folded.pages
    .filter(({ differences }) => differences.length > 0)
    .map((page) => ({ ...page, gravity: gravityOfAll(page.differences) }))
    .sort((a, b) => b.gravity - a.gravity || (a.address < b.address ? -1 : 1));
  const all = [...files, ...folded.repeated.map(({ difference }) => difference)];
  return {
    old: siteFacts(old, redirects[0]),
    new: siteFacts(young, redirects[1]),
    compared: pairs.length,
    tallies: counter.tallies(),
    repeated: folded.repeated,
    pages,
    files,
    tellsMends: mends !== undefined,
    hasLoss: pages.some(({ differences }) => differences.some(isLoss)) || all.some(isLoss),
  };
}

function resolved(page: ReaderPage, target: ReturnType<typeof targetResolver>): ResolvedPage {
  return { page, target: remembered((address) => target(address, page)) };
}

/** A page as lectern makes it, with mends and without them. */
interface PageMends {
  readonly with: ResolvedPage;
  readonly without: ResolvedPage;
}

function mendsResolver(mended: BuiltSite, plain: BuiltSite): (file: string) => PageMends | undefined {
  const [mendedTarget, plainTarget] = [targetResolver(mended), targetResolver(plain)];
  return (file) => {
    const [one, other] = [mended.pages.get(file), plain.pages.get(file)];
    if (one === undefined || other === undefined) return undefined;
    return { with: resolved(one, mendedTarget), without: resolved(other, plainTarget) };
  };
}

/** Whether a reader lacks something by a difference, and no mend has made it. */
export function isLoss({ isLoss: loses, isMended }: Difference): boolean {
  return loses && !isMended;
}

function gravityOfAll(differences: readonly Difference[]): number {
  return differences.reduce((sum, difference) => sum + gravityOf(difference), 0);
}

function siteFacts({ files, pages, base, unread }: BuiltSite, redirects: number): SiteFacts {
  return { name: files.name, pages: pages.size - redirects, redirects, base, unread };
}

function placed(
  { old, new: to }: PagePair,
  young: BuiltSite,
): Omit<PageComparison, 'gravity' | 'differences'> {
  const source = young.files.sourceOf?.(to.file) ?? young.files.sourceOf?.(old.file);
  return {
    address: pageAddress(to.file),
    ...(old.file === to.file ? {} : { oldAddress: pageAddress(old.file) }),
    ...(source === undefined ? {} : { source }),
  };
}

function pageDifference(kind: Difference['kind'], what: string, loses: boolean, title: string): Difference {
  const told = title === '' ? {} : kind === 'new' ? { new: title } : { old: title };
  return { subject: 'page', kind, isLoss: loses, isMended: false, what, ...told, amount: 1, block: 0 };
}

function pairDifferences(
  pair: PagePair,
  before: ResolvedPage,
  after: ResolvedPage,
  mends: PageMends | undefined,
): Difference[] {
  const { old, new: young } = pair;
  const alignment = alignTexts(old, young);
  const texts = textDifferences({
    old,
    new: young,
    alignment,
    ...(mends === undefined
      ? {}
      : { mends: { with: mendAlignments(pair, mends.with), without: mendAlignments(pair, mends.without) } }),
  });
  const facts = factDifferences({
    old: before,
    new: after,
    ...(mends === undefined ? {} : { mends }),
    moved: new Set(alignment.moved.map(([block]) => block)),
    absorbed: new Set(texts.filter(isAbsorbed).map(({ block }) => block)),
  });
  return [...addressDifferences(pair), ...titleDifferences(pair, mends), ...facts, ...texts];
}

function mendAlignments({ old, new: young }: PagePair, { page }: ResolvedPage): MendAlignments {
  return { toOld: alignTexts(old, page), toNew: alignTexts(page, young) };
}

function addressDifferences({ old, new: young, how, isReached }: PagePair): Difference[] {
  if (how === 'same') return [];
  const to = pageAddress(young.file);
  const what = isReached
    ? `has moved to ${to}, where its old address leads`
    : `has moved to ${to}, and its old address leads nowhere`;
  return [pageDifference('changed', what, !isReached, old.title)];
}

function titleDifferences({ old, new: young }: PagePair, mends: PageMends | undefined): Difference[] {
  const [before, after] = [textKey(old.title), textKey(young.title)];
  if (before === after) return [];
  const kind = before === '' ? 'new' : after === '' ? 'lost' : 'changed';
  const isMended =
    mends !== undefined &&
    textKey(mends.without.page.title) === before &&
    textKey(mends.with.page.title) === after;
  return [
    {
      subject: 'title',
      kind,
      isLoss: before !== '',
      isMended,
      what: kind === 'changed' ? 'reads otherwise' : kind === 'lost' ? 'is missing' : 'is new',
      ...(kind === 'new' ? {} : { old: old.title }),
      ...(kind === 'lost' ? {} : { new: young.title }),
      amount: 1,
      block: 0,
    },
  ];
}

/** What pages are shown with, and no reader opens. */
const SERVING = /\.(?:html?|css|scss|sass|m?js|map|woff2?|ttf|otf|eot|ts|rb|lock)$/i;

function ownFiles({ files }: BuiltSite): string[] {
  return [...files.sizes.keys()].filter((file) => !SERVING.test(file));
}

function fileDifferences(old: BuiltSite, young: BuiltSite): Difference[] {
  const told = (file: string, kind: 'lost' | 'new'): Difference => ({
    subject: 'file',
    kind,
    isLoss: kind === 'lost',
    isMended: false,
    what: kind === 'lost' ? 'is missing' : 'is new',
    ...(kind === 'lost' ? { old: `/${file}` } : { new: `/${file}` }),
    amount: 1,
    block: 0,
  });
  return [
    ...ownFiles(old)
      .filter((file) => !young.files.sizes.has(file))
      .map((file) => told(file, 'lost')),
    ...ownFiles(young)
      .filter((file) => !old.files.sizes.has(file))
      .map((file) => told(file, 'new')),
  ];
}

/** A function of an address that is asked once for each: those of a layout stand on a page several times. */
function remembered<T>(ask: (address: string) => T): (address: string) => T {
  const known = new Map<string, T>();
  return (address) => {
    const before = known.get(address);
    if (before !== undefined) return before;
    const answer = ask(address);
    known.set(address, answer);
    return answer;
  };
}
