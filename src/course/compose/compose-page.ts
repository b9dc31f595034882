import { type Diagnostic, guarded, type MappedText, mapSource } from '../../diagnostics/index.js';
import {
  type MathConfig,
  type MathJaxReading,
  ownShownText,
  readMathJaxConfig,
  type ScriptReader,
  shownText,
  texText,
} from '../../math/index.js';
import type { Layout, Page, Site } from '../../site/index.js';
import { isThemePath } from '../../themes/index.js';
import { checkAccessibility } from '../accessibility/index.js';
import type { LayoutFindings, MarkedContent, Profile } from '../context/index.js';
import { withElements } from '../elements/index.js';
import { isNumbered, lecturePrefix, type PageRenderer, type PageTools } from '../render/index.js';
import { type FinishedPage, labelTarget, type UnfinishedPage } from '../typeset/index.js';
import { type ComposedText, embed, withTermRegions } from './composed-text.js';
import { type ElementSources, elementOptions } from './element-options.js';
import { withDefinitionPlaces, withFormulaPlaces } from './formula-places.js';
import { layoutChain } from './layout-chain.js';
import { layoutFindings, NO_LAYOUT } from './layout-findings.js';
import { type PreambleFiles, pageKatex, pageMacroLayers } from './page-math.js';

/** What composing pages takes, shared by all pages of a build. */
export interface Composer extends ElementSources {
  readonly tools: PageTools;
  readonly renderer: PageRenderer;
  /** The TeX files of definitions that the course names. */
  readonly preambles: PreambleFiles;
  /** What plugins make of the finished text of a page. */
  readonly rewrite: (page: Page, text: string) => string;
  readonly readScript: ScriptReader;
  /** The text of the script of the course that an address on a page names. */
  readonly scriptText: (src: string, page: Page) => MappedText | undefined;
  readonly profile: Profile | undefined;
}

/** A page in its layouts, whose formulas are still marks. */
export interface PlacedPage {
  readonly text: string;
  /** The same as another page shows it, with the formulas' TeX in place of their marks. */
  readonly embedded: () => string;
  /** What its formulas are typeset by; absent for what is no HTML, which is finished. */
  readonly math?: UnfinishedPage;
  /** Whether its own text is marked as one in which terms are linked. */
  readonly isTermed: boolean;
  readonly layout: LayoutFindings;
  readonly diagnostics: readonly Diagnostic[];
  /** Gives places to what is found in formulas that only its layouts, or raw HTML, have. */
  readonly placed: <Found extends Pick<FinishedPage, 'diagnostics' | 'macros'>>(found: Found) => Found;
}

/** Puts a page into its layouts (Jekyll: `renderer.rb`, `place_in_layouts`). */
export function placePage(page: Page, marked: MarkedContent, composer: Composer): PlacedPage {
  const { formulas, labels } = marked;
  const { composed, diagnostics } = placeInLayouts(page, marked, composer);
  const isTermed = isLinkedPage(page, composer.site);
  const text = composer.rewrite(page, isTermed ? withTermRegions(composed) : composed.text.text);
  const embedded = (): string => shownText(text, formulas);
  if (!isHtml(page.outputExtension)) {
    return {
      text: texText(text, formulas),
      embedded,
      isTermed: false,
      layout: NO_LAYOUT,
      diagnostics,
      placed: (found) => found,
    };
  }
  composer.note('math');
  if (composer.site.config.ownTheme) composer.note('theme-scripts');
  const faults: Diagnostic[] = [];
  const failing = 'looking into the layouts of this page failed, so their links are not checked';
  const {
    config,
    scripts,
    equationPrefix,
    diagnostics: unread,
  } = mathOf(page, scriptedText(composed, page), composer);
  const references = composer.tools.numbering(page);
  const layers = pageMacroLayers(page, composer.preambles);
  const layout = guarded(
    { failing, place: page.file.path, tell: (fault) => faults.push(fault) },
    () => layoutFindings(page, composed, composer.site.config),
    () => NO_LAYOUT,
  );
  const finished = guarded(
    {
      failing: 'finishing the elements of this page failed, so they are as they are written',
      place: page.file.path,
      tell: (fault) => faults.push(fault),
    },
    () => withElements(text, elementOptions(page, text, composer)),
    () => text,
  );
  const { tagPlaces } = marked;
  const barriers =
    tagPlaces === undefined
      ? []
      : guarded(
          {
            failing: 'checking the accessibility of this page failed',
            place: page.file.path,
            tell: (fault) => faults.push(fault),
          },
          () => checkAccessibility({ ...composed, tagPlaces, ownTheme: composer.site.config.ownTheme }),
          () => [],
        );
  return {
    text: finished,
    embedded,
    isTermed,
    math: {
      formulas,
      config,
      scripts,
      equationPrefix,
      ...layers,
      labels: labels.flatMap((label) => {
        const target = labelTarget(label, references?.words);
        return target === undefined ? [] : [[label.name, target] as const];
      }),
      references,
      ...(references === undefined ? {} : { equationName: references.words['equation'] ?? 'Equation' }),
      file: page.file.path,
      outputPath: page.outputPath,
    },
    layout: { ...layout, diagnostics: [...layout.diagnostics, ...unread] },
    diagnostics: [...diagnostics, ...barriers, ...faults],
    placed: (found) => ({
      ...found,
      diagnostics: withFormulaPlaces(found.diagnostics, page, composed),
      macros: withDefinitionPlaces(found.macros, page, composed),
    }),
  };
}

