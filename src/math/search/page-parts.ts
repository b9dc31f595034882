import { type MathConfig, needsMathJax, type PageScript, removableScripts } from '../config/index.js';
import {
  FORMULA_MARK,
  type Formula,
  isShownAs,
  LITERAL_DOLLAR,
  MARK_CHARACTERS,
  MARK_OR_REMAINS,
  MARK_OR_SHOWN,
  marksAsWritten,
  marksInRawText,
  marksInTag,
  marksInText,
  shownIndex,
} from '../formula/index.js';
import { attributeOf, decodeReferences, type HtmlToken, htmlTokens } from '../html/index.js';
import { type AsciiMathFinder, asciiMathFinder } from './ascii-math.js';
import {
  delimiterGlance,
  type FoundMath,
  isTextEnvironment,
  type MathFinder,
  mathFinder,
} from './find-math.js';
import { formulaElements } from './formula-elements.js';
import { type MathScope, mathScope } from './math-scope.js';
import { addMarkup, addText, emptyRun, htmlOffset, type TextRun } from './text-run.js';
import { type UnpairedDelimiter, unpairedDelimiters } from './unpaired-delimiters.js';

/**
 * A page's HTML in the order of its text: HTML that stays as it is, scripts that a page whose formulas are typeset has no
 * more use for, formulas that the render stage has marked, by their index, formulas found in the rest of the text, whose
 * TeX is what a browser would read there, and what is left of others, which stands in the HTML: delimiters without
 * their partner, formulas in AsciiMath, and whatever has to be typeset later, when a script has made something of it.
 */
export type PagePart =
  | { readonly kind: 'html'; readonly html: string }
  | { readonly kind: 'mark'; readonly index: number }
  | { readonly kind: 'script'; readonly html: string }
  | ({ readonly kind: 'found'; readonly tex: string } & Omit<Formula, 'tex'>)
  | { readonly kind: 'asciimath'; readonly text: string }
  | { readonly kind: 'later' }
  | ({ readonly kind: 'unpaired' } & UnpairedDelimiter);

/** A page while it is split: its HTML, the parts so far, and the text not yet searched. */
interface SplitState {
  readonly html: string;
  readonly config: MathConfig;
  readonly findMath: MathFinder;
  readonly formulas: readonly Formula[];
  /** Whether a text may hold a formula, or a delimiter without its partner. */
  readonly mayHold: (text: string) => boolean;
  readonly asciiMath: AsciiMathFinder | undefined;
  readonly parts: PagePart[];
  /** The `type` of the script that was opened last. */
  scriptType: string;
  /** Where the HTML starts that no part holds yet. */
  done: number;
  run: TextRun;
}

/**
 * Splits a composed page into its parts in one walk. A mark becomes a part where elements may stand and MathJax would
 * look for formulas; elsewhere (in an attribute, a title, a script, …) its TeX is put in as text. What is left of marks
 * that were cut vanishes.
 */
export function pageParts(
  html: string,
  formulas: readonly Formula[],
  config: MathConfig,
  scripts: readonly PageScript[] = [],
): PagePart[] {
  const findMath = mathFinder(config);
  const state: SplitState = {
    html,
    config,
    findMath,
    mayHold: delimiterGlance(config),
    asciiMath: asciiMathFinder(config, scripts),
    formulas,
    parts: [],
    scriptType: '',
    done: 0,
    run: emptyRun(),
  };
  const scope = mathScope(config);
  const replaced = scriptParts(state, scripts);
  let skipTo = 0;
  for (const token of htmlTokens(html)) {
    if (token.from < skipTo) continue;
    const script = token.kind === 'tag' ? replaced.get(token.from) : undefined;
    if (script !== undefined) {
      skipTo = script.to;
      flush(state);
      replace(state, token.from, script.to, script.part);
      continue;
    }
    if (token.kind === 'tag') scope.pass(token, html.slice(token.from, token.to));
    splitToken(state, token, scope);
  }
  flush(state);
  replace(state, html.length, html.length, undefined);
  return state.parts;
}

