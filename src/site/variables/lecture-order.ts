import { Float } from '../../liquid/index.js';
import type { Page } from '../pages/page.js';
import { isHtml } from '../pages/page-format.js';
import type { Site } from '../pages/site.js';

/** The lectures of a course in their order. */
export interface LectureOrder {
  readonly lectures: readonly Page[];
  /** The lectures beside one; undefined at either end, and for a page that is none. */
  readonly besides: (page: Page) => {
    readonly previous: Page | undefined;
    readonly next: Page | undefined;
  };
  /** The lectures around one, itself among them, in their order: at most ten on either side. None around a page that is none. */
  readonly nearby: (page: Page) => readonly Page[];
}

/** So many lectures stand on either side of one in a list that is not of all. */
const NEARBY = 10;

/** The keys of front matter that number lectures: the second counts where no page has the first. */
const KEYS = ['lecture', 'week'];

/**
 * Orders the lectures of a course: the pages with a number `lecture:`, or else those with a number `week:`; pages with one
 * number stay in the order of the site. Where several have the number beside that of a page, as lectures in two languages do, the
 * one in the page's language is beside it.
 */
export function lectureOrder({ pages, config }: Pick<Site, 'pages' | 'config'>): LectureOrder {
  const shown = pages.filter(isShown);
  const numbered = KEYS.map((key) =>
    shown.flatMap((page) => {
      const number = lectureNumber(page.data[key]);
      return number === null ? [] : [{ page, number }];
    }),
  );
  const ordered = (numbered.find((list) => list.length > 0) ?? []).sort((a, b) => a.number - b.number);
  const places = new Map(ordered.map(({ page }, place) => [page, place]));
  const langOf = ({ data }: Page): unknown => data['lang'] ?? config.raw['lang'];
  /** Of the lectures from a place on, forwards or backwards: the one of the next number that is in the page's language. */
  const nearest = (from: number, step: 1 | -1, page: Page): Page | undefined => {
    let place = from;
    while (ordered[place] !== undefined && ordered[place]?.number === ordered[from]?.number) place += step;
    const first = ordered[place];
    for (let at = place; first !== undefined && ordered[at]?.number === first.number; at += step) {
      const { page: other } = ordered[at] ?? first;
      if (langOf(other) === langOf(page)) return other;
    }
    return first?.page;
  };
  return {
    lectures: ordered.map(({ page }) => page),
    besides: (page) => {
      const own = places.get(page);
      if (own === undefined) return { previous: undefined, next: undefined };
      return { previous: nearest(own, -1, page), next: nearest(own, 1, page) };
    },
    nearby: (page) => {
      const own = places.get(page);
      if (own === undefined) return [];
      return ordered.slice(Math.max(0, own - NEARBY), own + NEARBY + 1).map((one) => one.page);
    },
  };
}

function isShown({ kind, written, outputExtension, url }: Page): boolean {
  return written && kind !== 'notebook' && (isHtml(outputExtension) || url.endsWith('/'));
}

/** A number, or the one that a text such as `3a` or `04` begins with; null where there is none. */
function lectureNumber(value: unknown): number | null {
  if (typeof value === 'number') return value;
  if (value instanceof Float) return value.value;
  const [digits] = typeof value === 'string' ? (/^\s*\d+(?:\.\d+)?/.exec(value) ?? []) : [];
  return digits === undefined ? null : Number(digits);
}
