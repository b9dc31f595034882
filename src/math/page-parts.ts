import { type MathFinder, mathFinder } from './find-math.js';
import type { Formula } from './formula.js';
import { type MathScope, mathScope } from './html/math-scope.js';
import { type HtmlPiece, htmlPieces } from './html/pieces.js';
import type { MathConfig } from './math-config.js';
import { scriptElements } from './mathjax-scripts.js';
import { idleScripts, type PageScript } from './page-scripts.js';
import { LITERAL_DOLLAR, MARK_CHARACTERS, MARK_OR_REMAINS } from './placeholder.js';
import { marksAsWritten, marksInRawText, marksInTag, marksInText } from './plain-marks.js';
import { addMarkup, addText, emptyRun, htmlOffset, type TextRun } from './text-run.js';
import { type UnpairedDelimiter, unpairedDelimiters } from './unpaired-delimiters.js';

/**
 * A page's HTML in the order of its text: HTML that stays as it is, formulas that the render stage has marked,
 * by their index, formulas found in the rest of the text, whose TeX is what a browser would read there, and what is
 * left of others: delimiters without their partner, which stand in the HTML.
 */
export type PagePart =
  | { readonly kind: 'html'; readonly html: string }
  | { readonly kind: 'mark'; readonly index: number }
  | { readonly kind: 'found'; readonly tex: string; readonly display: boolean }
  | ({ readonly kind: 'unpaired' } & UnpairedDelimiter);

/** What is being cut: the page, what has been cut off it, and the text not yet searched. */
interface Cutting {
  readonly html: string;
  readonly config: MathConfig;
  readonly findMath: MathFinder;
  readonly formulas: readonly Formula[];
  readonly parts: PagePart[];
  /** Where the HTML starts that no part holds yet. */
  done: number;
  run: TextRun;
}

/**
 * Cuts a composed page into its parts in one walk. A mark becomes a part where elements may stand and MathJax would
 * look for formulas; elsewhere (in an attribute, a title, a script, …) its TeX is put in as text. What is left of marks
 * that were cut vanishes.
 * Those of its scripts that the page has no more use for are left out.
 */
export function pageParts(
  html: string,
  formulas: readonly Formula[],
  config: MathConfig,
  scripts: readonly PageScript[] = [],
): PagePart[] {
  const findMath = mathFinder(config);
  const cutting: Cutting = { html, config, findMath, formulas, parts: [], done: 0, run: emptyRun() };
  const scope = mathScope(config);
  const replaced = scriptParts(html, config, scripts);
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

/** By the offset of its tag: each script that is to go, and the formula that it holds, if it holds one. */
function scriptParts(
  html: string,
  config: MathConfig,
  scripts: readonly PageScript[],
): Map<number, { readonly to: number; readonly part: PagePart | undefined }> {
  const parts = new Map<number, { to: number; part: PagePart | undefined }>();
  for (const { from, to } of idleScripts(scripts)) parts.set(from, { to, part: undefined });
  if (!config.present || !html.includes('math/tex')) return parts;
  for (const { from, to, contentFrom, contentTo, type } of scriptElements(html)) {
    if (!type.startsWith('math/tex')) continue;
    const display = /;\s*mode=display/.test(type);
    const tex = withoutMarks(html.slice(contentFrom, contentTo), '\\$');
    parts.set(from, { to, part: { kind: 'found', tex, display } });
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
      else if (hasMarks(text)) rewrite(cutting, piece, marksAsWritten(text, formulas));
      else flush(cutting);
      return;
    case 'other':
      if (piece.comment) addMarkup(run, '', from, to);
      else flush(cutting);
      if (hasMarks(text)) rewrite(cutting, piece, text.replace(MARK_OR_REMAINS, ''));
      return;
    case 'raw':
      rewrite(cutting, piece, marksInRawText(text, piece.name, formulas));
      return;
    case 'tag':
      if (piece.name === 'br' || piece.name === 'wbr') {
        addMarkup(run, piece.name === 'br' ? '\n' : '', from, to);
      } else {
        flush(cutting);
      }
      if (hasMarks(text)) rewrite(cutting, piece, marksInTag(text, formulas));
  }
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
  for (const match of html.slice(from, to).matchAll(MARK_OR_REMAINS)) {
    const mark = from + match.index;
    if (searched) addText(cutting.run, html, at, mark);
    flush(cutting);
    at = mark + match[0].length;
    const index = match[1] === undefined ? -1 : Number(match[1]);
    replace(cutting, mark, at, index in formulas ? { kind: 'mark', index } : undefined);
  }
  if (searched) addText(cutting.run, html, at, to);
}

/** Searches the running text that has come together, and starts the next. */
function flush(cutting: Cutting): void {
  const { run, config } = cutting;
  if (run.text === '') {
    if (run.map.length > 0) cutting.run = emptyRun();
    return;
  }
  const found = cutting.findMath(run.text);
  for (const { kind, from, to, texFrom, texTo, display } of found) {
    const tex = withoutMarks(run.text.slice(texFrom, texTo), '\\$');
    const part: PagePart = kind === 'escape' ? { kind: 'html', html: tex } : { kind: 'found', tex, display };
    replace(cutting, htmlOffset(run, from), htmlOffset(run, to), part);
  }
  for (const unpaired of unpairedDelimiters(run.text, found, config)) {
    cutting.parts.push({ kind: 'unpaired', ...unpaired });
  }
  cutting.run = emptyRun();
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
