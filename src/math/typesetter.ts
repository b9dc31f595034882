import { type Diagnostic, type MappedText, mapSource } from '../diagnostics/index.js';
import type { Formula } from './formula.js';
import { errorHtml, formulaHtml } from './formula-html.js';
import { type KatexResult, type MathOutput, renderKatex } from './katex.js';
import type { MacroValues, MathConfig } from './math-config.js';
import { type PagePart, pageParts } from './page-parts.js';
import { compatibilityMacros } from './tex/compatibility-macros.js';
import { newEquations } from './tex/equations.js';
import { authorOffset, formulaSource } from './tex/katex-source.js';
import { addEnvironments, addMacros, copyTable } from './tex/macro.js';
import { TexError, type TexNote } from './tex/tex-error.js';
import { readPreamble, type TranslatedFormula, translateFormula } from './tex/translate.js';
import type { PageState } from './tex/translation.js';
import { katexNote, noteDiagnostic, undefinedLabel } from './tex-diagnostics.js';

/** What holds for the formulas of a whole site. */
export interface TypesetterOptions {
  readonly output: MathOutput;
  /** The site's own macros (`katex: macros:` in `_config.yml`). */
  readonly macros: MacroValues;
  /** TeX files whose definitions hold on every page, in the order in which they are read. */
  readonly preambles: readonly MappedText[];
  /** What a screen reader calls the region of a display formula, in the site's language. */
  readonly displayLabel: string;
}

/** What holds for the formulas of one page. */
export interface PageMath {
  /** The formulas that the marks in the page's HTML number. */
  readonly formulas: readonly Formula[];
  /** What the page's layouts and includes say to MathJax. */
  readonly config: MathConfig;
  /** The page's source file, for what is reported about formulas that come from its layout. */
  readonly file: string;
}

/** A page with its formulas typeset. */
export interface TypesetPage {
  readonly html: string;
  readonly diagnostics: readonly Diagnostic[];
  /** How many formulas it shows; a page that shows some needs the files of `mathAssets`. */
  readonly formulaCount: number;
}

/** Typesets pages; what two pages have in common is typeset once. */
export interface Typesetter {
  readonly typesetPage: (html: string, page: PageMath) => TypesetPage;
}

/** What a typesetter keeps from page to page. */
interface Shared {
  readonly options: TypesetterOptions;
  /** KaTeX's results by what decides them. */
  readonly results: Map<string, KatexResult>;
  /** The macros and colours that hold where a page begins, by what its MathJax configuration defines. */
  readonly starts: Map<string, Pick<PageState, 'table' | 'colors'>>;
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
}

/**
 * Makes a typesetter for one build. Macros hold in layers: those of the page's MathJax configuration, over them
 * the site's, over them the preambles', over them those that a page's formulas define, in their order. No page
 * sees another page's macros. A formula that cannot be typeset is shown as its TeX, and reported.
 */
export function createTypesetter(options: TypesetterOptions): Typesetter {
  const shared: Shared = { options, results: new Map(), starts: new Map() };
  return { typesetPage: (html, page) => typesetPage(html, page, shared) };
}

function typesetPage(html: string, page: PageMath, shared: Shared): TypesetPage {
  const diagnostics: Diagnostic[] = [];
  const start = pageStart(page.config, shared, diagnostics);
  const state: PageState = {
    table: copyTable(start.table),
    equations: newEquations(page.config),
    colors: new Map(start.colors),
    colorIsSwitch: false,
  };
  const work: PageInWork = { shared, page, state, diagnostics };
  const marked = new Map<number, ReadFormula>();
  const read = pageParts(html, page.formulas, page.config).map((part) => readPart(part, marked, work));
  const shown = new Set<ReadFormula>();
  let formulaCount = 0;
  const parts = read.map((part) => {
    if (typeof part === 'string') return part;
    const typeset = typesetFormula(part, shown.has(part), work);
    if (typeset !== '') formulaCount++;
    shown.add(part);
    return typeset;
  });
  return { html: parts.join(''), diagnostics, formulaCount };
}

/** What holds where a page begins. The preambles' faults are reported once. */
function pageStart(
  config: MathConfig,
  shared: Shared,
  diagnostics: Diagnostic[],
): Pick<PageState, 'table' | 'colors'> {
  const key = JSON.stringify([config.macros, config.environments]);
  const known = shared.starts.get(key);
  if (known !== undefined) return known;
  const { macros, preambles } = shared.options;
  const table = compatibilityMacros();
  addMacros(table, config.macros);
  addEnvironments(table, config.environments);
  addMacros(table, macros);
  const start: PageState = {
    table,
    equations: newEquations(config),
    colors: new Map(),
    colorIsSwitch: false,
  };
  for (const preamble of preambles) {
    const notes = readPreamble(preamble.text, start);
    if (shared.starts.size === 0) diagnostics.push(...notes.map((note) => noteDiagnostic(note, preamble)));
  }
  shared.starts.set(key, start);
  return start;
}

/** HTML as it is, or a formula of the page, read. A mark that comes twice stands for the same formula. */
function readPart(part: PagePart, marked: Map<number, ReadFormula>, work: PageInWork): string | ReadFormula {
  if (part.kind === 'html') return part.html;
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
function foundFormula({ tex, display }: Extract<PagePart, { kind: 'found' }>, file: string): Formula {
  const { runs } = mapSource({ file, text: '' });
  return { tex: { text: tex, runs }, display };
}

function readFormula(formula: Formula, { state, diagnostics }: PageInWork): ReadFormula {
  try {
    const result = translateFormula(formula.tex.text, formula.display, state);
    diagnostics.push(...result.notes.map((note) => noteDiagnostic(note, formula.tex)));
    return { formula, result };
  } catch (error) {
    if (!(error instanceof TexError)) throw error;
    diagnostics.push(noteDiagnostic(error.note, formula.tex));
    return { formula, result: error.note };
  }
}

/** The HTML of a formula; '' for one that only defines something. What is `repeated` is reported already. */
function typesetFormula({ formula, result }: ReadFormula, repeated: boolean, work: PageInWork): string {
  const { tex, display } = formula;
  if ('fault' in result) return errorHtml(tex.text, display, result.message);
  if (result.definesOnly) return '';
  const { options, results } = work.shared;
  const { config } = work.page;
  const source = formulaSource(result.equation, display, work.state.equations.labels);
  const style = {
    output: options.output,
    display,
    leqno: config.tagSide === 'left',
    fleqn: config.displayAlign === 'left',
  };
  const key = JSON.stringify([source.tex, source.mathml, style]);
  const katex = results.get(key) ?? renderKatex(source.tex, style, source.mathml);
  results.set(key, katex);
  const report = (note: TexNote): void => {
    if (!repeated) work.diagnostics.push(noteDiagnostic(note, tex));
  };
  source.unresolved.forEach(({ label, at }) => {
    report(undefinedLabel(label, at, work.state.equations.labels.keys()));
  });
  if (!katex.ok) {
    const note = katexNote(katex.message, authorOffset(source, katex.at), work.state.table.macros.keys());
    report(note);
    return errorHtml(tex.text, display, note.message);
  }
  const { displayLabel, output } = options;
  const ids = repeated ? [] : result.ids;
  return formulaHtml(katex.html, tex.text, { output, display, config, displayLabel, ids });
}
