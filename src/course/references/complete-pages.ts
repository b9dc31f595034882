import { type Diagnostic, guarded } from '../../diagnostics/index.js';
import type { LabelTargets } from '../../math/index.js';
import type { Page, Site } from '../../site/index.js';
import { type ComposedPage, isIncomplete } from '../context/index.js';
import type { CompletedTerms, Completion } from '../pages/index.js';
import { labelTarget, type MarkedTitle } from '../typeset/index.js';
import { type CourseTerms, courseTerms } from './course-terms.js';
import { courseLabels, type MadePage } from './label-pages.js';
import { referenceFindings, withLikelyLabels } from './reference-findings.js';
import { referenceResolver } from './resolve-reference.js';
import { markedTitle, pageAddress, type ReferenceDisplay, shownMark } from './show-reference.js';

/** What pages are completed with. */
export interface CompletingOptions {
  readonly site: Site;
  readonly wordsOf: ReferenceDisplay['wordsOf'];
  readonly pictureOf: ReferenceDisplay['pictureOf'];
  /** Completes a page by what other pages decide. */
  readonly complete: (page: Page, completion: Completion) => Promise<ComposedPage>;
}

/** Pages that are complete, and what is wrong with their references. */
export interface CompletedPages {
  /** In the order in which they were given. */
  readonly pages: readonly MadePage[];
  /** What stands for the marks of each page that has any, by output path. */
  readonly shown: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
  /** What a mark is on a page, by what is known now; undefined where that is not known. */
  readonly show: ShowMark;
  /** The terms that are linked on a page. */
  readonly termsOf: (page: Page) => CompletedTerms | undefined;
}

/** What a mark of a reference is on a page. */
export type ShowMark = (mark: string, at: Page) => string | undefined;

/**
 * Shows on pages what they refer to on others: numbers and names, of which the pages of a site are known when all of them
 * are made. A page without such references is not looked at; a course without any has nothing to do here.
 */
export async function completePages(
  made: readonly MadePage[],
  options: CompletingOptions,
): Promise<CompletedPages> {
  const isAsked =
    options.site.glossary !== undefined ||
    made.some(({ rendered, composed }) => rendered.hasMentions || isIncomplete(composed));
  if (!isAsked)
    return {
      pages: made,
      shown: new Map(),
      diagnostics: [],
      show: laterMarks(made, options),
      termsOf: () => undefined,
    };
  const faults: Diagnostic[] = [];
  const place = '_config.yml';
  const tell = (fault: Diagnostic): void => void faults.push(fault);
  const refers = made.some(
    ({ rendered, composed: { marks, missingLabels } }) =>
      rendered.hasMentions || marks.length > 0 || missingLabels.length > 0,
  );
  const display = guarded<ReferenceDisplay | undefined>(
    { failing: 'looking up what pages refer to on others failed, so readers see its names', place, tell },
    () => (refers ? referenceDisplay(made, options) : undefined),
    () => undefined,
  );
  const terms = guarded<CourseTerms | undefined>(
    { failing: 'looking up the terms of the glossary failed, so none is linked', place, tell },
    () => courseTerms(made, options.site),
    () => undefined,
  );
  const pages: MadePage[] = [];
  const shown = new Map<string, ReadonlyMap<string, string>>();
  for (const one of made) {
    const { composed, rendered } = one;
    if (!isIncomplete(composed)) {
      pages.push(one);
      continue;
    }
    const { outputPath, file } = composed.page;
    const completion = guarded<Completion>(
      {
        failing: 'showing what this page refers to failed, so readers see its names',
        place: file.path,
        tell,
      },
      () => completionOf(composed, display),
      () => ({ shown: new Map(), elsewhere: [], titles: new Map() }),
    );
    shown.set(outputPath, completion.shown);
    const isChanged = composed.marks.length > 0 || completion.elsewhere.length > 0 || composed.isTermed;
    const ownTerms = composed.isTermed ? terms?.of(composed.page) : undefined;
    const whole = isChanged
      ? await options.complete(composed.page, { ...completion, ...(ownTerms && { terms: ownTerms }) })
      : composed;
    const names = (): Iterable<string> => display?.labels.table.names() ?? [];
    pages.push({ rendered, composed: { ...whole, diagnostics: withLikelyLabels(whole.diagnostics, names) } });
  }
  const findings = guarded(
    { failing: 'looking for references that lead nowhere failed', place, tell },
    () => (display === undefined ? [] : referenceFindings(made, display)),
    () => [],
  );
  return {
    pages,
    shown,
    diagnostics: [...findings, ...(terms?.diagnostics ?? []), ...faults],
    show: laterMarks(made, options),
    termsOf: (page) => terms?.of(page),
  };
}

/** Shows marks of pages that are made anew, by the names that these have. */
function laterMarks(made: readonly MadePage[], options: CompletingOptions): ShowMark {
  let display: ReferenceDisplay | undefined;
  return (mark, at) =>
    guarded(
      { failing: 'showing a reference failed', place: at.file.path, tell: () => {} },
      () => {
        display ??= referenceDisplay(made, options);
        return shownMark(mark, at, display);
      },
      () => undefined,
    );
}

/** What references of these pages are resolved and shown with. */
function referenceDisplay(
  made: readonly MadePage[],
  { site, wordsOf, pictureOf }: CompletingOptions,
): ReferenceDisplay {
  const labels = courseLabels(made);
  const { config } = site;
  return { labels, resolve: referenceResolver(labels, config), config, wordsOf, pictureOf };
}

/** What other pages decide of a page. */
function completionOf(composed: ComposedPage, display: ReferenceDisplay | undefined): Completion {
  const shown = new Map<string, string>();
  const titles = new Map<string, MarkedTitle>();
  if (display === undefined) return { shown, elsewhere: [], titles };
  for (const mark of composed.marks) {
    const text = shownMark(mark, composed.page, display);
    if (text !== undefined) shown.set(mark, text);
    const title = markedTitle(mark, composed.page, display);
    if (title !== undefined) titles.set(mark, title);
  }
  return { shown, elsewhere: formulaTargets(composed, display), titles };
}

/** What the references in a page's formulas lead to on other pages. */
function formulaTargets(
  { page, missingLabels }: ComposedPage,
  { labels: { table, equation }, config, wordsOf }: ReferenceDisplay,
): LabelTargets {
  return missingLabels.flatMap((name) => {
    const found = table.find(name, page);
    const words = wordsOf(page);
    const own = found && equation(found.page, name);
    const named = found && labelTarget(found.label, words);
    const target = own === undefined ? named : { ...own, name: `${words['equation']}\u00A0${own.shown}` };
    if (found === undefined || target === undefined) return [];
    const pages = found.others?.map(({ file }) => file.path);
    const elsewhere = { ...target, page: pageAddress(found.page, page, config, '') };
    return [[name, pages === undefined ? elsewhere : { ...elsewhere, pages }] as const];
  });
}
