import type { Label } from './label.js';

/** A page with what of it can be referred to. */
export interface LabelledPage<Page> {
  readonly page: Page;
  readonly labels: readonly Label[];
}

/** What a name leads to. */
export interface FoundLabel<Page> {
  readonly page: Page;
  readonly label: Label;
  /** The pages that have it, where none of them is the one that refers to it and there are several. */
  readonly others?: readonly Page[];
}

/** The labels of all pages of a course. */
export interface LabelTable<Page> {
  /**
   * What a name leads to on a page: what that page has itself, or else another one. Of headings of other pages those
   * are found that have a name with a colon, as `sec:bayes`, which only authors give.
   */
  readonly find: (name: string, on: Page | undefined) => FoundLabel<Page> | undefined;
  /** The label of this name that the page itself has. */
  readonly on: (page: Page, name: string) => Label | undefined;
  /** The names by which other pages can be referred to, to be gone through once. */
  readonly names: () => Iterable<string>;
}

/** Makes the table of the labels of pages, in the order of the course. */
export function labelTable<Page>(pages: Iterable<LabelledPage<Page>>): LabelTable<Page> {
  const byPage = new Map<Page, Map<string, Label>>();
  const byName = new Map<string, { readonly page: Page; readonly label: Label }[]>();
  for (const { page, labels } of pages) {
    const own = new Map<string, Label>();
    byPage.set(page, own);
    for (const label of labels) {
      if (own.has(label.name)) continue;
      own.set(label.name, label);
      // Many lectures have a heading "Summary"; no name that is made of a heading has a colon.
      if (label.kind === 'section' && !label.name.includes(':')) continue;
      const same = byName.get(label.name);
      if (same === undefined) byName.set(label.name, [{ page, label }]);
      else same.push({ page, label });
    }
  }
  return {
    find: (name, on) => {
      const own = on === undefined ? undefined : byPage.get(on)?.get(name);
      if (on !== undefined && own !== undefined) return { page: on, label: own };
      const [first, ...others] = byName.get(name) ?? [];
      if (first === undefined) return undefined;
      return others.length === 0 ? first : { ...first, others: [first, ...others].map(({ page }) => page) };
    },
    on: (page, name) => byPage.get(page)?.get(name),
    names: () => byName.keys(),
  };
}
