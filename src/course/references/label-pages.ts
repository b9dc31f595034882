import { type LabelTable, labelTable, originOf } from '../../labels/index.js';
import { formulaIndexes, type LabelTarget, withFormulaIndexes } from '../../math/index.js';
import type { Page } from '../../site/index.js';
import type { ComposedPage, RenderedPage } from '../context/index.js';
import { equationLabels, type MarkedTitle } from '../typeset/index.js';
import { headingFormulas } from './heading-formulas.js';

/** A page that has been made. */
export interface MadePage {
  readonly rendered: RenderedPage;
  readonly composed: ComposedPage;
}

/** The pages of a course with what of them can be referred to. */
export interface CourseLabels {
  readonly table: LabelTable<Page>;
  /** The page that marks name so. */
  readonly byOrigin: (origin: string) => Page | undefined;
  readonly byOutput: ReadonlyMap<string, Page>;
  /** The equation of a page that has this label, as formulas show it. */
  readonly equation: (page: Page, name: string) => LabelTarget | undefined;
  /** A heading of a page, given with marks for its formulas; undefined where the page does not show all of them typeset. */
  readonly title: (page: Page, id: string, marked: string) => MarkedTitle | undefined;
  /** The ids of a page's elements. */
  readonly elementIds: (page: Page) => ReadonlySet<string>;
  /** Whether the page has an element with this id. */
  readonly hasElement: (page: Page, id: string) => boolean;
}

/** Gathers the labels of pages. */
export function courseLabels(made: readonly MadePage[]): CourseLabels {
  const origins = new Map<string, Page>();
  const byOutput = new Map<string, Page>();
  const composed = new Map<Page, ComposedPage>();
  const rendered = new Map<Page, RenderedPage>();
  for (const { composed: one, rendered: text } of made) {
    rendered.set(one.page, text);
    const origin = originOf(one.page.file.path);
    if (!origins.has(origin)) origins.set(origin, one.page);
    byOutput.set(one.page.outputPath, one.page);
    composed.set(one.page, one);
  }
  const ids = new Map<Page, ReadonlySet<string>>();
  const headings = new Map<string, readonly string[]>();
  const formulasOf = (page: ComposedPage, id: string): readonly string[] => {
    const key = `${page.page.outputPath}#${id}`;
    const known = headings.get(key) ?? headingFormulas(new TextDecoder().decode(page.output()), id);
    headings.set(key, known);
    return known;
  };
  const elementIds = (page: Page): ReadonlySet<string> => {
    const known = ids.get(page) ?? new Set(composed.get(page)?.links().ids ?? []);
    ids.set(page, known);
    return known;
  };
  return {
    table: labelTable(
      made.map(({ rendered, composed: { page, links } }) => ({
        page,
        labels: [...rendered.labels(), ...equationLabels(links().equations)],
      })),
    ),
    byOrigin: (origin) => origins.get(origin),
    byOutput,
    equation: (page, name) =>
      composed
        .get(page)
        ?.links()
        .equations.find(([label]) => label === name)?.[1],
    title: (page, id, marked) => {
      const [own, text] = [composed.get(page), rendered.get(page)];
      if (own === undefined || text === undefined) return undefined;
      const numbers = formulaIndexes(marked);
      const finished = formulasOf(own, id);
      if (finished.length !== numbers.length) return undefined;
      const { formulas } = text.marked();
      let next = 0;
      return {
        html: withFormulaIndexes(marked, () => next++),
        formulas: finished.map((html, index) => ({
          tex: formulas[numbers[index] ?? -1]?.tex.text ?? '',
          finished: html,
        })),
      };
    },
    elementIds,
    hasElement: (page, id) => elementIds(page).has(id),
  };
}
