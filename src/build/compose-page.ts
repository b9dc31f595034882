import { type Diagnostic, mapSource, mapText } from '../diagnostics/index.js';
import {
  type FormulaTimes,
  type MathConfig,
  type MathLink,
  type MathUse,
  NO_MATH,
  type PageMath,
  readMathJaxConfig,
  texText,
} from '../math/index.js';
import type { Layout, Page, Site } from '../site/index.js';
import { type ComposedText, embed } from './composed-text.js';
import { elementIds } from './element-ids.js';
import { withFoundPlaces } from './found-places.js';
import { layoutChain } from './layout-chain.js';
import { type LayoutFindings, layoutFindings, NO_LAYOUT } from './layout-findings.js';
import { linkMath } from './link-math.js';
import { type PreambleFiles, pageKatex, pageMacroLayers } from './page-math.js';
import type { PageRenderer } from './page-renderer.js';
import type { PageTools } from './page-tools.js';
import type { PageTypesetter } from './page-typesetter.js';
import type { Profile } from './profile.js';
import type { ComposeFindings, MarkedContent } from './rendered-page.js';

/** What composing pages takes, shared by all pages of a build. */
export interface Composer {
  readonly site: Site;
  readonly tools: PageTools;
  readonly renderer: PageRenderer;
  /** The TeX files of definitions that the course names. */
  readonly preambles: PreambleFiles;
  /** Told of what a page is made from, by the names that `site-facts.ts` gives it. */
  readonly note: (name: string) => void;
  readonly profile: Profile | undefined;
}

/** A page in its layouts, whose formulas are still marks. */
export interface PlacedPage {
  readonly text: string;
  /** What its formulas are typeset by; absent for what is no HTML, which is finished. */
  readonly math?: PageMath;
  readonly layout: LayoutFindings;
  readonly diagnostics: readonly Diagnostic[];
  /** Gives places to what is found in formulas that only its layouts, or raw HTML, have. */
  readonly placed: (faults: readonly Diagnostic[]) => readonly Diagnostic[];
}

/** Puts a page into its layouts (Jekyll: `renderer.rb`, `place_in_layouts`). */
export function placePage(page: Page, marked: MarkedContent, composer: Composer): PlacedPage {
  const { formulas } = marked;
  const { composed, diagnostics } = placeInLayouts(page, marked.content, composer);
  const { text } = composed.text;
  if (!isHtml(page.outputExtension)) {
    return { text: texText(text, formulas), layout: NO_LAYOUT, diagnostics, placed: (faults) => faults };
  }
  composer.note('math');
  const config = mathConfig(page, text, composer);
  const layers = pageMacroLayers(page, composer.preambles);
  return {
    text,
    math: { formulas, config, ...layers, file: page.file.path },
    layout: layoutFindings(page, composed),
    diagnostics,
    placed: (faults) => withFoundPlaces(faults, page, composed),
  };
}

/** What typesetting a page takes, shared by all pages of a build. */
export interface Typesetting {
  /** Started when the first page has to be typeset. */
  readonly typesetter: () => Promise<PageTypesetter>;
  /** What a page links for its formulas. */
  readonly mathLinks: (use: MathUse) => readonly MathLink[];
  readonly baseurl: string;
  readonly profile: Profile | undefined;
}

/** Typesets the formulas of a page, which takes the place of MathJax in the reader's browser. */
export async function typesetPage(
  page: Page,
  { text, math, layout, diagnostics, placed }: PlacedPage,
  { typesetter, mathLinks, baseurl, profile }: Typesetting,
): Promise<ComposeFindings & { readonly output: string }> {
  if (math === undefined) {
    return {
      output: text,
      ids: new Set(),
      layout,
      formulaCount: 0,
      mathUse: NO_MATH,
      diagnostics,
      preambleFaults: [],
    };
  }
  const { typesetPage, isBeside } = await typesetter();
  const typeset = await typesetPage(text, math);
  const { html, formulaCount, use, macros, preambleFaults, times } = typeset;
  if (times !== undefined && profile !== undefined) noteTimes(page, times, isBeside, profile);
  return {
    output: formulaCount === 0 ? html : linkMath(html, mathLinks(use), baseurl),
    ids: new Set([...elementIds(text), ...typeset.ids]),
    layout,
    formulaCount,
    mathUse: use,
    macros,
    diagnostics: [...diagnostics, ...placed(typeset.diagnostics)],
    preambleFaults,
  };
}

function noteTimes(
  page: Page,
  { milliseconds, slowest }: FormulaTimes,
  isBeside: boolean,
  profile: Profile,
): void {
  profile.add('formulas', page.file.path, milliseconds);
  if (isBeside) profile.add('beside', 'typesetting formulas', milliseconds);
  for (const { place, tex, milliseconds: own } of slowest) {
    profile.add('formula', `${place.file}:${place.line}:${place.column} ${tex}`, own);
  }
}

function placeInLayouts(
  page: Page,
  content: string,
  { site, renderer, tools, note, profile }: Composer,
): { readonly composed: ComposedText; readonly diagnostics: readonly Diagnostic[] } {
  const { layouts, diagnostics } = layoutChain(page, site, note);
  const found = [...diagnostics];
  const liquid = tools.liquid(page);
  const { variables } = renderer;
  const scope = renderer.scope(page);
  const inside: Layout[] = [];
  const own = { file: page.file.path, text: content };
  let text = mapSource(own);
  for (const layout of layouts) {
    inside.push(layout);
    const around = text.text;
    const render = () =>
      liquid.render(layout.body, { ...scope, layout: variables.layout(inside), content: around });
    const result = profile === undefined ? render() : profile.within('include', layout.file.path, render);
    found.push(...result.diagnostics);
    text = embed(result.output, text);
  }
  return { composed: { text, content: own }, diagnostics: found };
}

/**
 * What the finished page says to MathJax. A site that configures `katex:` itself needs no MathJax for its
 * layouts' text to be searched; its equations are numbered as amsmath would, unless it says otherwise.
 */
function mathConfig(page: Page, text: string, { site, tools }: Composer): MathConfig {
  const read = text.includes('MathJax')
    ? readMathJaxConfig(mapText(text, page.file.path)).config
    : tools.math(page);
  const katex = pageKatex(page, site.config);
  const own = Object.keys(katex).length > 0;
  const { tags } = katex;
  return {
    ...read,
    present: read.present || own,
    inlineMath: tools.dollars(page) ? withDollars(read.inlineMath) : read.inlineMath,
    tags:
      tags === 'none' || tags === 'ams' || tags === 'all' ? tags : read.present || !own ? read.tags : 'ams',
  };
}

function withDollars(delimiters: MathConfig['inlineMath']): MathConfig['inlineMath'] {
  return delimiters.some(([open]) => open === '$') ? delimiters : [...delimiters, ['$', '$']];
}

/** Whether a page is read by a browser as HTML. */
function isHtml(extension: string): boolean {
  return extension === '' || /^\.(?:html?|xhtml)$/.test(extension);
}