function placeInLayouts(
  page: Page,
  { content, formulas }: MarkedContent,
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
  // What templates read of it is what they would in Jekyll.
  let read = layouts.length === 0 ? content : ownShownText(content, formulas);
  for (const layout of layouts) {
    inside.push(layout);
    const around = read;
    const render = () =>
      liquid.render(layout.body, { ...scope, layout: variables.layout(inside), content: around });
    const result = profile === undefined ? render() : profile.within('include', layout.file.path, render);
    found.push(...result.diagnostics, ...tools.told());
    text = embed(result.output, text, around);
    read = result.output.text;
  }
  return { composed: { text, content: own }, diagnostics: found };
}

/**
 * What the finished page says to MathJax or KaTeX. A site that configures `katex:` itself needs neither for its
 * layouts' text to be searched; its equations are numbered as amsmath would, unless it says otherwise, as are those of a
 * course whose theorems and figures are numbered, where they have the lecture's number as well. What the page says to MathJax
 * has the last word on both.
 */
function mathOf(
  page: Page,
  text: MappedText,
  { site, tools, readScript, scriptText }: Composer,
): Pick<MathJaxReading, 'config' | 'scripts' | 'diagnostics'> & { readonly equationPrefix: string } {
  const own = readMathJaxConfig(text, readScript, (src) => scriptText(src, page));
  const read = own.config.present ? own.config : tools.math(page);
  const katex = pageKatex(page, site.config);
  const configured = Object.keys(katex).length > 0;
  const { tags } = katex;
  const isOwn = !read.present && isNumbered(site.config);
  const config: MathConfig = {
    ...read,
    present: read.present || configured,
    // References in formulas are those of the text.
    packages: isNumbered(site.config) ? [...read.packages, 'cleveref'] : read.packages,
    inlineMath: tools.dollars(page) === true ? withDollars(read.inlineMath) : read.inlineMath,
    tags:
      tags === 'none' || tags === 'ams' || tags === 'all'
        ? tags
        : isOwn || (configured && !read.present)
          ? 'ams'
          : read.tags,
  };
  const equationPrefix = isOwn ? lecturePrefix(page) : '';
  return { config, scripts: own.scripts, equationPrefix, diagnostics: own.diagnostics };
}

/**
 * A composed text in which the page's own HTML, whose places are those of no file, stands where the page's file has its first
 * script.
 */
function scriptedText({ text: { text, runs }, content }: ComposedText, { body }: Page): MappedText {
  const source = body.runs[0]?.source;
  if (source === undefined) return { text, runs };
  const from = Math.max(0, source.text.search(/<script\b/i));
  return {
    text,
    runs: runs.map((run) => (run.source === content ? { ...run, source, from, verbatim: false } : run)),
  };
}

function withDollars(delimiters: MathConfig['inlineMath']): MathConfig['inlineMath'] {
  return delimiters.some(([open]) => open === '$') ? delimiters : [...delimiters, ['$', '$']];
}

/** Whether first uses of terms are linked on a page: on all of the course's own, but for the page of errors and those that decline. */
function isLinkedPage(
  { data, file, outputPath, outputExtension }: Page,
  { glossary, config }: Site,
): boolean {
  return (
    glossary !== undefined &&
    isHtml(outputExtension) &&
    file.absolute !== '' &&
    !isThemePath(config.theme, file.path) &&
    outputPath !== '404.html' &&
    data['glossary'] !== false
  );
}

/** Whether a page is read by a browser as HTML. */
function isHtml(extension: string): boolean {
  return extension === '' || /^\.(?:html?|xhtml)$/.test(extension);
}
