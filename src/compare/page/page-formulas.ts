import { findMath, type MathConfig } from '../../math/index.js';
import {
  attribute,
  classesOf,
  type HtmlElement,
  type HtmlNode,
  isElement,
  textOf,
  walk,
} from './parse-html.js';

/** A formula, before its place is known. */
export interface FoundFormula {
  readonly tex: string;
  readonly display: boolean;
  /** What is said to be wrong with it, where an error is shown in its place. */
  readonly error?: string;
}

/** A part of a text: plain, or a formula. */
export type TextPart = { readonly text: string } | FoundFormula;

/** What MathJax and KaTeX would find in a run of text, in its order. */
export function textParts(text: string, config: MathConfig): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const { kind, from, to, texFrom, texTo, display } of findMath(text, config)) {
    if (from > at) parts.push({ text: text.slice(at, from) });
    const inside = text.slice(texFrom, texTo);
    parts.push(kind === 'escape' ? { text: inside } : { tex: inside, display });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

/** Elements that MathJax 2 leaves beside the script that holds a formula. */
const BESIDE = /^(?:MathJax(?:_|$)|MathJax_Preview$|MJX_Assistive_MathML)/;
const TYPESET = new Set(['katex', 'katex-display', 'katex-error']);

/** Whether an element shows again what a script beside it holds as TeX. */
export function isBesideFormula(element: HtmlElement): boolean {
  return classesOf(element).some((name) => BESIDE.test(name));
}

/**
 * The formula that an element is: one that KaTeX, MathJax or a MathML writer has typeset, TeX in a script for MathJax 2,
 * distill's `<d-math>`; undefined for any other element.
 */
export function formulaOf(element: HtmlElement): FoundFormula | undefined {
  const { tagName } = element;
  if (tagName === 'script') return scriptFormula(element);
  if (tagName === 'd-math') {
    return { tex: textOf(element), display: attribute(element, 'block') !== undefined };
  }
  const isTypeset =
    tagName === 'mjx-container' || tagName === 'math' || classesOf(element).some((name) => TYPESET.has(name));
  return isTypeset ? typesetFormula(element) : undefined;
}

/** kramdown puts what holds `<` or `&` between these. */
const CDATA = /^\s*%\s*<!\[CDATA\[([\s\S]*?)%?\s*\]\]>\s*$/;

function scriptFormula(element: HtmlElement): FoundFormula | undefined {
  const type = (attribute(element, 'type') ?? '').trim().toLowerCase();
  if (!type.startsWith('math/tex')) return undefined;
  const tex = textOf(element);
  return { tex: CDATA.exec(tex)?.[1] ?? tex, display: /;\s*mode=display/.test(type) };
}

/** KaTeX with `throwOnError: false` prints an unknown command in its error colour. */
const ERROR_COLOUR = '#cc0000';

function typesetFormula(root: HtmlElement): FoundFormula {
  let tex: string | undefined;
  let display = false;
  let error: string | undefined;
  walk(root, (node) => {
    if (!isElement(node)) return false;
    const classes = classesOf(node);
    if (classes.includes('katex-error') || node.tagName === 'merror' || isErrorColoured(node)) {
      error ??= attribute(node, 'title') ?? '';
    }
    const mode = attribute(node, 'display');
    if (classes.includes('katex-display') || mode === 'block' || mode === 'true') display = true;
    if (node.tagName === 'annotation' && attribute(node, 'encoding') === 'application/x-tex') {
      tex ??= textOf(node);
      return false;
    }
    return true;
  });
  return {
    tex: (tex ?? attribute(root, 'data-tex') ?? textOf(root)).trim(),
    display,
    ...(error === undefined ? {} : { error }),
  };
}

function isErrorColoured(element: HtmlElement): boolean {
  const isColoured =
    attribute(element, 'mathcolor') === ERROR_COLOUR ||
    (attribute(element, 'style') ?? '').replace(/\s/g, '').includes(`color:${ERROR_COLOUR}`);
  return isColoured && /^\s*\\[A-Za-z]/.test(textOf(element));
}

/** The ids within a node. */
export function idsOf(root: HtmlNode): string[] {
  const ids: string[] = [];
  walk(root, (node) => {
    const id = isElement(node) ? attribute(node, 'id') : undefined;
    if (id !== undefined && id !== '') ids.push(id);
    return true;
  });
  return ids;
}

const DEFINITIONS =
  /\\(?:(?:re|provide)?newcommand|DeclareMathOperator|DeclarePairedDelimiter\w*|g?def|let)\*?\s*\{?\s*\\([A-Za-z]+)/g;

/** The macros that a formula defines, by their names without a backslash. */
export function definedMacros(tex: string): string[] {
  return [...tex.matchAll(DEFINITIONS)].flatMap(([, name]) => name ?? []);
}
