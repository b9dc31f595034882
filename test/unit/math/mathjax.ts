import 'mathjax-full/js/input/tex/AllPackages.js';
import { liteAdaptor } from 'mathjax-full/js/adaptors/liteAdaptor.js';
import { SerializedMmlVisitor } from 'mathjax-full/js/core/MmlTree/SerializedMmlVisitor.js';
import { RegisterHTMLHandler } from 'mathjax-full/js/handlers/html.js';
import { TeX } from 'mathjax-full/js/input/tex.js';
import { mathjax } from 'mathjax-full/js/mathjax.js';

/** A formula as MathJax 3 finds and reads it in a page. */
export interface MathJaxFormula {
  readonly tex: string;
  readonly display: boolean;
  readonly mathml: string;
  readonly failed: boolean;
  /** What stands beside its lines: `(1)`, `(2)`, …, without white space. */
  readonly tags: readonly string[];
}

/** MathJax's own options of its TeX input. */
export type MathJaxOptions = Readonly<Record<string, unknown>>;

const PACKAGES = [
  'base',
  'ams',
  'newcommand',
  'action',
  'amscd',
  'bbox',
  'boldsymbol',
  'braket',
  'cancel',
  'color',
  'enclose',
  'extpfeil',
  'html',
  'mhchem',
  'unicode',
  'verb',
  'configmacros',
];

RegisterHTMLHandler(liteAdaptor());
const visitor = new SerializedMmlVisitor();

/** Runs MathJax over a page; `document` are options such as `skipHtmlTags`. */
export function mathjaxFormulas(
  html: string,
  tex: MathJaxOptions = {},
  document: MathJaxOptions = {},
): MathJaxFormula[] {
  const input = new TeX({ packages: PACKAGES, ...tex });
  const page = mathjax.document(html, { InputJax: input, ...document });
  page.findMath();
  page.compile();
  return Array.from(page.math, (item) => {
    const mathml = visitor.visitTree(item.root);
    const tags = Array.from(mathml.matchAll(/<mlabeledtr[^>]*>\s*<mtd[^>]*>([\s\S]*?)<\/mtd>/g), ([, cell]) =>
      textOfMathml(cell ?? '').replace(/\s+/g, ''),
    );
    return { tex: item.math, display: item.display, mathml, failed: mathml.includes('<merror'), tags };
  });
}

/** Runs MathJax over one displayed formula. */
export function mathjaxFormula(tex: string, options: MathJaxOptions = {}): MathJaxFormula {
  const escaped = tex.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const [formula] = mathjaxFormulas(`<p>\\[${escaped}\\]</p>`, options);
  if (formula === undefined) throw new Error(`MathJax finds no formula in ${tex}`);
  return formula;
}

/**
 * A reader of displayed formulas with these packages of MathJax: the MathML of one, or undefined where MathJax
 * refuses it.
 */
export function mathjaxReader(packages: readonly string[]): (tex: string) => string | undefined {
  let input = new TeX({ packages });
  return (tex) => {
    const escaped = tex.replace(/&/g, '&amp;').replace(/</g, '&lt;');
    const page = mathjax.document(`<p>\\[${escaped}\\]</p>`, { InputJax: input });
    try {
      page.findMath();
      page.compile();
    } catch {
      return undefined;
    } finally {
      // What a formula defines must not reach the next one.
      if (/\\(foo|newcommand|def|let|Declare|\w*tagform|require)/.test(tex)) input = new TeX({ packages });
    }
    const [item, ...others] = Array.from(page.math);
    if (item === undefined || others.length > 0) return undefined;
    const mathml = visitor.visitTree(item.root);
    return mathml.includes('<merror') ? undefined : mathml;
  };
}

const SHAPES: readonly (readonly [string, RegExp])[] = [
  ['fractions', /<mfrac/g],
  ['roots', /<m(?:sqrt|root)/g],
  ['lines', /<m(?:tr|labeledtr)[ >]/g],
  ['lower scripts', /<m(?:sub|subsup|under|underover)[ >]/g],
  ['upper scripts', /<m(?:sup|subsup|over|underover)[ >]/g],
];

/** How many fractions, roots, lines of tables and scripts MathML has, as text. What is invisible does not count. */
export function shapeOfMathml(mathml: string): string {
  const visible = mathml
    .replace(/<annotation[\s\S]*?<\/annotation>/g, '')
    .replace(/<mphantom>(?:(?!<mphantom>)[\s\S])*?<\/mphantom>/g, '');
  return SHAPES.map(([name, pattern]) => `${visible.match(pattern)?.length ?? 0} ${name}`).join(', ');
}

/** Characters for one sign that MathJax and KaTeX choose differently, or write as one or as several. */
const SAME_SIGN: readonly (readonly [RegExp, string])[] = [
  [/[∥‖]/g, '‖'],
  [/[∣|]/g, '|'],
  [/[‾―¯ˉ]/g, '¯'],
  [/→|\u20D7/g, '→'],
  [/[´ˊ]/g, '´'],
  [/[`ˋ]/g, '`'],
  [/[∖\\]/g, '∖'],
  [/″/g, '′′'],
  [/‴/g, '′′′'],
];

/** The characters that a reader sees of MathML, in their order; what only spaces or groups is left out. */
export function textOfMathml(mathml: string): string {
  const text = mathml
    .replace(/<annotation[\s\S]*?<\/annotation>/g, '')
    .replace(/<mphantom>(?:(?!<mphantom>)[\s\S])*?<\/mphantom>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9A-Fa-f]+);/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/[\s\u00A0\u2000-\u200D\u2061-\u2064]+/g, '')
    .normalize('NFC')
    .replace(/[\u{1D400}-\u{1D7FF}\u2100-\u214F]/gu, (letter) => letter.normalize('NFKC'));
  return SAME_SIGN.reduce((result, [sign, same]) => result.replace(sign, same), text);
}
