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
import { attributeOf, decodeReferences, type HtmlPiece, htmlPieces } from '../html/index.js';
import { type AsciiMathFinder, asciiMathFinder } from './ascii-math.js';
import { type FoundMath, isTextEnvironment, type MathFinder, mathFinder } from './find-math.js';
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

/** What is being cut: the page, what has been cut off it, and the text not yet searched. */
interface Cutting {
  readonly html: string;
  readonly config: MathConfig;
  readonly findMath: MathFinder;
  readonly formulas: readonly Formula[];
  readonly asciiMath: AsciiMathFinder;
  readonly parts: PagePart[];
  /** The `type` of the script that was opened last. */
  scriptType: string;
  /** Where the HTML starts that no part holds yet. */
  done: number;
  run: TextRun;
}

/**
 * Cuts a composed page into its parts in one walk. A mark becomes a part where elements may stand and MathJax would
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
  const cutting: Cutting = {
    html,
    config,
    findMath,
    asciiMath: asciiMathFinder(config, scripts),
    formulas,
    parts: [],
    scriptType: '',
    done: 0,
    run: emptyRun(),
  };
  const scope = mathScope(config);
  const replaced = scriptParts(cutting, scripts);
  let skipTo = 0;
  for (const piece of htmlPieces(html)) {
    if (piece.from < skipTo) continue;
    const script = piece.kind === 'tag' ? replaced.get(piece.from) : undefined;
    if (script !== undefined) {
      skipTo = script.to;
      flush(cutting);
      replace(cutting, piece.from, script.to, script.part);
      continue;
    }
    if (piece.kind === 'tag') scope.pass(piece, html.slice(piece.from, piece.to));
    cutPiece(cutting, piece, scope);
  }
  flush(cutting);
  replace(cutting, html.length, html.length, undefined);
  return cutting.parts;
}

/** By the offset of its tag: each script that may go, and each element that stands for a formula. */
function scriptParts(
  { html, config, formulas }: Cutting,
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

function cutPiece(cutting: Cutting, piece: HtmlPiece, scope: MathScope): void {
  const { formulas, run } = cutting;
  const { from, to } = piece;
  const text = cutting.html.slice(from, to);
  switch (piece.kind) {
    case 'text':
      if (scope.isPlain()) rewrite(cutting, piece, marksInText(text, formulas));
      else if (scope.isSearched()) cutText(cutting, from, to);
      else cutUnsearched(cutting, piece, scope.isSource());
      return;
    case 'other':
      if (piece.comment) addMarkup(run, '', from, to);
      else flush(cutting);
      if (hasMarks(text)) rewrite(cutting, piece, text.replace(MARK_OR_REMAINS, ''));
      return;
    case 'raw':
      if (isSourceElement(piece.name, cutting.scriptType)) cutUnsearched(cutting, piece, true);
      else rewrite(cutting, piece, marksInRawText(text, piece.name, formulas));
      return;
    case 'tag':
      if (piece.name === 'script') noteScript(cutting, text);
      else if (handlerCalls(text)) cutting.parts.push({ kind: 'later' });
      if (piece.name === 'br' || piece.name === 'wbr') {
        addMarkup(run, piece.name === 'br' ? '\n' : '', from, to);
      } else {
        flush(cutting);
      }
      if (hasMarks(text)) rewrite(cutting, piece, marksInTag(text, formulas));
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

function noteScript(cutting: Cutting, tag: string): void {
  cutting.scriptType = (attributeOf(tag, 'type') ?? '').trim().toLowerCase();
  if (FORMULA_TYPE.test(cutting.scriptType)) cutting.parts.push({ kind: 'later' });
}

/** Whether what a tag does on a click, or the like, needs MathJax. */
function handlerCalls(tag: string): boolean {
  if (!tag.includes('MathJax')) return false;
  const handlers = tag.matchAll(/\son[a-z]+\s*=\s*(?:"([^"]*)"|'([^']*)')/gi);
  return Array.from(handlers, ([, double, single]) => double ?? single ?? '').some(needsMathJax);
}

/** A text in which MathJax looks for no formulas; of a source it may look at what a script has made of it. */
function cutUnsearched(cutting: Cutting, piece: HtmlPiece, isSource: boolean): void {
  const text = cutting.html.slice(piece.from, piece.to);
  const written = hasMarks(text) ? marksAsWritten(text, cutting.formulas) : text;
  if (written === text) flush(cutting);
  else rewrite(cutting, piece, written);
  if (!isSource) return;
  const found = cutting.findMath(decodeReferences(written).text);
  const isMarked = text.search(FORMULA_MARK) >= 0;
  if (isMarked || found.some(({ kind }) => kind === 'formula')) cutting.parts.push({ kind: 'later' });
}

function hasMarks(text: string): boolean {
  return text.search(MARK_CHARACTERS) >= 0;
}

/** `text` with `dollar` for each dollar that is text for certain; no other mark belongs there. */
function withoutMarks(text: string, dollar: string): string {
  return hasMarks(text) ? text.split(LITERAL_DOLLAR).join(dollar).replace(MARK_CHARACTERS, '') : text;
}

/** Cuts a text into its marks and the running text between them. */
function cutText(cutting: Cutting, from: number, to: number): void {
  const { html, formulas, config } = cutting;
  const searched = config.present;
  if (!searched) flush(cutting);
  let at = from;
  for (const match of html.slice(from, to).matchAll(MARK_OR_SHOWN)) {
    const mark = from + match.index;
    if (searched) addText(cutting.run, html, at, mark);
    flush(cutting);
    at = mark + match[0].length;
    replace(cutting, mark, at, markedPart(match, formulas));
  }
  if (searched) addText(cutting.run, html, at, to);
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
function flush(cutting: Cutting): void {
  const { run, config } = cutting;
  if (run.text === '') {
    if (run.map.length > 0) cutting.run = emptyRun();
    return;
  }
  const found = cutting.findMath(run.text);
  for (const math of found) {
    if (isText(math, run.text, cutting)) continue;
    const { kind, from, to, texFrom, texTo, display } = math;
    const tex = withoutMarks(run.text.slice(texFrom, texTo), '\\$');
    const delimiters = [run.text.slice(from, texFrom), run.text.slice(texTo, to)] as const;
    const part: PagePart =
      kind === 'escape' ? { kind: 'html', html: tex } : { kind: 'found', tex, display, delimiters };
    replace(cutting, htmlOffset(run, from), htmlOffset(run, to), part);
  }
  for (const unpaired of unpairedDelimiters(run.text, found, config)) {
    cutting.parts.push({ kind: 'unpaired', ...unpaired });
  }
  for (const text of cutting.asciiMath(run.text, found)) cutting.parts.push({ kind: 'asciimath', text });
  cutting.run = emptyRun();
}

/** Whether what MathJax takes for a formula is an environment of text, in which it sees nothing but an error. */
function isText({ kind, from, texFrom, texTo }: FoundMath, text: string, { html, config }: Cutting): boolean {
  if (kind !== 'formula' || from !== texFrom) return false;
  const { 0: begin, 1: name } = /^\\begin\s*\{([^{}]*)\}/.exec(text.slice(texFrom, texTo)) ?? [];
  if (begin === undefined || name === undefined || name in config.environments) return false;
  return isTextEnvironment(name, text.slice(texFrom + begin.length, texTo), html);
}

/** Puts `text` in the place of a piece that holds no running text. */
function rewrite(cutting: Cutting, { from, to }: HtmlPiece, text: string): void {
  flush(cutting);
  replace(cutting, from, to, { kind: 'html', html: text });
}

/** Takes over the HTML up to `from`, then `part` in the place of what stands from there to `to`. */
function replace(cutting: Cutting, from: number, to: number, part: PagePart | undefined): void {
  if (from > cutting.done) {
    const kept = cutting.html.slice(cutting.done, from);
    cutting.parts.push({ kind: 'html', html: withoutMarks(kept, '$') });
  }
  if (part !== undefined) cutting.parts.push(part);
  cutting.done = to;
}
