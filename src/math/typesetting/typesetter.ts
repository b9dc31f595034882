import { type Diagnostic, mapSource, textLocator } from '../../diagnostics/index.js';
import { glyphReader, type MathUse, mergeClasses, mergeGlyphs } from '../assets/index.js';
import { MATHJAX_2_DEFAULTS, MATHJAX_3_DEFAULTS, type MathConfig, type PageScript } from '../config/index.js';
import type { Formula } from '../formula/index.js';
import { escapeAttribute } from '../html/index.js';
import {
  definitionsOf,
  type InitialState,
  initialState,
  type PageMacros,
  pageStateFrom,
  usedNames,
} from '../macros/index.js';
import { mathScope, type PagePart, pageParts } from '../search/index.js';
import { addressInFormulas, type LabelTarget, type LabelTargets, type PageState } from '../tex/index.js';
import { figureLabels } from './figure-labels.js';
import { boundedCache, type FormulaCache, type FormulaResult } from './formula-cache.js';
import { asciiMathNote, notTypesetNote, unpairedDelimiter } from './formula-diagnostics.js';
import { isErrorHtml } from './formula-html.js';
import { type FormulaTimes, startFormulaTimer } from './formula-times.js';
import { joinParts, type TypesetPart } from './line-breaks.js';
import { readFormula, typesetFormula } from './typeset-formula.js';
import type {
  PageContext,
  PageMath,
  ReadFormula,
  TypesetterContext,
  TypesetterOptions,
} from './typesetter-context.js';

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
  /** The labels of its equations. */
  readonly equations: LabelTargets;
  /** Labels that its formulas refer to and that it has not. */
  readonly missingLabels: readonly string[];
  /** What KaTeX makes of its formulas, in their order, by their keys in a `FormulaCache`. */
  readonly typeset: ReadonlyMap<string, FormulaResult>;
  /** How long its formulas took, where that was asked for. */
  readonly times?: FormulaTimes;
}

/** Typesets pages; what two pages have in common is typeset once. */
export interface Typesetter {
  readonly typesetPage: (html: string, page: PageMath) => TypesetPage;
}

/**
 * Makes a typesetter for one build. Macros hold in layers: those of the page's MathJax configuration, over them
 * the site's, over them those of the page's front matter, over them the preambles', over them those that a page's
 * formulas define, in their order. No page sees another page's macros. A formula that cannot be typeset is shown as
 * its TeX, and reported. What is in `cache` is not typeset again; what is typeset goes into it. `clock` gives
 * milliseconds, by which times are taken where they are asked for.
 */
export function createTypesetter(
  options: TypesetterOptions,
  cache: FormulaCache = boundedCache(),
  clock: () => number = () => performance.now(),
): Typesetter {
  const shared: TypesetterContext = {
    options,
    cache,
    glyphsOf: glyphReader(),
    initialStates: new Map(),
    clock,
  };
  return { typesetPage: (html, page) => typesetPage(html, page, shared) };
}

function typesetPage(html: string, page: PageMath, shared: TypesetterContext): TypesetPage {
  const diagnostics: Diagnostic[] = [];
  const timer = shared.options.timed === true ? startFormulaTimer(shared.clock) : undefined;
  const initial = initialStateOf(page, shared);
  const state = pageStateFrom(initial, page.config, page.equationPrefix ?? '');
  const labels = pageLabels(html, page, state);
  const context: PageContext = {
    shared,
    page,
    state,
    diagnostics,
    locate: textLocator(),
    records: [],
    missing: [],
    missingLabels: new Set(),
    typeset: new Map(),
    glyphs: [],
    classes: [],
    labels,
    linksElsewhere: linksElsewhere(page),
    isConfigKnown: !(page.scripts ?? []).some(({ use }) => use === 'unreadable'),
    timer,
  };
  const marked = new Map<number, ReadFormula>();
  const cut = pageParts(html, page.formulas, page.config, page.scripts);
  const isKept = needsScripts(cut, page.scripts ?? []);
  const ignoredBy = isKept ? ignoredClass(page.config) : undefined;
  const read = cut.map((part) => {
    if (part.kind === 'script') return isKept ? part.html : '';
    return readPart(part, marked, context);
  });
  const asciiMath = cut.flatMap((part) => (part.kind === 'asciimath' ? [part.text] : []));
  diagnostics.push(...asciiMathNote(asciiMath, page.file));
  const shown = new Set<ReadFormula>();
  const failed: Formula[] = [];
  let formulaCount = 0;
  const parts = read.map((part): TypesetPart => {
    if (typeof part === 'string') return { html: part, kind: 'html' };
    const html = typesetFormula(part, shown.has(part), context);
    shown.add(part);
    // What is left to MathJax is text.
    if (html !== '' && !html.startsWith('<')) return { html, kind: 'html' };
    if (html !== '') formulaCount++;
    if (isErrorHtml(html)) failed.push(part.formula);
    const whole = ignoredBy === undefined ? html : withIgnoredClass(html, ignoredBy);
    return { html: whole, kind: part.formula.display ? 'display' : 'inline' };
  });
  const losesLoader = !isKept && (page.scripts ?? []).some(({ use }) => use === 'load' || use === 'katex');
  if (losesLoader) diagnostics.push(...notTypesetNote(failed, context.locate));
  return {
    html: shared.options.bare === true ? parts.map((part) => part.html).join('') : joinParts(parts),
    diagnostics,
    preambleFaults: initial.diagnostics,
    formulaCount,
    leftOut: isKept ? 0 : cut.filter((part) => part.kind === 'script').length,
    use: useOf(parts, context),
    ids: parts.flatMap(idsOf),
    macros: macrosOf(context, initial),
    equations: [...state.equations.labels],
    missingLabels: [...context.missingLabels],
    typeset: context.typeset,
    ...(timer && { times: timer.read() }),
  };
}

