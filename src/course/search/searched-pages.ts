import { type CachedResult, fingerprint, type Read } from '../../cache/index.js';
import { isGlossaryPage } from '../../generators/index.js';
import { FORMULA_SIGN, type PageIndex, pageIndex, pageSections } from '../../search/index.js';
import type { Page } from '../../site/index.js';
import {
  CacheDamage,
  type ComposedPage,
  type MadePages,
  type PageCache,
  type RenderedPage,
} from '../context/index.js';

/** A page that can be found. */
export interface SearchedPage {
  readonly page: Page;
  readonly title: string;
  readonly sections: PageIndex['sections'];
  /** Says what the page was indexed from. */
  readonly print: string;
  /** The fingerprint of its terms. */
  readonly termsHash: string;
  /** Read from the cache whenever it is asked for: of a large site it is too much to be held. */
  readonly terms: () => PageIndex['terms'];
  /** Its terms when it was indexed from something else, by the print of that; undefined where this is not known any more. */
  readonly termsOf: (print: string) => PageIndex['terms'] | undefined;
  /** How many sections each piece of its texts has, the piece, and its fingerprint. */
  readonly pieces: readonly {
    readonly sections: number;
    readonly text: () => string;
    readonly hash: string;
  }[];
}

/**
 * The pages of a course that can be found: those that are HTML made of a file of the course, but for the page of errors, those
 * that lead elsewhere, and those that say `search: false`. What the cache has of a page that is as it was is taken from there.
 */
export function searchedPages({ site, rendered, pages }: MadePages, cache: PageCache): SearchedPage[] {
  const seen = new Set<string>();
  return pages.flatMap((composed, index) => {
    const text = rendered[index];
    const { page } = composed;
    // Of a list of posts only the first of its pages is a page by itself.
    if (text === undefined || !isFound(page) || seen.has(page.file.path)) return [];
    seen.add(page.file.path);
    const { title, ...found } = searchedPage(text, composed, cache);
    const { title: ofSite } = site.config.raw;
    const instead = page.url === '/' && typeof ofSite === 'string' ? ofSite : page.slug;
    return [{ ...found, title: title ?? instead }];
  });
}

function isFound(page: Page): boolean {
  const { outputExtension, outputPath, file, data } = page;
  return (
    /^\.x?html?$/i.test(outputExtension) &&
    (file.absolute !== '' || isGlossaryPage(page)) &&
    outputPath !== '404.html' &&
    data['search'] !== false &&
    data['redirect_to'] === undefined
  );
}

function searchedPage(
  rendered: RenderedPage,
  composed: ComposedPage,
  cache: PageCache,
): Omit<SearchedPage, 'title'> & { readonly title: string | undefined } {
  const { page } = composed;
  const key = page.file.path;
  const read: Read = ['searched', fingerprint([rendered.markedHash, composed.outputHash, page.title])];
  const keptFrom = (from: string) =>
    cache.find('searched', key, ([name, print]) => name === read[0] && print === from);
  const found = keptFrom(read[1]);
  const { value, text, hash } = found?.text(0) === undefined ? made(rendered, composed, read, cache) : found;
  const kept = (index: number): string => {
    const known = text(index);
    if (known !== undefined) return known;
    cache.forget('searched', key);
    throw new CacheDamage();
  };
  // These are what was made of a page.
  const sections = JSON.parse(kept(0)) as PageIndex['sections'];
  return {
    page,
    title: page.title || sections.map(plainHeading).find((heading) => heading !== ''),
    sections,
    print: read[1],
    termsHash: hash(1),
    terms: () => JSON.parse(kept(1)) as PageIndex['terms'],
    termsOf: (from) => {
      const old = keptFrom(from)?.text(1);
      return old === undefined ? undefined : (JSON.parse(old) as PageIndex['terms']);
    },
    pieces: value.map((count, number) => ({
      sections: count,
      text: () => kept(number + 2),
      hash: hash(number + 2),
    })),
  };
}

/** A heading with its formulas as TeX. */
function plainHeading({ heading, formulas }: PageIndex['sections'][number]): string {
  let next = 0;
  return heading.replaceAll(FORMULA_SIGN, () => formulas[next++]?.tex ?? '');
}

function made(
  rendered: RenderedPage,
  composed: ComposedPage,
  read: Read,
  cache: PageCache,
): CachedResult<readonly number[]> {
  const { page } = composed;
  const { content, formulas } = rendered.marked();
  const output = new TextDecoder().decode(composed.output());
  const { sections, terms, pieces } = pageIndex(
    pageSections({ title: page.title ?? '', content, formulas, output }),
  );
  return cache.keep('searched', page.file.path, {
    reads: [read],
    value: pieces.map(([count]) => count),
    texts: [JSON.stringify(sections), JSON.stringify(terms), ...pieces.map(([, text]) => text)],
  });
}
