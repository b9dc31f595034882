import type { Diagnostic, MappedText } from '../diagnostics/index.js';
import { applyPlugins, pluginTags } from '../generators/index.js';
import { absoluteUrl } from '../liquid/index.js';
import { createTypesetter } from '../math/index.js';
import type { Page, Site } from '../site/index.js';
import { composePage } from './compose-page.js';
import type { Effects } from './effects.js';
import { overPages } from './over-pages.js';
import { createPageRenderer } from './page-renderer.js';
import { createPageTools } from './page-tools.js';
import type { ComposedPage } from './rendered-page.js';
import { resolveReferences } from './resolve-references.js';
import type { SiteMath } from './site-math.js';

/** The pages of a site, made in memory. */
export interface MadePages {
  readonly pages: readonly ComposedPage[];
  /** Pages that could not be made. */
  readonly failed: readonly Page[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Jekyll's version whose rules are followed: `jekyll.version` in templates. */
const JEKYLL_VERSION = '4.3.1';

/** Renders, resolves and composes every page of a site that is written. */
export async function makePages(course: Site, math: SiteMath, effects: Effects): Promise<MadePages> {
  const { site, paginators, diagnostics } = applyPlugins(course, (path) => absoluteUrl(path, course.config));
  const wanted = pagesToWrite(site);
  const tools = createPageTools(site, {
    tags: pluginTags(site),
    now: site.time,
    compileSass: needsSass(site, wanted) ? (await import('./sass.js')).compileSass : undefined,
  });
  const jekyll = { version: JEKYLL_VERSION, environment: effects.env['JEKYLL_ENV'] ?? 'production' };
  const renderer = createPageRenderer(site, { tools, jekyll, paginators });
  const rendered = await overPages('Rendering', wanted, (page) => page, renderer.render, effects);
  const typesetter = createTypesetter(math.typesetter);
  const composed = await overPages(
    'Composing',
    rendered.results,
    ({ page }) => page,
    (page) => composePage(page, { site, tools, renderer, typesetter, mathStyles: math.styles }),
    effects,
  );
  const links = resolveReferences(site, rendered.results, composed.results);
  return {
    pages: composed.results,
    failed: [...rendered.failed, ...composed.failed],
    diagnostics: [
      ...diagnostics,
      ...rendered.diagnostics,
      ...rendered.results.flatMap((page) => page.diagnostics),
      ...composed.diagnostics,
      ...composed.results.flatMap((page) => page.diagnostics),
      ...links,
    ],
  };
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
