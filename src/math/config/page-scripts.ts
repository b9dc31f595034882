import { attributeOf, htmlTokens, isJavaScript, type ScriptElement } from '../html/index.js';
import type { ScriptReader } from '../javascript/index.js';
import { needsMathJax, startsOthers } from './mathjax-dependency.js';
import { type MathJaxScript, mathJaxAmong, useOfCode } from './mathjax-scripts.js';
import type { PageCode } from './page-code.js';

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
  /** True of a script that does other things and fails where MathJax (`needsMathJax`) or KaTeX's auto-render is missing. */
  readonly calls?: true;
}

/** What reading the code of a page's scripts has found, each by its number. */
export interface CodeFindings {
  /** Scripts that say something to MathJax or to KaTeX. */
  readonly configuring: ReadonlySet<number>;
  /** Scripts that do other things. */
  readonly active: ReadonlySet<number>;
  readonly unreadable: ReadonlySet<number>;
  /** Whether one of them starts KaTeX's auto-render. */
  readonly rendersKatex: boolean;
}

const KATEX_SCRIPT =
  /\bkatex(?:\.min)?\.m?js\b|\bauto-render(?:\.min)?\.m?js\b|\/katex@?[\d.]*\/dist\/contrib\/|^https?:\/\/[^/]*\/npm\/katex(?:@[^/]*)?$/i;
const AUTO_RENDER = /\bauto-render(?:\.min)?\.m?js\b/i;
const KATEX_STYLE = /\bkatex(?:\.min)?\.css\b/i;
const CALLS_KATEX = /\bkatex\s*(?:\.\s*(?:render|__)|\[)/;
/** A copy of a library that lies in the course has at least so many UTF-16 units; a course's own code is shorter. */
const LIBRARY = 40_000;

/** What the elements of an HTML text are to its formulas, in the order of the text. */
export function scriptUses(
  html: string,
  code: PageCode,
  findings: CodeFindings,
  read: ScriptReader,
): PageScript[] {
  const known = new Map(mathJaxAmong(code.elements, html, read).map((script) => [script.from, script.kind]));
  const codeOf = (index: number): string => code.texts[index]?.text ?? '';
  const isKatex = code.elements.map(
    ({ src }, index) =>
      KATEX_SCRIPT.test(src) &&
      (code.files[index] === undefined || codeOf(index).length >= LIBRARY || AUTO_RENDER.test(src)),
  );
  const isKatexIdle =
    findings.rendersKatex &&
    !code.texts.some((text, index) => isKatex[index] !== true && CALLS_KATEX.test(text?.text ?? ''));
  const scripts = code.elements.map((element, index): PageScript => {
    const { from, to, src, type } = element;
    const file = code.files[index];
    const kind = known.get(from);
    const isLoader =
      kind === 'load'
        ? codeOf(index).length >= LIBRARY
        : file !== undefined && useOfCode(codeOf(index), read) === 'load';
    // MathJax has to be there to do what it is told for others.
    const isStarter =
      !findings.unreadable.has(index) &&
      findings.active.has(index) &&
      findings.configuring.has(index) &&
      startsOthers(codeOf(index));
    const use = isStarter
      ? 'mixed'
      : isKatex[index] === true
        ? isKatexIdle
          ? 'katex'
          : 'other'
        : isLoader && !findings.unreadable.has(index)
          ? 'load'
          : useOf(element, kind, index, file, findings);
    const version = use === 'load' ? loadedVersion(src) : undefined;
    const isActive = (use === 'mixed' || use === 'other') && isJavaScript(type);
    const calls =
      isStarter ||
      (isActive &&
        codeOf(index).length < LIBRARY &&
        (needsMathJax(codeOf(index)) || needsAutoRender(codeOf(index))));
    return {
      use,
      from,
      to,
      src,
      ...(file === undefined ? {} : { file }),
      ...(version === undefined ? {} : { version }),
      ...(calls && { calls }),
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
  { configuring, active, unreadable }: CodeFindings,
): ScriptUse {
  if (unreadable.has(index)) return 'unreadable';
  if (kind !== undefined && (src === '' || file === undefined)) return kind;
  if (!configuring.has(index)) return 'other';
  return active.has(index) ? 'mixed' : 'configure';
}

/** Whether code calls KaTeX's auto-render without asking whether it is there. */
function needsAutoRender(code: string): boolean {
  const asks = /typeof\s+renderMathInElement|window\.renderMathInElement\s*(?:\)|&&|\?)/.test(code);
  return !asks && /\brenderMathInElement\s*\(/.test(code);
}

function katexStyles(html: string): PageScript[] {
  const styles: PageScript[] = [];
  for (const token of htmlTokens(html)) {
    if (token.kind !== 'tag' || token.name !== 'link') continue;
    const { from, to } = token;
    const src = attributeOf(html.slice(from, to), 'href') ?? '';
    if (KATEX_STYLE.test(src)) styles.push({ use: 'katex', from, to, src });
  }
  return styles;
}

/** The version of MathJax that an address loads, as far as it tells. */
function loadedVersion(src: string): 2 | 3 | undefined {
  // What `?config=TeX-MML-AM_CHTML` names is a configuration of MathJax 2.
  const [address = ''] = src.split('?', 1);
  if (/mathjax@[34]|mathjax\/[34]\.|\/es5\/|tex-(chtml|svg|mml)/i.test(address)) return 3;
  return /mathjax@2|mathjax\/2\.|mathjax\.js/i.test(address) ? 2 : undefined;
}

/** The elements that a page whose formulas are all typeset has no more use for. */
export function removableScripts(scripts: readonly PageScript[]): readonly PageScript[] {
  return scripts.filter(({ use }) => use !== 'mixed' && use !== 'unreadable' && use !== 'other');
}
