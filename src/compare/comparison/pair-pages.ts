import { blockKeys } from '../difference/text-alignment.js';
import type { ReaderPage } from '../page/reader-page.js';
import type { BuiltSite } from '../site/built-site.js';
import { redirectEnd } from '../site/redirects.js';
import { addressKey, servedFile } from '../site/site-address.js';

/** A page of the old site and the one of the new site that has its content. */
export interface PagePair {
  readonly old: ReaderPage;
  readonly new: ReaderPage;
  /** How it is found: at its address, where that leads on to, at another form of it, or by its text. */
  readonly how: 'same' | 'redirected' | 'respelt' | 'found';
  /** Whether its old address still leads to it. */
  readonly isReached: boolean;
}

/** Which pages of two sites belong together. */
export interface PairedPages {
  readonly pairs: readonly PagePair[];
  readonly lost: readonly ReaderPage[];
  readonly added: readonly ReaderPage[];
  /** Old addresses that only led on, and now lead nowhere. */
  readonly lostRedirects: readonly ReaderPage[];
  /** How many addresses only lead on, in the old site and in the new one. */
  readonly redirects: readonly [old: number, new: number];
}

/**
 * Pairs the pages of two sites: by their addresses, through redirects, by other forms of one address (`x.html` and `x/`),
 * and what is left by its text.
 */
export function pairPages(old: BuiltSite, young: BuiltSite): PairedPages {
  const pairs: PagePair[] = [];
  const taken = new Set<ReaderPage>();
  const left: ReaderPage[] = [];
  const lostRedirects: ReaderPage[] = [];
  const byKey = new Map<string, ReaderPage>();
  for (const [file, page] of young.pages) {
    if (page.redirect === undefined) byKey.set(addressKey(file), page);
  }
  const pair = (page: ReaderPage, to: ReaderPage, how: PagePair['how'], isReached: boolean): void => {
    pairs.push({ old: page, new: to, how, isReached });
    taken.add(to);
  };
  let oldRedirects = 0;
  for (const [file, page] of old.pages) {
    if (page.redirect !== undefined) {
      oldRedirects++;
      if (servedFile(young.files, `/${file}`) === undefined) lostRedirects.push(page);
      continue;
    }
    const same = young.pages.get(file);
    if (same !== undefined && same.redirect === undefined) {
      pair(page, same, 'same', true);
      continue;
    }
    const end = same === undefined ? undefined : redirectEnd(young, same);
    if (end !== undefined && !taken.has(end)) {
      pair(page, end, 'redirected', true);
      continue;
    }
    left.push(page);
  }
  const unpaired: ReaderPage[] = [];
  for (const page of left) {
    const other = byKey.get(addressKey(page.file));
    if (other === undefined || taken.has(other)) unpaired.push(page);
    else pair(page, other, 'respelt', servedFile(young.files, `/${page.file}`) === other.file);
  }
  const free = [...young.pages.values()].filter((page) => page.redirect === undefined && !taken.has(page));
  const found = pairByText(unpaired, free);
  for (const [page, to] of found) pair(page, to, 'found', false);
  return {
    pairs,
    lost: unpaired.filter((page) => !found.has(page)),
    added: free.filter((page) => !taken.has(page)),
    lostRedirects,
    redirects: [oldRedirects, [...young.pages.values()].filter((page) => page.redirect !== undefined).length],
  };
}

/** How many pages may share a text for it to say which page is which. */
const FEW = 3;
/** The share of a page's text that another must have to be the same page. */
const ENOUGH = 0.5;

/** Pairs pages that lie at quite other addresses by the texts that they have in common, the most alike first. */
function pairByText(old: readonly ReaderPage[], young: readonly ReaderPage[]): Map<ReaderPage, ReaderPage> {
  const owners = new Map<string, ReaderPage[]>();
  for (const page of young) {
    for (const key of new Set(blockKeys(page))) {
      const known = owners.get(key);
      if (known === undefined) owners.set(key, [page]);
      else if (known.length <= FEW) known.push(page);
    }
  }
  const candidates: { readonly page: ReaderPage; readonly to: ReaderPage; readonly share: number }[] = [];
  for (const page of old) {
    const shared = new Map<ReaderPage, number>();
    let all = 0;
    for (const key of blockKeys(page)) {
      const pages = owners.get(key);
      if (pages !== undefined && pages.length > FEW) continue;
      all += key.length;
      for (const to of pages ?? []) shared.set(to, (shared.get(to) ?? 0) + key.length);
    }
    for (const [to, length] of shared) {
      const share = Math.min(1, length / all);
      if (share >= ENOUGH) candidates.push({ page, to, share });
    }
  }
  candidates.sort((a, b) => b.share - a.share);
  const found = new Map<ReaderPage, ReaderPage>();
  const taken = new Set<ReaderPage>();
  for (const { page, to } of candidates) {
    if (found.has(page) || taken.has(to)) continue;
    found.set(page, to);
    taken.add(to);
  }
  return found;
}
