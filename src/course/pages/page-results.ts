import { type CachedResult, fingerprint, type Read, textFingerprint } from '../../cache/index.js';
import { ControlFlow, isControlFlow, type MappedText } from '../../diagnostics/index.js';
import { type MathJaxReading, type PageMath, shownText, texText } from '../../math/index.js';
import type { Page, Site } from '../../site/index.js';
import type { PlacedPage } from '../compose/index.js';
import {
  CacheDamage,
  type ComposedPage,
  isIncomplete,
  type MarkedContent,
  type PageCache,
  type PageLinks,
  type Profile,
  type RenderedPage,
  type TransientRead,
  timedPage,
} from '../context/index.js';
import type { ImageLookups } from '../elements/index.js';
import { createReads, type PageKeys, type Reads, type SiteFacts } from '../incremental/index.js';
import { type SiteDollars, siteDollars } from '../render/index.js';
import type { ImageHeaders } from '../scan/index.js';
import { writeFormulas } from '../typeset/index.js';
import { composedPage, renderedPage } from './cached-page.js';
import { type Completion, completedPage } from './completed-page.js';
import { composedResult, formulasOf, readsOf } from './composed-result.js';
import { createImageFiles, type ImageFiles } from './image-files.js';
import type { MathTexts } from './math-readings.js';
import { createMathReadings } from './math-readings.js';
import type { PageMaker } from './page-maker.js';
import { createRenderingOrder, type RenderingOrder } from './rendering-order.js';
import { createResultLog, type ResultLog } from './result-log.js';
import { createScriptFiles, type ScriptFiles } from './script-files.js';

/**
 * The pages of one build: each is taken from the cache where all that it was made from is as it was, and made
 * otherwise. Whatever order that happens in, a page's template reads of another what it would read in Jekyll, which
 * renders one after the other: HTML and output of those that come before it, the source of itself and of those behind.
 */
export interface PageResults {
  readonly rendered: (page: Page) => RenderedPage;
  /** A page put into its layouts and typeset, which may take another thread. */
  readonly composed: (page: Page) => Promise<ComposedPage>;
  /** A composed page with what other pages decide of it. */
  readonly completed: (page: Page, completion: Completion) => Promise<ComposedPage>;
  /** The same where the cache has it; undefined where it has to be made. */
  readonly keptComposed: (page: Page) => ComposedPage | undefined;
  /** The last that was made of a page and is kept, whatever it was made from. */
  readonly lastComposed: (page: Page) => ComposedPage | undefined;
  /** The content and the excerpt of a page as another page's template reads them. */
  readonly content: (page: Page) => string;
  readonly excerpt: (page: Page) => string;
  /** A page with its layouts around it, as another page's template reads it; null where it has no output yet. */
  readonly output: (page: Page) => string | null;
  /** What a page's layouts say to MathJax. */
  readonly mathOf: (page: Page) => MathJaxReading;
  /** The text of the script of the course that an address on a page names; undefined for any other address. */
  readonly scriptText: (src: string, page: Page) => MappedText | undefined;
  /** What the pictures of a page are looked up with. */
  readonly images: (page: Page) => ImageLookups;
  readonly note: Reads['note'];
  /** Of the pages that these show, wholly or in part, those that are not among them. */
  readonly printed: (pages: readonly Page[]) => readonly RenderedPage[];
  /** What the pages so far were made from that can be another although no file of the course is. */
  readonly transient: () => readonly TransientRead[];
  /** Lets go of what is known of a page that was made and lies in the cache. */
  readonly release: (page: Page) => void;
  /** Gives the page maker, without which only what the cache has is there. */
  readonly open: (maker: PageMaker) => void;
}

/** Thrown where something has to be made and there is no page maker yet, whose code takes long to load. */
export class PageMakerNeeded extends ControlFlow {}

/** What the results of a build are made with. */
export interface PageResultsOptions {
  readonly cache: PageCache;
  readonly keys: PageKeys;
  /** The facts of the site, except for those that the results themselves decide. */
  readonly facts: SiteFacts;
  readonly mathTexts: MathTexts;
  readonly imageHeaders: ImageHeaders;
  readonly site: Site;
  readonly profile: Profile | undefined;
  /** Told before a page, or a part of it, is made; may throw a `ControlFlow`, which passes. */
  readonly making: (page: Page) => void;
}