/** By the offset of its tag: each script that may go, and each element that stands for a formula. */
function scriptParts(
  { html, config, formulas }: SplitState,
  scripts: readonly PageScript[],
): Map<number, { readonly to: number; readonly part: PagePart }> {
  const parts = new Map<number, { to: number; part: PagePart }>();
  for (const { from, to } of removableScripts(scripts)) {
    parts.set(from, {
      to,
      part: { kind: 'script', html: marksInRawText(html.slice(from, to), '', formulas) },
    });
  }
  for (const { from, to, tex, display } of formulaElements(html, config.present)) {
    // Markdown finds an environment in such an element, too.
    const whole = tex.replace(FORMULA_MARK, (_, index: string) => formulas[Number(index)]?.tex.text ?? '');
    parts.set(from, { to, part: { kind: 'found', tex: withoutMarks(whole, '\\$'), display } });
  }
  return parts;
}

function splitToken(state: SplitState, token: HtmlToken, scope: MathScope): void {
  const { formulas, run } = state;
  const { from, to } = token;
  const text = state.html.slice(from, to);
  switch (token.kind) {
    case 'text':
      if (scope.isPlain()) rewrite(state, token, marksInText(text, formulas));
      else if (scope.isSearched()) splitText(state, from, to);
      else splitUnsearched(state, token, scope.isSource());
      return;
    case 'other':
      if (token.comment) addMarkup(run, '', from, to);
      else flush(state);
      if (hasMarks(text)) rewrite(state, token, text.replace(MARK_OR_REMAINS, ''));
      return;
    case 'raw':
      if (isSourceElement(token.name, state.scriptType)) splitUnsearched(state, token, true);
      else rewrite(state, token, marksInRawText(text, token.name, formulas));
      return;
    case 'tag':
      if (token.name === 'script') noteScript(state, text);
      else if (handlerCalls(text)) state.parts.push({ kind: 'later' });
      if (token.name === 'br' || token.name === 'wbr') {
        addMarkup(run, token.name === 'br' ? '\n' : '', from, to);
      } else {
        flush(state);
      }
      if (hasMarks(text)) rewrite(state, token, marksInTag(text, formulas));
  }
}

/** Scripts that are no scripts, but texts of which others make something. */
const TEMPLATE_TYPE = /^text\/(?!(?:java|ecma|live|coffee|type)script|babel|css|x-mathjax-config)/;
/** Formulas that MathJax takes from scripts, in other languages than TeX. */
const FORMULA_TYPE = /^math\/(?!tex)/;

/** Whether a raw element holds a text of which a script makes something, as the slides of a lecture. */
function isSourceElement(name: string, scriptType: string): boolean {
  return name === 'textarea' || name === 'xmp' || (name === 'script' && TEMPLATE_TYPE.test(scriptType));
}

function noteScript(state: SplitState, tag: string): void {
  state.scriptType = (attributeOf(tag, 'type') ?? '').trim().toLowerCase();
  if (FORMULA_TYPE.test(state.scriptType)) state.parts.push({ kind: 'later' });
}

/** Whether what a tag does on a click, or the like, needs MathJax. */
function handlerCalls(tag: string): boolean {
  if (!tag.includes('MathJax')) return false;
  const handlers = tag.matchAll(/\son[a-z]+\s*=\s*(?:"([^"]*)"|'([^']*)')/gi);
  return Array.from(handlers, ([, double, single]) => double ?? single ?? '').some(needsMathJax);
}

/** A text in which MathJax looks for no formulas; of a source it may look at what a script has made of it. */
function splitUnsearched(state: SplitState, token: HtmlToken, isSource: boolean): void {
  const text = state.html.slice(token.from, token.to);
  const written = hasMarks(text) ? marksAsWritten(text, state.formulas) : text;
  if (written === text) flush(state);
  else rewrite(state, token, written);
  if (!isSource) return;
  const found = state.findMath(decodeReferences(written).text);
  const isMarked = text.search(FORMULA_MARK) >= 0;
  if (isMarked || found.some(({ kind }) => kind === 'formula')) state.parts.push({ kind: 'later' });
}

function hasMarks(text: string): boolean {
  return text.search(MARK_CHARACTERS) >= 0;
}

