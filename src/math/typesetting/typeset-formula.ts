import { guarded, internalFault, type MappedText, type Operation } from '../../diagnostics/index.js';
import { classesOf } from '../assets/index.js';
import { type Formula, writtenFormula } from '../formula/index.js';
import { type KatexStyle, renderKatex } from '../katex/index.js';
import {
  authorOffset,
  formulaSource,
  type KatexSource,
  noteDiagnostic,
  TexError,
  type TexNote,
  type TranslatedFormula,
  tokenize,
  translateFormula,
} from '../tex/index.js';
import type { FormulaResult } from './formula-cache.js';
import { ambiguousLabel, katexNote, undefinedLabel } from './formula-diagnostics.js';
import { errorHtml, formulaHtml } from './formula-html.js';
import { withWideBoxes } from './line-breaks.js';
import type { PageContext, ReadFormula, TypesetterContext } from './typesetter-context.js';

/** Reads a formula of a page; the next one may use what it defines. */
export function readFormula(formula: Formula, context: PageContext): ReadFormula {
  if (formula.finished !== undefined) return { formula, result: 'finished' };
  return timed(formula, context, () => translated(formula, context));
}

function translated(formula: Formula, context: PageContext): ReadFormula {
  const { tex, display } = formula;
  const { state, diagnostics, records, locate } = context;
  const { macroLog, table } = state;
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
    const known = translatedOnJekyll(formula, context);
    if (known !== undefined) return known;
    if (context.isConfigKnown) diagnostics.push(noteDiagnostic(error.note, tex, locate));
    noteMissing(error.note, tex, context);
    // What the rest of the formula would have used counts as used.
    for (const { text } of tokenize(tex.text)) {
      const macro = table.macros.get(text);
      if (macro !== undefined) macroLog.used.add(macro);
    }
    return { formula, result: error.note };
  } finally {
    for (const record of macroLog.defined.splice(0)) records.push({ record, text: tex });
  }
}

/** A formula as Jekyll's readers know it, for one that is an error as it is written; undefined where that is no better. */
function translatedOnJekyll(
  { onJekyll, ...formula }: Formula,
  { state }: PageContext,
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

function noteMissing({ missing, at }: TexNote, tex: MappedText, context: PageContext): void {
  if (missing !== undefined) context.missing.push({ name: missing, ...context.locate(tex, at) });
}

/** How it is told that lectern itself fails at a formula. */
function typesettingOf({ tex }: Formula, locate: PageContext['locate']): Operation {
  const failing = 'typesetting this formula failed, so its TeX is shown';
  return { failing, place: () => locate(tex, 0), severity: 'error' };
}

/** The HTML of a formula; '' for one that only defines something. What is `repeated` is reported already. */
export function typesetFormula(read: ReadFormula, repeated: boolean, context: PageContext): string {
  return timed(read.formula, context, () => guardedFormula(read, repeated, context));
}

function guardedFormula(read: ReadFormula, repeated: boolean, context: PageContext): string {
  const { tex, display } = read.formula;
  return guarded(
    { ...typesettingOf(read.formula, context.locate), tell: (fault) => context.diagnostics.push(fault) },
    () => typeset(read, repeated, context),
    () => errorHtml(tex.text, display, 'lectern failed at this formula.'),
  );
}

function typeset(read: ReadFormula, repeated: boolean, context: PageContext): string {
  const { formula, result } = read;
  const { tex, display } = formula;
  if (result === 'finished') return finishedHtml(formula, context);
  if ('fault' in result) return failedHtml(formula, result, context);
  if (result.definesOnly) return '';
  const { source, katex } = katexOf(result, display, context);
  // One with a number of its own would be counted twice.
  const known = katex.ok || display ? undefined : translatedOnJekyll(formula, context);
  if (known !== undefined && isTaken(known, context)) return guardedFormula(known, repeated, context);
  const report = (note: TexNote): void => {
    if (!repeated) context.diagnostics.push(noteDiagnostic(note, tex, context.locate));
  };
  source.unresolved.forEach(({ label, at }) => {
    context.missingLabels.add(label);
    report(undefinedLabel(label, at, context.labels().keys()));
  });
  source.ambiguous.forEach(({ label, at }) => {
    report(ambiguousLabel(label, at, context.labels().get(label)?.pages ?? []));
  });
  if (!katex.ok) {
    const note = katexNote(katex.message, authorOffset(source, katex.at), context.state.table.macros.keys());
    if (context.isConfigKnown) report(note);
    noteMissing(note, tex, context);
    return failedHtml(formula, note, context);
  }
  context.glyphs.push(katex.glyphs);
  context.classes.push(katex.classes);
  const { displayLabel, output } = context.shared.options;
  const ids = repeated ? [] : result.ids;
  return formulaHtml(katex.html, tex.text, {
    output,
    display,
    config: context.page.config,
    displayLabel,
    ids,
    linksElsewhere: context.linksElsewhere,
  });
}

/** A formula that another page has typeset. */
function finishedHtml({ finished = '' }: Formula, { shared, glyphs, classes }: PageContext): string {
  glyphs.push(shared.glyphsOf(finished));
  classes.push(classesOf(finished));
  return shared.options.bare === true ? finished : withWideBoxes(finished);
}

/** Whether KaTeX takes a formula. */
function isTaken({ formula, result }: ReadFormula, context: PageContext): boolean {
  return result !== 'finished' && !('fault' in result) && katexOf(result, formula.display, context).katex.ok;
}

/** What is handed to KaTeX, and what it makes of it. */
function katexOf(
  { equation }: TranslatedFormula,
  display: boolean,
  context: PageContext,
): { readonly source: KatexSource; readonly katex: FormulaResult } {
  const source = formulaSource(equation, display, context.labels());
  const { output } = context.shared.options;
  const { tagSide, displayAlign } = context.page.config;
  const style = { output, display, leqno: tagSide === 'left', fleqn: displayAlign === 'left' };
  return { source, katex: cached(source, style, context) };
}

/**
 * A formula that cannot be typeset. Where a configuration could not be read it may lack a macro of that, and is left to
 * the MathJax that stays in the page.
 */
function failedHtml(formula: Formula, { message }: TexNote, { isConfigKnown }: PageContext): string {
  return isConfigKnown ? errorHtml(formula.tex.text, formula.display, message) : writtenFormula(formula);
}

/** What KaTeX makes of a formula, ready for a page; out of the cache where it is there, or as the page had it before. */
function cached(
  { tex, mathml }: KatexSource,
  style: KatexStyle,
  { shared, page, typeset: ofPage }: PageContext,
): FormulaResult {
  const { cache, options } = shared;
  const bare = options.bare === true;
  const key = JSON.stringify(bare ? [tex, mathml, style, bare] : [tex, mathml, style]);
  const known = cache.get(key);
  const result = known ?? page.typeset?.get(key) ?? rendered();
  if (known === undefined) cache.set(key, result);
  ofPage.set(key, result);
  return result;

  function rendered(): FormulaResult {
    const made = renderKatex(tex, style, mathml);
    return made.ok ? readyForPage(made.html, style, shared) : made;
  }
}

function readyForPage(
  html: string,
  { display }: KatexStyle,
  { options, glyphsOf }: TypesetterContext,
): FormulaResult {
  const inBoxes = !display && options.bare !== true;
  return {
    ok: true,
    html: inBoxes ? withWideBoxes(html) : html,
    glyphs: glyphsOf(html),
    classes: classesOf(html),
  };
}

function timed<T>(formula: Formula, { timer }: PageContext, run: () => T): T {
  return timer === undefined ? run() : timer.during(formula, run);
}
