import {
  type Diagnostic,
  guarded,
  internalFault,
  type MappedText,
  mapSource,
  type Operation,
  textLocator,
} from '../diagnostics/index.js';
import { classesOf, mergeClasses } from './assets/used-classes.js';
import { glyphReader, mergeGlyphs, type UsedGlyphs } from './assets/used-glyphs.js';
import { figureLabels } from './figure-labels.js';
import type { Formula } from './formula.js';
import { errorHtml, formulaHtml, isErrorHtml } from './formula-html.js';
import {
  boundedMemory,
  type FormulaMemory,
  type FormulaResult,
  packResult,
  unpackResult,
} from './formula-memory.js';
import { type FormulaTimes, type FormulaWatch, startFormulaWatch } from './formula-times.js';
import { type KatexStyle, type MathOutput, renderKatex } from './katex.js';
import { ignoredClass, keepsScripts, leftAlone } from './kept-scripts.js';
import { joinParts, type TypesetPart } from './kept-together.js';
import type { MacroValues, MathConfig } from './math-config.js';
import type { MathUse } from './math-use.js';
import {
  definitionsOf,
  type MissingMacro,
  type PageMacros,
  type PlacedRecord,
  usedNames,
} from './page-macros.js';
import { type PagePart, pageParts } from './page-parts.js';
import type { PageScript } from './page-scripts.js';
import { type PageStart, pageStart, startState } from './page-start.js';
import type { LabelTarget } from './tex/equations.js';
import { authorOffset, formulaSource, type KatexSource } from './tex/katex-source.js';
import { TexError, type TexNote } from './tex/tex-error.js';
import { tokenize } from './tex/token.js';
import { type TranslatedFormula, translateFormula } from './tex/translate.js';
import type { PageState } from './tex/translation.js';
import {
  asciiMathNote,
  katexNote,
  noteDiagnostic,
  notTypesetNote,
  undefinedLabel,
  unpairedDelimiter,
} from './tex-diagnostics.js';
import { writtenFormula } from './tex-text.js';
import { withWideBoxes } from './wide-formulas.js';

/** What holds for the formulas of a whole site. */
export interface TypesetterOptions {
  readonly output: MathOutput;
  /** The site's own macros (`katex: macros:` in `_config.yml`). */
  readonly macros: MacroValues;
  /** TeX files whose definitions hold on every page, in the order in which they are read. */
  readonly preambles: readonly MappedText[];
  /** What a screen reader calls the region of a display formula, in the site's language. */
  readonly displayLabel: string;
  /**
   * True where no style sheet of lectern's is at hand: formulas in a line then stand as KaTeX writes them, in no elements that
   * scroll or hold them and the text beside them together.
   */
  readonly bare?: boolean;
  /** Whether it is told how long formulas took. */
  readonly timed?: boolean;
}

/** What holds for the formulas of one page. */
export interface PageMath {
  /** The formulas that the marks in the page's HTML number. */
  readonly formulas: readonly Formula[];
  /** What the page's layouts and includes say to MathJax. */
  readonly config: MathConfig;
  /** What the scripts of the page's HTML are to its formulas; absent for none. */
  readonly scripts?: readonly PageScript[];
  /** The page's own macros (`katex: macros:` in its front matter), over the site's. */
  readonly macros?: MacroValues;
  /** TeX files whose definitions hold on this page, over the site's, in the order in which they are read. */
  readonly preambles?: readonly MappedText[];
  /** The page's source file, for what is reported about formulas that come from its layout. */
  readonly file: string;
}

