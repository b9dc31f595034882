import type { Diagnostic, MappedText } from '../diagnostics/index.js';
import { applyPlugins, pluginTags } from '../generators/index.js';
import { absoluteUrl } from '../liquid/index.js';
import { type CourseMacros, withDefiningPages } from '../math/index.js';
import type { Page, Site } from '../site/index.js';
import type { BuildRequest } from './build-request.js';
import { composePage } from './compose-page.js';
import { courseMacros } from './course-macros.js';
import type { Effects } from './effects.js';
import { overPages } from './over-pages.js';
import { createPageRenderer } from './page-renderer.js';
import { createPageTools } from './page-tools.js';
import { startTypesetter } from './page-typesetter.js';
import type { ComposedPage, RenderedPage } from './rendered-page.js';
import type { SiteMath } from './site-math.js';

/** The pages of a site, made in memory. */
export interface MadePages {
  /** The site with what its plugins add. */
  readonly site: Site;
  /** In the order of `pages`. */
  readonly rendered: readonly RenderedPage[];
  readonly pages: readonly ComposedPage[];
  /** The macros that its formulas are written with. */
  readonly macros: CourseMacros;
  /** Pages that could not be made. */
  readonly failed: readonly Page[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Jekyll's version whose rules are followed: `jekyll.version` in templates. */
const JEKYLL_VERSION = '4.3.1';

/** Renders and composes every page of a site that is written. */
export async function makePages(
  course: Site,
  math: SiteMath,
  effects: Effects,
  { first = [], ready }: Pick<BuildRequest, 'first' | 'ready'> = {},
): Promise<MadePages> {
  const { site, paginators, diagnostics } = applyPlugins(course, (path) => absoluteUrl(path, course.config));
  const wanted = pagesToWrite(site);
  const tools = createPageTools(site, {
    tags: pluginTags(site),
    now: site.time,
    compileSass: needsSass(site, wanted) ? (await import('./sass.js')).compileSass : undefined,
  });
  const jekyll = { version: JEKYLL_VERSION, environment: effects.env['JEKYLL_ENV'] ?? 'production' };
  const renderer = createPageRenderer(site, { tools, jekyll, paginators });
  const typesetter = startTypesetter(math.typesetter, wanted.length);
  const composer = { site, tools, renderer, typesetter, mathStyles: math.styles, preambles: math.preambles };
  const make = async (page: Page): Promise<MadePage> => {
    const rendered = renderer.render(page);
    const composed = await composePage(rendered, composer);
    ready?.(page.outputPath, { kind: 'generated', content: () => composed.output, path: page.file.path });
    return { rendered, composed };
  };
  const made = await overPages('Making', inOrder(wanted, first), make, effects);
  await typesetter.close();
  const results = new Map(made.results.map((result) => [result.rendered.page, result]));
  const inSite = wanted.map((page) => results.get(page)).filter((result) => result !== undefined);
  const rendered = inSite.map((page) => page.rendered);
  const composed = inSite.map((page) => page.composed);
  const macros = await courseMacros(site, math, tools, composed);
  const ofPages = composed.flatMap((page) => page.diagnostics);
  return {
    site,
    rendered,
    pages: composed,
    macros,
    failed: made.failed,
    diagnostics: [
      ...diagnostics,
      ...made.diagnostics,
      ...rendered.flatMap((page) => page.diagnostics),
      ...withDefiningPages(ofPages, macros),
    ],
  };
}

interface MadePage {
  readonly rendered: RenderedPage;
  readonly composed: ComposedPage;
}

/** Pages with those at the `first` output paths in front. */
function inOrder(pages: readonly Page[], first: readonly string[]): readonly Page[] {
  if (first.length === 0) return pages;
  const isFirst = ({ outputPath }: Page): boolean => first.includes(outputPath);
  return [...pages.filter(isFirst), ...pages.filter((page) => !isFirst(page))];
}

/** Pages that become files; of two with one URL the scan has settled which, and has said so. */
function pagesToWrite(site: Site): readonly Page[] {
  return site.pages.filter((page) => page.written && site.files.get(page.outputPath) === page);
}

/** Whether a page is Sass, or a template can ask for it with a filter. */
function needsSass(site: Site, pages: readonly Page[]): boolean {
  const asks = ({ text }: MappedText): boolean => /\|\s*(?:scss|sass)ify\b/.test(text);
  return (
    pages.some(({ format, body }) => format === 'sass' || format === 'scss' || asks(body)) ||
    [...site.includes.values()].some(asks) ||
    [...site.layouts.values()].some(({ body }) => asks(body))
  );
}
