import { textFingerprint } from '../../cache/index.js';
import {
  type Diagnostic,
  guarded,
  guardedLater,
  type MappedText,
  mapSource,
} from '../../diagnostics/index.js';
import { referenceMarksIn } from '../../labels/index.js';
import {
  type FormulaTimes,
  type MathConfig,
  type MathJaxReading,
  NO_MATH,
  ownShownText,
  readMathJaxConfig,
  type ScriptReader,
  shownText,
  texText,
} from '../../math/index.js';
import { type Layout, type Page, type Site, wordsFor } from '../../site/index.js';
import { isThemePath } from '../../themes/index.js';
import { checkAccessibility } from '../accessibility/index.js';
import {
  type ComposeFindings,
  type LayoutFindings,
  type MarkedContent,
  PAGE_PARTS,
  type Profile,
} from '../context/index.js';
import {
  type ElementOptions,
  type ImageLookups,
  type VariantOffers,
  withElements,
} from '../elements/index.js';
import {
  colabPage,
  isNumbered,
  lecturePrefix,
  type PageRenderer,
  type PageTools,
  type SiteLookups,
} from '../render/index.js';
import {
  type FinishedPage,
  labelTarget,
  type PageTypesetter,
  rootOf,
  type UnfinishedPage,
} from '../typeset/index.js';
import { type ComposedText, embed, withTermRegions } from './composed-text.js';
import { withDefinitionPlaces, withFormulaPlaces } from './formula-places.js';
import { layoutChain } from './layout-chain.js';
import { layoutFindings, NO_LAYOUT } from './layout-findings.js';
import { type PreambleFiles, pageKatex, pageMacroLayers } from './page-math.js';

/** What composing pages takes, shared by all pages of a build. */
export interface Composer {
  readonly site: Site;
  readonly tools: PageTools;
  readonly renderer: PageRenderer;
  /** The TeX files of definitions that the course names. */
  readonly preambles: PreambleFiles;
  /** What plugins make of the finished text of a page. */
  readonly rewrite: (page: Page, text: string) => string;
  readonly readScript: ScriptReader;
  /** The text of the script of the course that an address on a page names. */
  readonly scriptText: (src: string, page: Page) => MappedText | undefined;
  /** What the pictures of a page are looked up with. */
  readonly images: (page: Page) => ImageLookups;
  readonly lookups: SiteLookups;
  /** Told of what a page is made from, by the names that `site-facts.ts` gives it. */
  readonly note: (name: string) => void;
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

/** What is done to the elements of a page: nothing where the course is to be read as Jekyll reads it. */
function elementOptions(page: Page, html: string, { site, images, lookups, note }: Composer): ElementOptions {
  const { config } = site;
  const { dimensions: keepsRoom, optimise } = config.lectern.images;
  if (config.mend === false) return { keepsRoom: false };
  return {
    keepsRoom,
    ...(keepsRoom || config.ownTheme ? { images: images(page) } : {}),
    ...(optimise ? { variants: offers() } : {}),
    ...(config.ownTheme ? ofOwnTheme() : {}),
  };

  function offers(): VariantOffers {
    if (!config.ownTheme) return { root: `${config.baseurl}/`, column: Number.POSITIVE_INFINITY, margins: 0 };
    const root = rootOf(html, page.outputPath, config.baseurl);
    // css/lectern.css: --column, and on a phone twice --edge.
    return { root, column: config.lectern.width * 9.6, margins: 40 };
  }

  function pageOf(address: string): ReturnType<typeof colabPage> {
    note(`colab-page ${address}`);
    const found = colabPage(address, site, lookups);
    return found === undefined || found.url === page.url
      ? undefined
      : { ...found, url: config.baseurl + found.url };
  }

  function ofOwnTheme(): Pick<ElementOptions, 'notebooks' | 'ownTheme' | 'videos'> {
    const { lang } = page.data;
    note(`words ${typeof lang === 'string' ? lang : ''}`);
    const words = wordsFor(site, lang);
    return {
      ownTheme: { table: words.table_scrolls, code: words.code_scrolls },
      videos: { isLoaded: config.lectern.embeds === 'load', name: words.video },
      notebooks: { words: words.read_notebook, from: config.baseurl + page.url, pageOf },
    };
  }
}

/** The text of a page as it is published, and its fingerprint. */
export type PublishedText = Pick<FinishedPage, 'output' | 'outputHash'>;

/** What finishing a page takes, shared by all pages of a build. */
export interface Finishing {
  /** Started when the first formula may have to be typeset. */
  readonly typesetter: () => Promise<PageTypesetter>;
  readonly profile: Profile | undefined;
}

const UNPLACED =
  'looking for the places of faults in formulas failed, so they are told at the start of the file';

/** Finishes a page that has been placed. */
export async function finishPage(
  page: Page,
  { text, math, isTermed, layout, diagnostics, placed }: PlacedPage,
  { typesetter, profile }: Finishing,
): Promise<ComposeFindings & PublishedText> {
  if (math === undefined) return untypeset(text, { isTermed, layout, diagnostics });
  const faults: Diagnostic[] = [];
  const failing = 'typesetting the formulas of this page failed, so their TeX is shown';
  return guardedLater(
    { failing, place: page.file.path, severity: 'error', tell: (fault) => faults.push(fault) },
    async () => {
      const { finishPage: finish, isBeside } = await typesetter();
      const typeset = await finish(text, math);
      const {
        use,
        times,
        diagnostics: found,
        ...finished
      } = guarded(
        { failing: UNPLACED, place: page.file.path, tell: (fault) => faults.push(fault) },
        () => placed(typeset),
        () => typeset,
      );
      if (times !== undefined && profile !== undefined) noteTimes(page, times, isBeside, profile);
      return {
        ...finished,
        isTermed,
        layout,
        mathUse: use,
        diagnostics: [...diagnostics, ...found, ...faults],
      };
    },
    () =>
      untypeset(texText(text, math.formulas), {
        isTermed,
        layout,
        diagnostics: [...diagnostics, ...faults],
      }),
  );
}

/** A page as it is published without any formula typeset. */
function untypeset(
  text: string,
  found: Pick<ComposeFindings, 'isTermed' | 'layout' | 'diagnostics'>,
): ComposeFindings & PublishedText {
  const output = new TextEncoder().encode(text);
  const nothing = {
    ids: [],
    placedFormulas: [],
    equations: [],
    formulaCount: 0,
    leftOut: 0,
    mathUse: NO_MATH,
    preambleFaults: [],
  };
  const references = { marks: referenceMarksIn(text), missingLabels: [] };
  return { ...nothing, ...references, output, outputHash: textFingerprint(output), ...found };
}

function noteTimes(
  page: Page,
  { milliseconds, slowest }: FormulaTimes,
  isBeside: boolean,
  profile: Profile,
): void {
  profile.add('formulas', page.file.path, milliseconds);
  if (isBeside) profile.add('beside', PAGE_PARTS.formulas, milliseconds);
  for (const { place, tex, milliseconds: own } of slowest) {
    profile.add('formula', `${place.file}:${place.line}:${place.column} ${tex}`, own);
  }
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