/** A page with its formulas typeset. */
export interface TypesetPage {
  readonly html: string;
  readonly diagnostics: readonly Diagnostic[];
  /** What is wrong with the files of definitions that hold on it, the same on every page where they hold. */
  readonly preambleFaults: readonly Diagnostic[];
  /** How many formulas it shows; a page that shows some needs the files of `mathAssets`. */
  readonly formulaCount: number;
  /** How many scripts and style sheets were left out of it that only served formulas which are now typeset. */
  readonly leftOut: number;
  /** What its formulas need of these files. */
  readonly use: MathUse;
  /** The ids of elements in its formulas: of equations, and those that authors give. */
  readonly ids: readonly string[];
  /** What its formulas define and use, for `checkMacros`. */
  readonly macros: PageMacros;
  /** How long its formulas took, where that was asked for. */
  readonly times?: FormulaTimes;
}

/** Typesets pages; what two pages have in common is typeset once. */
export interface Typesetter {
  readonly typesetPage: (html: string, page: PageMath) => TypesetPage;
}

/** What a typesetter keeps from page to page. */
interface Shared {
  readonly options: TypesetterOptions;
  /** KaTeX's results by what decides them. */
  readonly memory: FormulaMemory;
  /** Tells what a formula shows. */
  readonly glyphsOf: (katexHtml: string) => UsedGlyphs;
  /** What holds where a page begins, by what its layouts, front matter and preambles define. */
  readonly starts: Map<string, PageStart>;
  readonly clock: () => number;
}

/** A formula of a page, read but not yet typeset: references may lead to equations further down. */
interface ReadFormula {
  readonly formula: Formula;
  /** What it became, or why it could not be read. */
  readonly result: TranslatedFormula | TexNote;
}

/** A page while it is typeset. */
interface PageInWork {
  readonly shared: Shared;
  readonly page: PageMath;
  readonly state: PageState;
  readonly diagnostics: Diagnostic[];
  /** Reads the places of what is found. */
  readonly locate: ReturnType<typeof textLocator>;
  readonly records: PlacedRecord[];
  readonly missing: MissingMacro[];
  /** What each formula shows. */
  readonly glyphs: UsedGlyphs[];
  /** The classes of each formula's elements. */
  readonly classes: (readonly string[])[];
  /** What references lead to, once the page has been read: its equations, figures and tables. */
  readonly labels: () => ReadonlyMap<string, LabelTarget>;
  /** Whether all is known that the page's configuration says of formulas. */
  readonly isConfigKnown: boolean;
  /** Takes the times of its formulas, where they are asked for. */
  readonly watch: FormulaWatch | undefined;
}

/**
 * Makes a typesetter for one build. Macros hold in layers: those of the page's MathJax configuration, over them
 * the site's, over them those of the page's front matter, over them the preambles', over them those that a page's
 * formulas define, in their order. No page sees another page's macros. A formula that cannot be typeset is shown as
 * its TeX, and reported. What is in `memory` is not typeset again; what is typeset goes into it. `clock` gives
 * milliseconds, by which times are taken where they are asked for.
 */
export function createTypesetter(
  options: TypesetterOptions,
  memory: FormulaMemory = boundedMemory(),
  clock: () => number = () => performance.now(),
): Typesetter {
  const shared: Shared = {
    options,
    memory,
    glyphsOf: glyphReader(),
    starts: new Map(),
    clock,
  };
  return { typesetPage: (html, page) => typesetPage(html, page, shared) };
}

