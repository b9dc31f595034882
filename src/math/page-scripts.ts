import { attributeOf, htmlPieces } from './html/pieces.js';
import { findMathJax, type MathJaxScript, type ScriptElement } from './mathjax-scripts.js';
import type { PageCode } from './page-code.js';
import type { ScriptReader } from './script-objects.js';

/**
 * What an element is to the formulas of its page:
 *
 * - `load`: it loads MathJax, `katex`: KaTeX, its auto-render or its style sheet, which serve nothing but auto-render
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

/** What reading the code of a page's scripts has found, each by its number. */
export interface CodeFindings {
  /** Scripts that say something to MathJax or to KaTeX. */
  readonly told: ReadonlySet<number>;
  /** Scripts that do other things. */
  readonly active: ReadonlySet<number>;
  readonly unreadable: ReadonlySet<number>;
  /** Whether one of them starts KaTeX's auto-render. */
  readonly rendersKatex: boolean;
}

const KATEX_SCRIPT =
  /\bkatex(?:\.min)?\.m?js\b|\bauto-render(?:\.min)?\.m?js\b|\/katex@?[\d.]*\/dist\/contrib\/|^https?:\/\/[^/]*\/npm\/katex(?:@[^/]*)?$/i;
const KATEX_STYLE = /\bkatex(?:\.min)?\.css\b/i;
const CALLS_KATEX = /\bkatex\s*(?:\.\s*(?:render|__)|\[)/;

/** What the elements of an HTML text are to its formulas, in the order of the text. */
export function scriptUses(
  html: string,
  code: PageCode,
  findings: CodeFindings,
  read: ScriptReader,
): PageScript[] {
  const known = new Map(findMathJax(html, read).map((script) => [script.from, script.kind]));
  const isKatexIdle = findings.rendersKatex && !code.texts.some((text) => CALLS_KATEX.test(text?.text ?? ''));
  const scripts = code.elements.map((element, index): PageScript => {
    const { from, to, src } = element;
    const file = code.files[index];
    const use =
      file === undefined && KATEX_SCRIPT.test(src)
        ? isKatexIdle
          ? 'katex'
          : 'other'
        : useOf(element, known.get(from), index, file, findings);
    const version = use === 'load' ? loadedVersion(src) : undefined;
    return {
      use,
      from,
      to,
      src,
      ...(file === undefined ? {} : { file }),
      ...(version === undefined ? {} : { version }),
    };
  });
  if (!isKatexIdle) return scripts;
  return [...scripts, ...katexStyles(html)].sort((a, b) => a.from - b.from);
}

function useOf(
  { src }: ScriptElement,
  kind: MathJaxScript['kind'] | undefined,
  index: number,
  file: string | undefined,
  { told, active, unreadable }: CodeFindings,
): ScriptUse {
  if (unreadable.has(index)) return 'unreadable';
  if (kind !== undefined && (src === '' || file === undefined)) return kind;
  if (!told.has(index)) return 'other';
  return active.has(index) ? 'mixed' : 'configure';
}

function katexStyles(html: string): PageScript[] {
  const styles: PageScript[] = [];
  for (const piece of htmlPieces(html)) {
    if (piece.kind !== 'tag' || piece.name !== 'link') continue;
    const { from, to } = piece;
    const src = attributeOf(html.slice(from, to), 'href') ?? '';
    if (KATEX_STYLE.test(src)) styles.push({ use: 'katex', from, to, src });
  }
  return styles;
}

/** The version of MathJax that an address loads, as far as it tells. */
export function loadedVersion(src: string): 2 | 3 | undefined {
  if (/mathjax@[34]|mathjax\/[34]\.|\/es5\/|tex-(chtml|svg|mml)/i.test(src)) return 3;
  return /mathjax@2|mathjax\/2\.|mathjax\.js/i.test(src) ? 2 : undefined;
}

/**
 * The elements that a page with typeset formulas has no more use for; none where what one of its scripts says of
 * formulas is not known.
 */
export function idleScripts(scripts: readonly PageScript[]): readonly PageScript[] {
  if (scripts.some(({ use }) => use === 'unreadable')) return [];
  return scripts.filter(({ use }) => use !== 'mixed' && use !== 'other');
}
