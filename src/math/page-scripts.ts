import { findMathJax } from './mathjax-scripts.js';
import { readScript, type ScriptReader } from './script-objects.js';

/**
 * What an element is to the formulas of its page:
 *
 * - `load`: it loads MathJax, `katex`: KaTeX, its auto-render or its style sheet
 * - `polyfill`: it serves MathJax's loader and nothing else
 * - `configure`: it configures MathJax or KaTeX and does nothing else
 * - `mixed`: it configures them and does other things as well
 * - `unreadable`: it configures them in a way that cannot be followed, so what it says of formulas is not known
 * - `other`: none of this
 */
export type ScriptUse = 'load' | 'katex' | 'polyfill' | 'configure' | 'mixed' | 'unreadable' | 'other';

/** A script element, or the link of a style sheet of KaTeX's, and what it is to the formulas of its page. */
export interface PageScript {
  readonly use: ScriptUse;
  /** Where the element starts and ends, in UTF-16 units of the page's HTML. */
  readonly from: number;
  readonly to: number;
  /** The address that it loads, as the page writes it, or ''. */
  readonly src: string;
  /** The file of the course that this address is, relative to the source; absent where it is none. */
  readonly file?: string;
  /** Of a loader of MathJax: its version, as far as the address tells. */
  readonly version?: 2 | 3;
}

/** The elements of an HTML text that have to do with its formulas, in the order of the text. */
export function pageScripts(html: string, read: ScriptReader = readScript): PageScript[] {
  return findMathJax(html, read).map(({ kind, from, to, src }) => {
    const version = kind === 'load' ? loadedVersion(src) : undefined;
    return { use: kind, from, to, src, ...(version === undefined ? {} : { version }) };
  });
}

/** The version of MathJax that an address loads, as far as it tells. */
export function loadedVersion(src: string): 2 | 3 | undefined {
  if (/mathjax@[34]|mathjax\/[34]\.|\/es5\/|tex-(chtml|svg|mml)/i.test(src)) return 3;
  return /mathjax@2|mathjax\/2\.|mathjax\.js/i.test(src) ? 2 : undefined;
}

/** The elements that a page with typeset formulas has no more use for. */
export function idleScripts(scripts: readonly PageScript[]): readonly PageScript[] {
  return scripts.filter(({ use }) => use === 'load' || use === 'polyfill' || use === 'configure');
}
