import { type Diagnostic, guarded } from '../diagnostics/index.js';
import { addPages, type Page, type Site } from '../site/index.js';
import { activePlugins, unknownPlugins } from './config/active-plugins.js';
import { withRepository } from './github-metadata.js';
import { archives } from './pages/archives.js';
import { feeds } from './pages/feed.js';
import { withGlossaryPage } from './pages/glossary-page.js';
import { withHeadingsPage } from './pages/headings-page.js';
import { type Paginator, paginate } from './pages/paginate.js';
import { paginateLists } from './pages/paginate-v2.js';
import { redirect } from './pages/redirects.js';
import { sitemap } from './pages/sitemap.js';
import { scholar } from './scholar/scholar.js';

/** A course with what its plugins add to it. */
export interface PluginResult {
  /**
   * The site with the plugins' pages behind its own (`feed.xml`, `sitemap.xml`, redirects, further pages of a
   * paginated list) and `site.github`. These pages are rendered, put into layouts and written as any others.
   */
  readonly site: Site;
  /** What `paginator` is on a page, by the page's output path; it is nil on all others. */
  readonly paginators: ReadonlyMap<string, Paginator>;
  /** The plugins at which lectern has failed: what they add is missing from the site. */
  readonly failed: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What one plugin adds. */
interface Addition {
  /** The site, where the plugin changes more of it than that it adds pages. */
  readonly site?: Site;
  readonly pages: readonly Page[];
  readonly paginators?: PluginResult['paginators'];
  readonly diagnostics?: readonly Diagnostic[];
}

/** Generators of the lowest priority; Jekyll runs them in the order in which their plugins are named. */
const GENERATORS = new Map<string, (site: Site) => Addition>([
  ['jekyll-archives', (site) => ({ pages: archives(site) })],
  ['jekyll-feed', (site) => ({ pages: feeds(site) })],
  ['jekyll-sitemap', (site) => ({ pages: sitemap(site) })],
  ['jekyll-paginate', paginate],
  ['jekyll-paginate-v2', paginateLists],
]);

/**
 * Runs the generators of the plugins that `plugins:` names, and of those that GitHub Pages always runs, on a
 * course that was read and is yet to be rendered. As in Jekyll they add pages to the site, so that the pages' own
 * templates see them too. No generator takes a path at which the course has a file of its own.
 *
 * `absoluteUrl` is Liquid's filter `absolute_url`.
 */
export function applyPlugins(site: Site, absoluteUrl: (url: string) => string): PluginResult {
  const active = activePlugins(site.config);
  const diagnostics: Diagnostic[] = [];
  const failed: string[] = [];
  const attempt = <T>(plugin: string, run: () => T, instead: T): T =>
    guarded(
      {
        failing: `what ${plugin} does failed, so it is missing from the site, or as it was before`,
        place: '_config.yml',
        severity: 'error',
        tell: (fault) => {
          diagnostics.push(fault);
          failed.push(plugin);
        },
      },
      run,
      () => instead,
    );
  diagnostics.push(...attempt('the search for unknown plugins', () => unknownPlugins(site), []));
  const paginators = new Map<string, Paginator>();
  let current = attempt('jekyll-github-metadata', () => withRepository(site), site);
  if (active.has('jekyll-redirect-from')) {
    const nothing = { site: current, diagnostics: [] };
    const redirected = attempt('jekyll-redirect-from', () => redirect(current, absoluteUrl), nothing);
    diagnostics.push(...redirected.diagnostics);
    current = redirected.site;
  }
  current = attempt('the glossary', () => withGlossaryPage(current), current);
  const cited = attempt<Addition>('jekyll-scholar', () => scholar(current), { pages: [] });
  current = addPages(current, cited.pages);
  diagnostics.push(...(cited.diagnostics ?? []));
  for (const name of active) {
    const addition = attempt(name, () => GENERATORS.get(name)?.(current), undefined);
    if (addition === undefined) continue;
    current = addPages(addition.site ?? current, addition.pages);
    diagnostics.push(...(addition.diagnostics ?? []));
    for (const [path, paginator] of addition.paginators ?? []) paginators.set(path, paginator);
  }
  current = attempt('the search', () => withHeadingsPage(current), current);
  return { site: current, paginators, failed, diagnostics };
}