function typesetPage(html: string, page: PageMath, shared: Shared): TypesetPage {
  const diagnostics: Diagnostic[] = [];
  const watch = shared.options.timed === true ? startFormulaWatch(shared.clock) : undefined;
  const start = startOf(page, shared);
  const state = startState(start, page.config);
  const labels = pageLabels(html, state);
  const work: PageInWork = {
    shared,
    page,
    state,
    diagnostics,
    locate: textLocator(),
    records: [],
    missing: [],
    glyphs: [],
    classes: [],
    labels,
    isConfigKnown: !(page.scripts ?? []).some(({ use }) => use === 'unreadable'),
    watch,
  };
  const marked = new Map<number, ReadFormula>();
  const cut = pageParts(html, page.formulas, page.config, page.scripts);
  const isKept = keepsScripts(cut, page.scripts ?? []);
  const leftAloneBy = isKept ? ignoredClass(page.config) : undefined;
  const read = cut.map((part) => {
    if (part.kind === 'script') return isKept ? part.html : '';
    return readPart(part, marked, work);
  });
  const asciiMath = cut.flatMap((part) => (part.kind === 'asciimath' ? [part.text] : []));
  diagnostics.push(...asciiMathNote(asciiMath, page.file));
  const shown = new Set<ReadFormula>();
  const failed: Formula[] = [];
  let formulaCount = 0;
  const parts = read.map((part): TypesetPart => {
    if (typeof part === 'string') return { html: part, kind: 'html' };
    const html = watched(part.formula, work, () => typesetFormula(part, shown.has(part), work));
    shown.add(part);
    // What is left to MathJax is text.
    if (html !== '' && !html.startsWith('<')) return { html, kind: 'html' };
    if (html !== '') formulaCount++;
    if (isErrorHtml(html)) failed.push(part.formula);
    const whole = leftAloneBy === undefined ? html : leftAlone(html, leftAloneBy);
    return { html: whole, kind: part.formula.display ? 'display' : 'inline' };
  });
  const losesLoader = !isKept && (page.scripts ?? []).some(({ use }) => use === 'load' || use === 'katex');
  if (losesLoader) diagnostics.push(...notTypesetNote(failed, work.locate));
  return {
    html: shared.options.bare === true ? parts.map((part) => part.html).join('') : joinParts(parts),
    diagnostics,
    preambleFaults: start.diagnostics,
    formulaCount,
    leftOut: isKept ? 0 : cut.filter((part) => part.kind === 'script').length,
    use: useOf(parts, work),
    ids: parts.flatMap(idsOf),
    macros: macrosOf(work, start),
    ...(watch && { times: watch.read() }),
  };
}

function watched<T>(formula: Formula, { watch }: PageInWork, run: () => T): T {
  return watch === undefined ? run() : watch.during(formula, run);
}

function useOf(parts: readonly TypesetPart[], { glyphs, classes }: PageInWork): MathUse {
  const formulas = parts.filter(({ kind }) => kind !== 'html');
  return {
    glyphs: mergeGlyphs(glyphs),
    classes: mergeClasses(classes),
    scrolls: formulas.some(({ kind, html }) => kind === 'display' || html.includes('class="math-wide"')),
    refers: formulas.some(({ html }) => html.includes('class="math-ref"')),
  };
}

function idsOf({ kind, html }: TypesetPart): readonly string[] {
  if (kind === 'html' || !html.includes(' id="')) return [];
  return Array.from(html.matchAll(/<[^<>]* id="([^"]*)"/g), ([, id = '']) => id);
}

/** The labels of a page: those of its figures and tables, over them those of its equations. */
function pageLabels(html: string, { equations }: PageState): PageInWork['labels'] {
  let labels: ReadonlyMap<string, LabelTarget> | undefined;
  return () => {
    labels ??= new Map([...figureLabels(html), ...equations.labels]);
    return labels;
  };
}

/** More starts than this are not remembered, as a server meets one for each edit of a preamble. */
const MOST_STARTS = 256;

/** What holds where a page begins. */
function startOf({ config, macros, preambles = [] }: PageMath, shared: Shared): PageStart {
  const { options, starts } = shared;
  const own = preambles.map(({ text, runs }) => [text, runs[0]?.source.file]);
  const key = JSON.stringify([config.macros, config.environments, config.packages, macros, own]);
  const known = starts.get(key);
  const start =
    known ??
    pageStart({
      config,
      macros: [options.macros, macros ?? {}],
      preambles: [...options.preambles, ...preambles],
    });
  if (starts.size === MOST_STARTS) starts.clear();
  starts.set(key, start);
  return start;
}

