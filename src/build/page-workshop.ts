import type { MappedText } from '../diagnostics/index.js';
import { pluginTags } from '../generators/index.js';
import { type MathJaxReading, readMathJaxConfig, type ScriptTextOf, scriptReader } from '../math/index.js';
import type { Page, Site } from '../site/index.js';
import { finishPage, type PlacedPage, type PublishedText, placePage } from './compose-page.js';
import { createPageRenderer, type PageRenderer, type PageRendererOptions } from './page-renderer.js';
import { createPageTools } from './page-tools.js';
import type { PageTypesetter } from './page-typesetter.js';
import type { Profile } from './profile.js';
import type { ComposeFindings, MarkedContent } from './rendered-page.js';
import type { SiteLookups } from './site-lookups.js';
import type { SiteMath } from './site-math.js';

/**
 * Where pages are made: everything that loads Liquid, Markdown and KaTeX is behind this file, and it is loaded when the
 * first page is to be made.
 */
export interface PageWorkshop {
  readonly renderer: PageRenderer;
  readonly place: (page: Page, marked: MarkedContent) => PlacedPage;
  readonly finish: (page: Page, placed: PlacedPage) => Promise<ComposeFindings & PublishedText>;
  readonly readMathJax: (text: MappedText, textOf: ScriptTextOf) => MathJaxReading;
}

/** What a workshop is made for. */
export interface PageWorkshopOptions extends Omit<PageRendererOptions, 'tools' | 'jekyll'> {
  /** `jekyll.environment`. */
  readonly environment: string;
  readonly math: SiteMath;
  readonly lookups: SiteLookups;
  readonly mathOf: (page: Page) => MathJaxReading;
  /** The text of the script of the course that an address on a page names. */
  readonly scriptText: (src: string, page: Page) => MappedText | undefined;
  readonly typesetter: () => Promise<PageTypesetter>;
  readonly profile: Profile | undefined;
}

/** Jekyll's version whose rules are followed: `jekyll.version` in templates. */
const JEKYLL_VERSION = '4.3.1';

/** Makes the workshop of one build. */
export async function openWorkshop(site: Site, options: PageWorkshopOptions): Promise<PageWorkshop> {
  const { environment, math, lookups, mathOf, scriptText, typesetter, keyOf, note, profile } = options;
  const tools = createPageTools(site, {
    tags: pluginTags(site),
    now: site.time,
    compileSass: needsSass(site) ? (await import('./sass.js')).compileSass : undefined,
    lookups,
    mathOf: (page) => mathOf(page).config,
    keyOf,
    note,
    profile,
  });
  const jekyll = { version: JEKYLL_VERSION, environment };
  const renderer = createPageRenderer(site, { ...options, tools, jekyll });
  const readScript = scriptReader();
  const composer = {
    site,
    tools,
    renderer,
    preambles: math.preambles,
    readScript,
    scriptText,
    note,
    profile,
  };
  return {
    renderer,
    place: (page, marked) => placePage(page, marked, composer),
    finish: (page, placed) => finishPage(page, placed, { typesetter, profile }),
    readMathJax: (text, textOf) => readMathJaxConfig(text, readScript, textOf),
  };
}

/** Whether a page is Sass, or a template can ask for it with a filter. */
function needsSass(site: Site): boolean {
  const asks = ({ text }: MappedText): boolean => /\|\s*(?:scss|sass)ify\b/.test(text);
  return (
    site.pages.some(
      ({ format, body }) =>
        format === 'sass' || format === 'scss' || (body.traits?.isPlain !== true && asks(body)),
    ) ||
    [...site.includes.values(), ...site.relativeIncludes.values()].some(asks) ||
    [...site.layouts.values()].some(({ body }) => asks(body))
  );
}
