import type { Run, SourceText } from '../../diagnostics/index.js';
import type { Formula } from '../../math/index.js';

/** Formulas as data in which each source, which many formulas come from, is there once. */
interface FormulaList {
  readonly sources: readonly SourceText[];
  readonly formulas: readonly (Omit<Formula, 'tex'> & {
    readonly text: string;
    /** `at`, `from`, whether it is verbatim, and the number of its source. */
    readonly runs: readonly (readonly [at: number, from: number, verbatim: boolean, source: number])[];
  })[];
}

/** Writes formulas as one text that {@link readFormulas} reads. */
export function writeFormulas(formulas: readonly Formula[]): string {
  const numbers = new Map<SourceText, number>();
  const numberOf = (source: SourceText): number => {
    const number = numbers.get(source) ?? numbers.size;
    numbers.set(source, number);
    return number;
  };
  const list: FormulaList = {
    formulas: formulas.map(({ tex, ...how }) => ({
      ...how,
      text: tex.text,
      runs: tex.runs.map(({ at, from, verbatim, source }) => [at, from, verbatim, numberOf(source)]),
    })),
    sources: [...numbers.keys()],
  };
  return JSON.stringify(list);
}

/** Reads what {@link writeFormulas} wrote. */
export function readFormulas(text: string): Formula[] {
  const { sources, formulas }: FormulaList = JSON.parse(text);
  return formulas.map(({ text: tex, runs, ...how }) => ({
    ...how,
    tex: {
      text: tex,
      runs: runs.flatMap(([at, from, verbatim, number]): Run[] => {
        const source = sources[number];
        return source === undefined ? [] : [{ at, from, verbatim, source }];
      }),
    },
  }));
}
