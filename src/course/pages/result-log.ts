import type { Read } from '../../cache/index.js';
import type { Page } from '../../site/index.js';
import type { PageProducts, TransientRead } from '../context/index.js';
import type { PageKeys } from '../incremental/index.js';

/** What the results of one build were made from. */
export interface ResultLog {
  /** Notes what a page's result of a kind was made from. */
  readonly note: (kind: keyof PageProducts, page: Page, reads: readonly Read[]) => void;
  readonly forget: (page: Page) => void;
  /** What a page's result of a kind was made from, where that is known. */
  readonly readsOf: (kind: keyof PageProducts, page: Page) => readonly Read[];
  /** What results so far were made from that can be another although no file of the course is. */
  readonly transient: () => readonly TransientRead[];
  /** Of the pages that these show, wholly or in part, those that are not among them, as `rendered` has each. */
  readonly shownBy: <T>(pages: readonly Page[], rendered: (page: Page) => T) => readonly T[];
}

/** The kinds of things that can become others by themselves, as `site-facts.ts` names them. */
const TRANSIENT = /^(?:time|chance|failure|file|sass)(?: |$)/;

/** Starts the log of a build. */
export function createResultLog({ keyOf, find }: PageKeys): ResultLog {
  const transient: TransientRead[] = [];
  /** By kind and page's key. */
  const madeFrom = new Map<string, readonly Read[]>();
  return {
    note: (kind, page, reads) => {
      madeFrom.set(`${kind} ${keyOf(page)}`, reads);
      for (const [name, print] of reads) if (TRANSIENT.test(name)) transient.push({ page, name, print });
    },
    forget: (page) => {
      madeFrom.delete(`rendered ${keyOf(page)}`);
      madeFrom.delete(`composed ${keyOf(page)}`);
    },
    readsOf: (kind, page) => madeFrom.get(`${kind} ${keyOf(page)}`) ?? [],
    transient: () => transient,
    shownBy: <T>(pages: readonly Page[], rendered: (page: Page) => T) => {
      const own = new Set(pages);
      const others = new Map<Page, T>();
      const followed = new Set<string>();
      const follow = (made: string): void => {
        if (followed.has(made)) return;
        followed.add(made);
        for (const [name] of madeFrom.get(made) ?? []) {
          const [, kind, key = ''] = /^(content|marked|output) (.*)$/s.exec(name) ?? [];
          const page = find(key);
          if (kind === undefined || page === undefined) continue;
          // What it was made from is known once it is.
          if (!own.has(page)) others.set(page, rendered(page));
          follow(kind === 'output' ? name : `rendered ${key}`);
        }
      };
      for (const page of pages) {
        follow(`composed ${keyOf(page)}`);
        follow(`rendered ${keyOf(page)}`);
      }
      return [...others.values()];
    },
  };
}
