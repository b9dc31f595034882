import { locator, type Place } from '../../diagnostics/index.js';
import type { Formula } from '../formula/index.js';

/** How long a formula of a page took, reading and typesetting together. */
export interface FormulaTime {
  readonly place: Place;
  /** How its TeX begins, on one line. */
  readonly tex: string;
  readonly milliseconds: number;
}

/** How long the formulas of a page took. */
export interface FormulaTimes {
  /** The whole page, with finding its formulas and putting them in their places. */
  readonly milliseconds: number;
  /** Those that took longest, the slowest first. */
  readonly slowest: readonly FormulaTime[];
}

/** Takes the time of each formula of a page. */
export interface FormulaTimer {
  /** Does some work for a formula. */
  readonly during: <T>(formula: Formula, work: () => T) => T;
  /** What has been taken since the timer was started. */
  readonly read: () => FormulaTimes;
}

/** How many formulas are told of each page: of no site are more among its slowest ten. */
const TOLD = 10;
/** Characters of its TeX by which a formula is known. */
const BEGINNING = 50;

/** Starts a timer by a clock of milliseconds. */
export function startFormulaTimer(clock: () => number): FormulaTimer {
  const started = clock();
  const taken = new Map<Formula, number>();
  return {
    during: (formula, work) => {
      const began = clock();
      try {
        return work();
      } finally {
        taken.set(formula, (taken.get(formula) ?? 0) + clock() - began);
      }
    },
    read: () => ({
      milliseconds: clock() - started,
      slowest: [...taken]
        .sort(([, a], [, b]) => b - a)
        .slice(0, TOLD)
        .map(([{ tex }, milliseconds]) => ({
          place: locator(tex)(tex.text.search(/\S|$/)),
          tex: beginning(tex.text),
          milliseconds,
        })),
    }),
  };
}

function beginning(tex: string): string {
  const characters = [...tex.trim().replace(/\s+/g, ' ')];
  return characters.length > BEGINNING ? `${characters.slice(0, BEGINNING).join('')}…` : characters.join('');
}