function useOf(parts: readonly TypesetPart[], { glyphs, classes }: PageContext): MathUse {
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

/** The targets of references to other pages, as KaTeX writes them into `href`, where these are shown as references. */
function linksElsewhere({ elsewhere = [], equationName }: PageMath): ReadonlySet<string> {
  if (equationName === undefined) return new Set();
  return new Set(
    elsewhere.map(([, { page = '', id }]) => escapeAttribute(`${addressInFormulas(page)}#${encodeURI(id)}`)),
  );
}

/** The labels of a page: those of other pages, over them those of its figures and tables, and those of its equations. */
function pageLabels(
  html: string,
  { labels: given = [], elsewhere = [], equationName }: PageMath,
  { equations }: PageState,
): PageContext['labels'] {
  let labels: ReadonlyMap<string, LabelTarget> | undefined;
  const named = (own: ReadonlyMap<string, LabelTarget>): LabelTargets =>
    Array.from(own, ([label, target]) => [
      label,
      equationName === undefined ? target : { ...target, name: `${equationName}\u00A0${target.shown}` },
    ]);
  return () => {
    labels ??= new Map([...elsewhere, ...figureLabels(html), ...given, ...named(equations.labels)]);
    return labels;
  };
}

/** More starts than this are not remembered, as a server meets one for each edit of a preamble. */
const MOST_INITIAL_STATES = 256;

/** What holds where a page begins. */
function initialStateOf(
  { config, macros, preambles = [] }: PageMath,
  shared: TypesetterContext,
): InitialState {
  const { options, initialStates } = shared;
  const own = preambles.map(({ text, runs }) => [text, runs[0]?.source.file]);
  const key = JSON.stringify([config.macros, config.environments, config.packages, macros, own]);
  const known = initialStates.get(key);
  const initial =
    known ??
    initialState({
      config,
      macros: [options.macros, macros ?? {}],
      preambles: [...options.preambles, ...preambles],
    });
  if (initialStates.size === MOST_INITIAL_STATES) initialStates.clear();
  initialStates.set(key, initial);
  return initial;
}

/** What the page's formulas have done with macros. */
function macrosOf({ page, state, records, missing, locate }: PageContext, initial: InitialState): PageMacros {
  const { macroLog } = state;
  return {
    file: page.file,
    defined: definitionsOf(records, macroLog.used, initial.layered, locate),
    used: usedNames(initial.table, macroLog),
    missing,
  };
}

/** HTML as it is, or a formula of the page, read. A mark that comes twice stands for the same formula. */
function readPart(
  part: Exclude<PagePart, { kind: 'script' }>,
  marked: Map<number, ReadFormula>,
  context: PageContext,
): string | ReadFormula {
  if (part.kind === 'html') return part.html;
  if (part.kind === 'later' || part.kind === 'asciimath') return '';
  if (part.kind === 'unpaired') {
    const { file } = context.page;
    context.diagnostics.push(unpairedDelimiter(part, file));
    return '';
  }
  if (part.kind === 'found') return readFormula(foundFormula(part, context.page.file), context);
  const known = marked.get(part.index);
  const formula = context.page.formulas[part.index];
  if (known !== undefined) return known;
  if (formula === undefined) return '';
  const read = readFormula(formula, context);
  marked.set(part.index, read);
  return read;
}

/** A formula that stands in the page's layout or its raw HTML; its place is the page's file as a whole. */
function foundFormula({ kind: _, tex, ...how }: Extract<PagePart, { kind: 'found' }>, file: string): Formula {
  const { runs } = mapSource({ file, text: '' });
  return { tex: { text: tex, runs }, ...how };
}

/**
 * Whether a page keeps the scripts that load and configure MathJax or KaTeX, although its formulas are typeset: one of
 * its scripts needs them, what a configuration says is not known, or something in the page is no formula that can be
 * typeset now: AsciiMath, or a text of which a script is to make something (slides, a template).
 */
function needsScripts(parts: readonly PagePart[], scripts: readonly PageScript[]): boolean {
  return (
    scripts.some(({ use, calls }) => calls === true || use === 'unreadable') ||
    parts.some(({ kind }) => kind === 'later' || kind === 'asciimath')
  );
}

/** The HTML of a formula that is typeset, with a class by which a MathJax that stays in the page leaves it alone. */
function withIgnoredClass(formula: string, className: string): string {
  return formula.replace('class="', () => `class="${className} `);
}

/** A class that a page's MathJax leaves alone: one that its configuration names, or its own. */
function ignoredClass(config: MathConfig): string {
  const standard = config.version === 3 ? MATHJAX_3_DEFAULTS : MATHJAX_2_DEFAULTS;
  const named = config.ignoreClass.split('|').filter((name) => /^[\w-]+$/.test(name));
  return named.find((name) => isIgnored(name, config)) ?? standard.ignoreClass;
}

function isIgnored(name: string, config: MathConfig): boolean {
  const scope = mathScope(config);
  scope.pass({ name: 'span', closing: false }, `<span class="${name} katex">`);
  return !scope.isSearched();
}