/** What the page's formulas have done with macros. */
function macrosOf({ page, state, records, missing, locate }: PageInWork, start: PageStart): PageMacros {
  const { ledger } = state;
  return {
    file: page.file,
    defined: definitionsOf(records, ledger.used, start.layered, locate),
    used: usedNames(start.table, ledger),
    missing,
  };
}

/** HTML as it is, or a formula of the page, read. A mark that comes twice stands for the same formula. */
function readPart(
  part: Exclude<PagePart, { kind: 'script' }>,
  marked: Map<number, ReadFormula>,
  work: PageInWork,
): string | ReadFormula {
  if (part.kind === 'html') return part.html;
  if (part.kind === 'later' || part.kind === 'asciimath') return '';
  if (part.kind === 'unpaired') {
    const { file } = work.page;
    work.diagnostics.push(unpairedDelimiter(part, file));
    return '';
  }
  if (part.kind === 'found') return readFormula(foundFormula(part, work.page.file), work);
  const known = marked.get(part.index);
  const formula = work.page.formulas[part.index];
  if (known !== undefined) return known;
  if (formula === undefined) return '';
  const read = readFormula(formula, work);
  marked.set(part.index, read);
  return read;
}

/** A formula that stands in the page's layout or its raw HTML; its place is the page's file as a whole. */
function foundFormula({ kind: _, tex, ...how }: Extract<PagePart, { kind: 'found' }>, file: string): Formula {
  const { runs } = mapSource({ file, text: '' });
  return { tex: { text: tex, runs }, ...how };
}

function readFormula(formula: Formula, work: PageInWork): ReadFormula {
  return watched(formula, work, () => translated(formula, work));
}

function translated(formula: Formula, work: PageInWork): ReadFormula {
  const { tex, display } = formula;
  const { state, diagnostics, records, locate } = work;
  const { ledger, table } = state;
  try {
    const result = translateFormula(tex.text, display, state);
    diagnostics.push(...result.notes.map((note) => noteDiagnostic(note, tex, locate)));
    return { formula, result };
  } catch (error) {
    if (!(error instanceof TexError)) {
      const fault = internalFault(typesettingOf(formula, locate), error);
      diagnostics.push(fault);
      return { formula, result: { fault: 'math-syntax', at: 0, message: fault.message } };
    }
    const known = translatedOnJekyll(formula, work);
    if (known !== undefined) return known;
    if (work.isConfigKnown) diagnostics.push(noteDiagnostic(error.note, tex, locate));
    noteMissing(error.note, tex, work);
    // What the rest of the formula would have used counts as used.
    for (const { text } of tokenize(tex.text)) {
      const macro = table.macros.get(text);
      if (macro !== undefined) ledger.used.add(macro);
    }
    return { formula, result: error.note };
  } finally {
    for (const record of ledger.defined.splice(0)) records.push({ record, text: tex });
  }
}

/** A formula as Jekyll's readers know it, for one that is an error as it is written; undefined where that is no better. */
function translatedOnJekyll(
  { onJekyll, ...formula }: Formula,
  { state }: PageInWork,
): ReadFormula | undefined {
  if (onJekyll === undefined) return undefined;
  try {
    const runs = formula.tex.runs.slice(0, 1).map((run) => ({ ...run, verbatim: false }));
    const result = translateFormula(onJekyll, formula.display, state);
    return { formula: { ...formula, tex: { text: onJekyll, runs } }, result };
  } catch (error) {
    if (error instanceof TexError) return undefined;
    throw error;
  }
}

function noteMissing({ missing, at }: TexNote, tex: MappedText, work: PageInWork): void {
  if (missing !== undefined) work.missing.push({ name: missing, ...work.locate(tex, at) });
}

/** How it is told that lectern itself fails at a formula. */
function typesettingOf({ tex }: Formula, locate: PageInWork['locate']): Operation {
  const failing = 'typesetting this formula failed, so its TeX is shown';
  return { failing, place: () => locate(tex, 0), severity: 'error' };
}

