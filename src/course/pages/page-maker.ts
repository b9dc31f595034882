import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type MappedText, mapSource } from '../../diagnostics/index.js';
import { outputRewriter, pluginFilters, pluginTags } from '../../generators/index.js';
import { type MathJaxReading, readMathJaxConfig, type ScriptTextOf, scriptReader } from '../../math/index.js';
import {
  arePluginsCurrent,
  type CoursePlugins,
  liquidExtensions,
  loadPlugins,
  rubyTags,
} from '../../plugins/index.js';
import type { Page, Site } from '../../site/index.js';
import {
  finishPage,
  type PlacedPage,
  type PublishedText,
  placePage,
  type SiteMath,
} from '../compose/index.js';
import type { ComposeFindings, MarkedContent, Profile } from '../context/index.js';
import type { ImageLookups } from '../elements/index.js';
import {
  createNotebookRenderer,
  createPageRenderer,
  createPageTools,
  type PageRenderer,
  type PageRendererOptions,
  type Sheet,
  type SheetCompiler,
  type SiteLookups,
} from '../render/index.js';
import { CourseChanged } from '../scan/index.js';
import type { PageTypesetter } from '../typeset/index.js';

/**
 * Where pages are made: everything that loads Liquid, Markdown and KaTeX is behind this file, and it is loaded when the
 * first page is to be made.
 */
export interface PageMaker {
  readonly renderer: PageRenderer;
  readonly place: (page: Page, marked: MarkedContent) => PlacedPage;
  readonly finish: (page: Page, placed: PlacedPage) => Promise<ComposeFindings & PublishedText>;
  readonly readMathJax: (text: MappedText, textOf: ScriptTextOf) => MathJaxReading;
  /** The style sheets that a page's text is or has in it, as far as they can be told before it is made. */
  readonly sheetsOf: (page: Page) => readonly Sheet[];
}

/** What a page maker is made for. */
export interface PageMakerOptions extends Omit<PageRendererOptions, 'tools' | 'jekyll'> {
  /** `jekyll.environment`. */
  readonly environment: string;
  readonly plugins: CoursePlugins;
  readonly math: SiteMath;
  readonly lookups: SiteLookups;
  readonly mathOf: (page: Page) => MathJaxReading;
  /** The text of the script of the course that an address on a page names. */
  readonly scriptText: (src: string, page: Page) => MappedText | undefined;
  /** What the pictures of a page are looked up with. */
  readonly images: (page: Page) => ImageLookups;
  readonly typesetter: () => Promise<PageTypesetter>;
  readonly sheets: SheetCompiler;
  readonly profile: Profile | undefined;
}

/** Jekyll's version whose rules are followed: `jekyll.version` in templates. */
const JEKYLL_VERSION = '4.3.1';

/** Makes the page maker of one build. Rejects with a `CourseChanged` where a plugin is another than the one that was read. */
export async function createPageMaker(site: Site, options: PageMakerOptions): Promise<PageMaker> {
  const {
    environment,
    plugins,
    math,
    lookups,
    mathOf,
    scriptText,
    images,
    typesetter,
    sheets,
    keyOf,
    note,
    profile,
  } = options;
  const { source } = site.config;
  // Each thread has plugins of its own, which know nothing of what others have done.
  const loaded = await loadPlugins(plugins);
  // What these make would be kept as what those that were read have made.
  if (!arePluginsCurrent(plugins, source)) throw new CourseChanged('A plugin has changed.');
  const extensions = liquidExtensions(loaded, {
    source,
    read: (file) => {
      note(`file ${file}`);
      return courseText(source, file);
    },
  });
  const notebooks = await createNotebookRenderer(site, { lookups, note });
  const tools = createPageTools(site, {
    tags: { ...pluginTags(site, note), ...rubyTags(plugins.ruby), ...extensions.tags },
    filters: { ...pluginFilters(site), ...extensions.filters },
    now: site.time,
    sheets,
    notebooks,
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
    rewrite: await outputRewriter(site),
    readScript,
    scriptText,
    images,
    lookups,
    note,
    profile,
  };
  return {
    renderer,
    place: (page, marked) => placePage(page, marked, composer),
    finish: (page, placed) => finishPage(page, placed, { typesetter, profile }),
    readMathJax: (text, textOf) => readMathJaxConfig(text, readScript, textOf),
    sheetsOf: (page) =>
      tools.sheetsOf(() => {
        const { format } = page;
        const text = renderer.text(page);
        if (format === 'scss' || format === 'sass')
          tools.sass(mapSource({ file: page.file.path, text }), format);
      }),
  };
}

/** The text of a file of the course; undefined where there is none at this path. */
function courseText(source: string, file: string): string | undefined {
  const absolute = path.resolve(source, file);
  if (!absolute.startsWith(`${source}/`)) return undefined;
  try {
    return readFileSync(absolute, 'utf8');
  } catch {
    return undefined;
  }
}