/** `text` with `dollar` for each dollar that is text for certain; no other mark belongs there. */
function withoutMarks(text: string, dollar: string): string {
  return hasMarks(text) ? text.split(LITERAL_DOLLAR).join(dollar).replace(MARK_CHARACTERS, '') : text;
}

/** Splits a text into its marks and the running text between them. */
function splitText(state: SplitState, from: number, to: number): void {
  const { html, formulas, config } = state;
  const searched = config.present;
  if (!searched) flush(state);
  let at = from;
  const text = html.slice(from, to);
  // Most texts have no mark, and none is found faster so.
  const marks = hasMarks(text) ? text.matchAll(MARK_OR_SHOWN) : [];
  for (const match of marks) {
    const mark = from + match.index;
    if (searched) addText(state.run, html, at, mark);
    flush(state);
    at = mark + match[0].length;
    replace(state, mark, at, markedPart(match, formulas));
  }
  if (searched) addText(state.run, html, at, to);
}

/** The formula that a mark stands for, or that is shown as text; undefined for what is left of a mark. */
function markedPart(match: RegExpExecArray, formulas: readonly Formula[]): PagePart | undefined {
  const { tex, display, index: digits = '' } = match.groups ?? {};
  if (tex !== undefined) {
    const own = shownIndex(digits);
    const formula = formulas[own];
    if (formula !== undefined && isShownAs(match[0], formula, own)) return { kind: 'mark', index: own };
    return { kind: 'found', tex: decodeReferences(tex).text, display: display !== undefined };
  }
  const index = Number(match.at(-1) ?? Number.NaN);
  return index in formulas ? { kind: 'mark', index } : undefined;
}

/** Searches the running text that has come together, and starts the next. */
function flush(state: SplitState): void {
  const { run, config } = state;
  if (run.text === '') {
    if (run.map.length > 0) state.run = emptyRun();
    return;
  }
  if (state.asciiMath === undefined && !state.mayHold(run.text)) {
    state.run = emptyRun();
    return;
  }
  const found = state.findMath(run.text);
  for (const math of found) {
    if (isText(math, run.text, state)) continue;
    const { kind, from, to, texFrom, texTo, display } = math;
    const tex = withoutMarks(run.text.slice(texFrom, texTo), '\\$');
    const delimiters = [run.text.slice(from, texFrom), run.text.slice(texTo, to)] as const;
    const part: PagePart =
      kind === 'escape' ? { kind: 'html', html: tex } : { kind: 'found', tex, display, delimiters };
    replace(state, htmlOffset(run, from), htmlOffset(run, to), part);
  }
  for (const unpaired of unpairedDelimiters(run.text, found, config)) {
    state.parts.push({ kind: 'unpaired', ...unpaired });
  }
  for (const text of state.asciiMath?.(run.text, found) ?? []) state.parts.push({ kind: 'asciimath', text });
  state.run = emptyRun();
}

/** Whether what MathJax takes for a formula is an environment of text, in which it sees nothing but an error. */
function isText(
  { kind, from, texFrom, texTo }: FoundMath,
  text: string,
  { html, config }: SplitState,
): boolean {
  if (kind !== 'formula' || from !== texFrom) return false;
  const { 0: begin, 1: name } = /^\\begin\s*\{([^{}]*)\}/.exec(text.slice(texFrom, texTo)) ?? [];
  if (begin === undefined || name === undefined || name in config.environments) return false;
  return isTextEnvironment(name, text.slice(texFrom + begin.length, texTo), html);
}

/** Puts `text` in the place of a token that holds no running text. */
function rewrite(state: SplitState, { from, to }: HtmlToken, text: string): void {
  flush(state);
  replace(state, from, to, { kind: 'html', html: text });
}

/** Takes over the HTML up to `from`, then `part` in the place of what stands from there to `to`. */
function replace(state: SplitState, from: number, to: number, part: PagePart | undefined): void {
  if (from > state.done) {
    const kept = state.html.slice(state.done, from);
    state.parts.push({ kind: 'html', html: withoutMarks(kept, '$') });
  }
  if (part !== undefined) state.parts.push(part);
  state.done = to;
}