/** The HTML of a formula; '' for one that only defines something. What is `repeated` is reported already. */
function typesetFormula(read: ReadFormula, repeated: boolean, work: PageInWork): string {
  const { tex, display } = read.formula;
  return guarded(
    { ...typesettingOf(read.formula, work.locate), tell: (fault) => work.diagnostics.push(fault) },
    () => typeset(read, repeated, work),
    () => errorHtml(tex.text, display, 'lectern failed at this formula.'),
  );
}

function typeset(read: ReadFormula, repeated: boolean, work: PageInWork): string {
  const { formula, result } = read;
  const { tex, display } = formula;
  if ('fault' in result) return failedHtml(formula, result, work);
  if (result.definesOnly) return '';
  const { source, katex } = katexOf(result, display, work);
  // One with a number of its own would be counted twice.
  const known = katex.ok || display ? undefined : translatedOnJekyll(formula, work);
  if (known !== undefined && isTaken(known, work)) return typesetFormula(known, repeated, work);
  const report = (note: TexNote): void => {
    if (!repeated) work.diagnostics.push(noteDiagnostic(note, tex, work.locate));
  };
  source.unresolved.forEach(({ label, at }) => {
    report(undefinedLabel(label, at, work.labels().keys()));
  });
  if (!katex.ok) {
    const note = katexNote(katex.message, authorOffset(source, katex.at), work.state.table.macros.keys());
    if (work.isConfigKnown) report(note);
    noteMissing(note, tex, work);
    return failedHtml(formula, note, work);
  }
  work.glyphs.push(katex.glyphs);
  work.classes.push(katex.classes);
  const { displayLabel, output } = work.shared.options;
  const ids = repeated ? [] : result.ids;
  return formulaHtml(katex.html, tex.text, { output, display, config: work.page.config, displayLabel, ids });
}

/** Whether KaTeX takes a formula. */
function isTaken({ formula, result }: ReadFormula, work: PageInWork): boolean {
  return !('fault' in result) && katexOf(result, formula.display, work).katex.ok;
}

/** What is handed to KaTeX, and what it makes of it. */
function katexOf(
  { equation }: TranslatedFormula,
  display: boolean,
  { shared, page: { config }, labels }: PageInWork,
): { readonly source: KatexSource; readonly katex: FormulaResult } {
  const source = formulaSource(equation, display, labels());
  const { output } = shared.options;
  const { tagSide, displayAlign } = config;
  const style = { output, display, leqno: tagSide === 'left', fleqn: displayAlign === 'left' };
  return { source, katex: remembered(source, style, shared) };
}

/**
 * A formula that cannot be typeset. Where a configuration could not be read it may lack a macro of that, and is left to
 * the MathJax that stays in the page.
 */
function failedHtml(formula: Formula, { message }: TexNote, { isConfigKnown }: PageInWork): string {
  return isConfigKnown ? errorHtml(formula.tex.text, formula.display, message) : writtenFormula(formula);
}

/** What KaTeX makes of a formula, ready for a page; out of the memory where it is there. */
function remembered({ tex, mathml }: KatexSource, style: KatexStyle, shared: Shared): FormulaResult {
  const { memory, options } = shared;
  const bare = options.bare === true;
  const key = JSON.stringify(bare ? [tex, mathml, style, bare] : [tex, mathml, style]);
  const packed = memory.get(key);
  const known = packed === undefined ? undefined : unpackResult(packed);
  if (known !== undefined) return known;
  const made = renderKatex(tex, style, mathml);
  const result: FormulaResult = made.ok ? readyForPage(made.html, style, shared) : made;
  memory.set(key, packResult(result));
  return result;
}

function readyForPage(html: string, { display }: KatexStyle, { options, glyphsOf }: Shared): FormulaResult {
  const inBoxes = !display && options.bare !== true;
  return {
    ok: true,
    html: inBoxes ? withWideBoxes(html) : html,
    glyphs: glyphsOf(html),
    classes: classesOf(html),
  };
}
