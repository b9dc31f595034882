import { type Diagnostic, mapText } from '../diagnostics/index.js';
import { type MathConfig, readMathJaxConfig, texText } from '../math/index.js';
import type { Layout, Page, Site } from '../site/index.js';
import { elementIds } from './element-ids.js';
import { layoutChain } from './layout-chain.js';
import { linkMathStyles } from './math-styles.js';
import { type PreambleFiles, pageKatex, pageMacroLayers } from './page-math.js';
import type { PageRenderer } from './page-renderer.js';
import type { PageTools } from './page-tools.js';
import type { PageTypesetter } from './page-typesetter.js';
import type { ComposedPage, RenderedPage } from './rendered-page.js';

/** What composing pages takes, shared by all pages of a build. */
export interface Composer {
  readonly site: Site;
  readonly tools: PageTools;
  readonly renderer: PageRenderer;
  readonly typesetter: PageTypesetter;
  /** Style sheets of formulas, by their paths in the site. */
  readonly mathStyles: readonly string[];
  /** The TeX files of definitions that the course names. */
  readonly preambles: PreambleFiles;
}

/**
 * Puts a rendered page into its layouts and typesets its formulas (Jekyll: `renderer.rb`, `place_in_layouts`;
 * the typesetting takes the place of MathJax in the reader's browser).
 */
export async function composePage(rendered: RenderedPage, composer: Composer): Promise<ComposedPage> {
  const { page, formulas } = rendered;
  const { site, typesetter, mathStyles, preambles } = composer;
  const { text, diagnostics } = placeInLayouts(rendered, composer);
  if (!isHtml(page.outputExtension)) {
    const output = texText(text, formulas);
    return { page, output, ids: new Set(), formulaCount: 0, macros: undefined, diagnostics };
  }
  const config = mathConfig(page, text, composer);
  const {
    html,
    formulaCount,
    macros,
    diagnostics: faults,
  } = await typesetter.typesetPage(text, {
    formulas,
    config,
    ...pageMacroLayers(page, preambles),
    file: page.file.path,
  });
  return {
    page,
    output: formulaCount === 0 ? html : linkMathStyles(html, mathStyles, site.config.baseurl),
    ids: elementIds(text),
    formulaCount,
    macros,
    diagnostics: [...diagnostics, ...faults],
  };
}

function placeInLayouts(
  { page, content }: RenderedPage,
  { site, renderer, tools }: Composer,
): { readonly text: string; readonly diagnostics: readonly Diagnostic[] } {
  const { layouts, diagnostics } = layoutChain(page, site);
  const found = [...diagnostics];
  const liquid = tools.liquid(page);
  const { variables } = renderer;
  const scope = renderer.scope(page);
  const inside: Layout[] = [];
  let text = content;
  for (const layout of layouts) {
    inside.push(layout);
    const result = liquid.render(layout.body, { ...scope, layout: variables.layout(inside), content: text });
    found.push(...result.diagnostics);
    text = result.output.text;
  }
  return { text, diagnostics: found };
}

/**
 * What the finished page says to MathJax. A site that configures `katex:` itself needs no MathJax for its
 * layouts' text to be searched; its equations are numbered as amsmath would, unless it says otherwise.
 */
function mathConfig(page: Page, text: string, { site, tools }: Composer): MathConfig {
  const read = text.includes('MathJax')
    ? readMathJaxConfig(mapText(text, page.file.path)).config
    : tools.math(page).config;
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