/** What is known of the pages of a build so far. */
interface Work extends PageResultsOptions {
  readonly done: Map<Page, RenderedPage>;
  readonly underWay: Set<Page>;
  readonly excerpts: Map<Page, CachedResult<null>>;
  readonly excerptsUnderWay: Set<Page>;
  readonly outputs: Map<Page, CachedResult<null>>;
  readonly order: RenderingOrder;
  readonly mathOf: (page: Page) => MathJaxReading;
  readonly scripts: ScriptFiles;
  readonly images: ImageFiles;
  readonly reads: Reads;
  readonly log: ResultLog;
  readonly dollars: SiteDollars;
  maker: PageMaker | undefined;
}

/** Makes the results of one build. */
export function createPageResults(options: PageResultsOptions): PageResults {
  const work: Work = {
    ...options,
    done: new Map(),
    underWay: new Set(),
    excerpts: new Map(),
    excerptsUnderWay: new Set(),
    outputs: new Map(),
    order: createRenderingOrder(options.site),
    mathOf: createMathReadings(
      options.mathTexts,
      (text, key) =>
        work.cache.find('mathjax', key, (read) => isCurrent(read, work))?.value ?? readMath(text, key, work),
    ),
    scripts: createScriptFiles({
      site: options.site,
      content: (page) => {
        const { content: html, formulas } = rendered(page, work).marked();
        return texText(html, formulas);
      },
      isUnderWay: (page) => work.underWay.has(page),
      note: (name) => work.reads.note(name),
    }),
    images: createImageFiles({
      site: options.site,
      headers: options.imageHeaders,
      note: (name) => work.reads.note(name),
    }),
    reads: createReads((name) => present(name, work)),
    log: createResultLog(options.keys),
    dollars: siteDollars(options.site),
    maker: undefined,
  };
  return {
    rendered: (page) => rendered(page, work),
    composed: (page) => composed(page, work),
    completed: (page, completion) =>
      completedPage(page, completion, work, {
        isCurrent: (read) => isCurrent(read, work),
        composed: () => composed(page, work),
        placed: () => {
          const { place } = opened(work);
          return work.order.reading(page, () => placed(page, work, (marked) => place(page, marked)));
        },
        finish: (unfinished) => opened(work).finish(page, unfinished),
      }),
    keptComposed: (page) => keptComposed(page, work),
    lastComposed: (page) => {
      const key = work.keys.keyOf(page);
      const kept = work.cache.find('composed', key, () => true);
      if (kept === undefined) return undefined;
      const whole = isIncomplete(kept.value) ? work.cache.find('completed', key, () => true) : undefined;
      return whole === undefined
        ? composedPage(page, kept, work)
        : composedPage(page, whole, work, 'completed');
    },
    content: (page) => content(page, work),
    excerpt: (page) => excerpt(page, work),
    output: (page) => output(page, work),
    mathOf: work.mathOf,
    scriptText: (src, page) => work.scripts.textOf(src, page.outputPath),
    images: work.images.lookups,
    note: work.reads.note,
    printed: (pages) => work.log.shownBy(pages, (page) => rendered(page, work)),
    transient: work.log.transient,
    release: (page) => {
      work.done.delete(page);
      work.log.forget(page);
    },
    open: (maker) => {
      work.maker = maker;
    },
  };
}

/** Whether a page's content is HTML for the page that is being made, which may be the same in its layouts. */
function hasContent(page: Page, work: Work): boolean {
  return !work.underWay.has(page) && work.order.isBefore(page);
}

/** Whether a page has an output for the page that is being made. */
function hasOutput(page: Page, work: Work): boolean {
  return page !== work.order.reader() && work.order.isBefore(page);
}

function opened({ maker }: Work): PageMaker {
  if (maker === undefined) throw new PageMakerNeeded();
  return maker;
}

/** What is read of neither course nor time, and never the same again. */
const NEVER_CURRENT: ReadonlySet<string> = new Set(['chance', 'failure']);

/** Whether something that a result was made from is as it was. */
function isCurrent([name, print]: Read, work: Work): boolean {
  if (NEVER_CURRENT.has(name)) return false;
  try {
    return present(name, work) === print;
  } catch (error) {
    if (isControlFlow(error)) throw error;
    // What is read cannot be made. That is told where it is made; what reads it is no longer what it was.
    return false;
  }
}

