import type { Difference, Subject, Tally } from '../difference/difference.js';
import { SUBJECTS } from '../difference/difference.js';
import { wordCount } from '../difference/text-alignment.js';
import type { ReaderPage } from '../page/reader-page.js';

/** Counts what pages have and what differs. */
export interface Counter {
  /** Takes in a page of a side; of one whose counterpart is missing, all that it has is lost, or new. */
  readonly page: (page: ReaderPage, side: 'old' | 'new', isAlone?: boolean) => void;
  readonly files: (old: number, young: number) => void;
  readonly differences: (found: readonly Difference[]) => void;
  readonly tallies: () => Readonly<Record<Subject, Tally>>;
}

export function createCounter(): Counter {
  const counts = new Map<Subject, { -readonly [name in keyof Tally]: number }>();
  const of = (subject: Subject) => {
    const known = counts.get(subject) ?? {
      old: 0,
      new: 0,
      kept: 0,
      lost: 0,
      changed: 0,
      added: 0,
      mended: 0,
    };
    counts.set(subject, known);
    return known;
  };
  /** Of what was changed or lost by mends, what the old site had. */
  const mendedOld = new Map<Subject, number>();
  return {
    page: (page, side, isAlone = false) => {
      for (const [subject, number] of factCounts(page)) {
        of(subject)[side] += number;
        if (isAlone && subject !== 'page') of(subject)[side === 'old' ? 'lost' : 'added'] += number;
      }
    },
    files: (old, young) => {
      of('file').old = old;
      of('file').new = young;
    },
    differences: (found) => {
      for (const { subject, kind, isMended, amount } of found) {
        const tally = of(subject);
        if (isMended) {
          tally.mended += amount;
          if (kind !== 'new') mendedOld.set(subject, (mendedOld.get(subject) ?? 0) + amount);
        } else if (kind === 'new') tally.added += amount;
        else tally[kind] += amount;
      }
    },
    tallies: () => {
      const entries = SUBJECTS.map((subject) => {
        const tally = of(subject);
        const kept = tally.old - tally.lost - tally.changed - (mendedOld.get(subject) ?? 0);
        return [subject, { ...tally, kept: Math.max(0, kept) }] as const;
      });
      // Every subject has its entry.
      return Object.fromEntries(entries) as Record<Subject, Tally>;
    },
  };
}

function factCounts(page: ReaderPage): (readonly [Subject, number])[] {
  return [
    ['page', 1],
    ['title', page.title === '' ? 0 : 1],
    ['heading', page.headings.length],
    ['link', page.links.length],
    ['figure', page.figures.length],
    ['formula', page.formulas.length],
    ['code', page.code.length],
    ['text', wordCount(page)],
    ['structure', [...page.structure.values()].reduce((sum, number) => sum + number, 0)],
  ];
}
