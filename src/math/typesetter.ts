import { type Diagnostic, diagnostic, locator, type MappedText, mapSource } from '../diagnostics/index.js';
import type { Formula } from './formula.js';
import { escapeText } from './html/escape.js';
import { type MathOutput, renderKatex } from './katex.js';
import type { MacroValues, MathConfig } from './math-config.js';
import { type PagePart, pageParts } from './page-parts.js';

/** What holds for the formulas of a whole site. */
export interface TypesetterOptions {
  readonly output: MathOutput;
  /** The site's own macros (`katex: macros:` in `_config.yml`). */
  readonly macros: MacroValues;
  /** TeX files whose definitions hold on every page, in the order in which they are read. */
  readonly preambles: readonly MappedText[];
  /** What a screen reader calls the region of a display formula, in the site's language. */
  readonly displayLabel: string;
}

/** What holds for the formulas of one page. */
export interface PageMath {
  /** The formulas that the marks in the page's HTML number. */
  readonly formulas: readonly Formula[];
  /** What the page's layouts and includes say to MathJax. */
  readonly config: MathConfig;
  /** The page's source file, for what is reported about formulas that come from its layout. */
  readonly file: string;
}

/** A page with its formulas typeset. */
export interface TypesetPage {
  readonly html: string;
  readonly diagnostics: readonly Diagnostic[];
  /** How many formulas it shows; a page that shows some needs the files of `mathAssets`. */
  readonly formulaCount: number;
}

/** Typesets pages; what two pages have in common is typeset once. */
export interface Typesetter {
  readonly typesetPage: (html: string, page: PageMath) => TypesetPage;
}

/**
 * Makes a typesetter for one build. Macros hold in layers: those of the page's MathJax configuration, over them
 * the site's, over them the preambles', over them those that a page's formulas define, in their order. No page
 * sees another page's macros.
 */
export function createTypesetter(options: TypesetterOptions): Typesetter {
  const cache = new Map<string, string>();
  return {
    typesetPage(html, page) {
      const diagnostics: Diagnostic[] = [];
      const out: string[] = [];
      let formulaCount = 0;
      for (const part of pageParts(html, page.formulas, page.config)) {
        const formula = formulaOf(part, page);
        if (part.kind === 'html') out.push(part.html);
        if (formula === undefined) continue;
        formulaCount++;
        out.push(typeset(formula, options, cache, diagnostics));
      }
      return { html: out.join(''), diagnostics, formulaCount };
    },
  };
}

function formulaOf(part: PagePart, page: PageMath): Formula | undefined {
  if (part.kind === 'mark') return page.formulas[part.index];
  if (part.kind === 'html') return undefined;
  const source = { file: page.file, text: '' };
  const tex: MappedText = { ...mapSource(source), text: part.tex };
  return { tex, display: part.display };
}

function typeset(
  { tex, display }: Formula,
  { output }: TypesetterOptions,
  cache: Map<string, string>,
  diagnostics: Diagnostic[],
): string {
  const key = `${display} ${tex.text}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const result = renderKatex(tex.text, { output, display, leqno: false, fleqn: false });
  const html = result.ok ? result.html : `<span class="katex-error">${escapeText(tex.text)}</span>`;
  if (result.ok) cache.set(key, html);
  else diagnostics.push(diagnostic('error', 'math-syntax', locator(tex)(result.at), result.message));
  return html;
}