/** The present fingerprint of something that a page can be made from. */
function present(name: string, work: Work): string {
  const space = name.indexOf(' ');
  if (name.startsWith('script ')) return work.scripts.printOf(name.slice(space + 1));
  if (name.startsWith('image ')) return work.images.printOf('image', name.slice(space + 1));
  if (name.startsWith('style ')) return work.images.printOf('style', name.slice(space + 1));
  const page = space < 0 ? undefined : work.keys.find(name.slice(space + 1));
  if (page === undefined) return work.facts(name);
  switch (name.slice(0, space)) {
    case 'content':
      return hasContent(page, work) ? rendered(page, work).markedHash : textFingerprint(page.body.text);
    case 'output':
      return hasOutput(page, work) ? keptOutput(page, work).hash(0) : '';
    case 'excerpt':
      return work.excerptsUnderWay.has(page) ? textFingerprint('') : keptExcerpt(page, work).hash(0);
    case 'marked':
      return rendered(page, work).markedHash;
    case 'dollars':
      return String(work.dollars(work.mathOf(page).config));
    case 'mathjax':
      return fingerprint(work.mathOf(page).config);
    default:
      return work.facts(name);
  }
}

function rendered(page: Page, work: Work): RenderedPage {
  let result = work.done.get(page);
  if (result === undefined) {
    work.underWay.add(page);
    try {
      result = work.order.reading(page, () => keptRendered(page, work) ?? render(page, work));
    } finally {
      work.underWay.delete(page);
    }
    work.done.set(page, result);
  }
  return result;
}

function keptRendered(page: Page, work: Work): RenderedPage | undefined {
  const kept = work.cache.find('rendered', work.keys.keyOf(page), (read) => isCurrent(read, work));
  return kept === undefined ? undefined : renderedPage(page, kept, work);
}

function render(page: Page, work: Work): RenderedPage {
  const { renderer } = opened(work);
  work.making(page);
  const { result, reads } = work.reads.during(() =>
    timedPage(work, 'text', page.file.path, () => renderer.render(page)),
  );
  const {
    content: html,
    formulas,
    headings,
    anchors,
    references,
    foreign,
    labels,
    mentions,
    pictures,
    terms,
    tagPlaces,
    diagnostics,
  } = result;
  const links: PageLinks = { headings, anchors, references };
  const kept = work.cache.keep('rendered', work.keys.keyOf(page), {
    reads: readsOf(diagnostics, reads),
    value: {
      hasMentions: mentions.length > 0,
      ...(terms === undefined ? {} : { terms }),
      ...(tagPlaces === undefined ? {} : { hasTagPlaces: true }),
      foreign,
      pictures,
      diagnostics,
    },
    texts: [
      html,
      writeFormulas(formulas),
      JSON.stringify(links),
      JSON.stringify(labels),
      JSON.stringify(mentions),
      ...(tagPlaces === undefined ? [] : [JSON.stringify(tagPlaces)]),
    ],
  });
  return renderedPage(page, kept, work, result);
}

function content(page: Page, work: Work): string {
  const name = `content ${work.keys.keyOf(page)}`;
  if (!hasContent(page, work)) {
    work.reads.note(name);
    return page.body.text;
  }
  const result = rendered(page, work);
  work.reads.note(name);
  const { content: html, formulas } = result.marked();
  return shownText(html, formulas);
}

function excerpt(page: Page, work: Work): string {
  const name = `excerpt ${work.keys.keyOf(page)}`;
  if (work.excerptsUnderWay.has(page)) {
    work.reads.note(name);
    return '';
  }
  const kept = keptExcerpt(page, work);
  work.reads.note(name);
  return textOf('excerpt', page, kept, work.excerpts, work);
}

/** The text of a result that is kept and `known`; where the cache has lost it, both forget the result. */
function textOf(
  kind: 'excerpt' | 'output',
  page: Page,
  kept: CachedResult<null>,
  known: Map<Page, CachedResult<null>>,
  work: Work,
): string {
  const text = kept.text(0);
  if (text !== undefined) return text;
  work.cache.forget(kind, work.keys.keyOf(page));
  known.delete(page);
  throw new CacheDamage();
}

function keptExcerpt(page: Page, work: Work): CachedResult<null> {
  let kept = work.excerpts.get(page);
  if (kept === undefined) {
    const key = work.keys.keyOf(page);
    work.excerptsUnderWay.add(page);
    try {
      kept = work.order.reading(
        page,
        () => work.cache.find('excerpt', key, (read) => isCurrent(read, work)) ?? makeExcerpt(page, work),
      );
    } finally {
      work.excerptsUnderWay.delete(page);
    }
    work.excerpts.set(page, kept);
    work.log.note('excerpt', page, kept.reads);
  }
  return kept;
}

function makeExcerpt(page: Page, work: Work): CachedResult<null> {
  const { renderer } = opened(work);
  work.making(page);
  const { result, reads } = work.reads.during(() =>
    timedPage(work, 'excerpt', page.file.path, () => renderer.excerpt(page)),
  );
  return work.cache.keep('excerpt', work.keys.keyOf(page), { reads, value: null, texts: [result] });
}

function output(page: Page, work: Work): string | null {
  const name = `output ${work.keys.keyOf(page)}`;
  if (!hasOutput(page, work)) {
    work.reads.note(name);
    return null;
  }
  const kept = keptOutput(page, work);
  work.reads.note(name);
  return textOf('output', page, kept, work.outputs, work);
}

function keptOutput(page: Page, work: Work): CachedResult<null> {
  let kept = work.outputs.get(page);
  if (kept === undefined) {
    const key = work.keys.keyOf(page);
    kept = work.order.reading(
      page,
      () => work.cache.find('output', key, (read) => isCurrent(read, work)) ?? makeOutput(page, work),
    );
    work.outputs.set(page, kept);
    work.log.note('output', page, kept.reads);
  }
  return kept;
}

function makeOutput(page: Page, work: Work): CachedResult<null> {
  work.making(page);
  const { result, reads } = placed(page, work, (marked) => {
    const { embedded, diagnostics } = opened(work).place(page, marked);
    return { text: embedded(), diagnostics };
  });
  const from = readsOf(result.diagnostics, reads);
  return work.cache.keep('output', work.keys.keyOf(page), { reads: from, value: null, texts: [result.text] });
}

/** What `place` makes of a page's content, and all that it reads besides. */
function placed<T>(
  page: Page,
  work: Work,
  place: (marked: MarkedContent) => T,
): { readonly result: T; readonly reads: readonly Read[] } {
  return work.reads.during(() => {
    const { marked } = rendered(page, work);
    work.reads.note(`marked ${work.keys.keyOf(page)}`);
    return timedPage(work, 'layouts', page.file.path, () => place(marked()));
  });
}

function keptComposed(page: Page, work: Work): ComposedPage | undefined {
  const key = work.keys.keyOf(page);
  const kept = work.order.reading(page, () =>
    work.cache.find('composed', key, (read) => isCurrent(read, work)),
  );
  return kept === undefined ? undefined : composedPage(page, kept, work);
}

async function composed(page: Page, work: Work): Promise<ComposedPage> {
  const found = keptComposed(page, work);
  if (found !== undefined) return found;
  const { place, finish } = opened(work);
  const key = work.keys.keyOf(page);
  const { result, reads } = work.order.reading(page, () =>
    placed(page, work, (marked) => place(page, marked)),
  );
  const finished = await finish(
    page,
    withFormulas(result, formulasOf(work.cache.find('composed', key, () => true))),
  );
  const kept = work.cache.keep('composed', key, composedResult(finished, reads));
  return composedPage(page, kept, work);
}

function withFormulas(placed: PlacedPage, typeset: PageMath['typeset']): PlacedPage {
  const { math } = placed;
  return math === undefined || typeset === undefined ? placed : { ...placed, math: { ...math, typeset } };
}

function readMath(text: MappedText, key: string, work: Work): MathJaxReading {
  const { readMathJax } = opened(work);
  // Layouts lie on no page; an address of theirs that is relative starts wherever they are used.
  const { result, reads } = work.reads.during(() => readMathJax(text, (src) => work.scripts.textOf(src, '')));
  return work.cache.keep('mathjax', key, { reads, value: result }).value;
}
