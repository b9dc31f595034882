import type { Diagnostic } from '../diagnostics/index.js';
import { type Paginator, paginatorVariable } from '../generators/index.js';
import { texText } from '../math/index.js';
import { excerptSource, type Page, type Site, type SiteVariables, siteVariables } from '../site/index.js';
import type { PageTools } from './page-tools.js';
import type { RenderedPage } from './rendered-page.js';

/** What Liquid sees as `jekyll`. The version is the one whose rules are followed. */
export interface JekyllVariables {
  readonly version: string;
  readonly environment: string;
}

/** Renders the pages of one build. */
export interface PageRenderer {
  /** Liquid and the converter of one page; each page is rendered once. */
  readonly render: (page: Page) => RenderedPage;
  readonly variables: SiteVariables;
  /** What Liquid sees while a page is rendered or put into its layouts: `site`, `page`, `jekyll`, `paginator`. */
  readonly scope: (page: Page) => Readonly<Record<string, unknown>>;
}

/** What a renderer is made for. */
export interface PageRendererOptions {
  readonly tools: PageTools;
  readonly jekyll: JekyllVariables;
  /** What `paginator` is on a page, by the page's output path. */
  readonly paginators: ReadonlyMap<string, Paginator>;
}

/**
 * Makes the renderer of a site's pages. A template that reads another page's content or excerpt has that page
 * rendered first; a page that (by way of others) reads its own content gets its source, as in Jekyll.
 */
export function createPageRenderer(
  site: Site,
  { tools, jekyll, paginators }: PageRendererOptions,
): PageRenderer {
  const done = new Map<Page, RenderedPage>();
  const underWay = new Set<Page>();
  const excerpts = new Map<Page, string>();

  const render = (page: Page): RenderedPage => {
    let rendered = done.get(page);
    if (rendered === undefined) {
      underWay.add(page);
      rendered = renderPage(page, tools, bodyScope(page));
      underWay.delete(page);
      done.set(page, rendered);
    }
    return rendered;
  };

  const content = (page: Page): string => {
    if (underWay.has(page)) return page.body.text;
    const { content: html, formulas } = render(page);
    return texText(html, formulas);
  };

  const excerpt = (page: Page): string => {
    let html = excerpts.get(page);
    if (html === undefined) {
      excerpts.set(page, '');
      const source = { ...page, body: excerptSource(page) };
      const rendered = renderPage(source, tools, bodyScope(page));
      html = texText(rendered.content, rendered.formulas);
      excerpts.set(page, html);
    }
    return html;
  };

  const variables = siteVariables(site, { content, excerpt, output: content });
  const scope = (page: Page): Readonly<Record<string, unknown>> => {
    const paginator = paginators.get(page.outputPath);
    return {
      site: variables.site(page),
      page: variables.page(page),
      jekyll,
      paginator: paginator === undefined ? null : paginatorVariable(paginator, variables.page),
    };
  };
  /** A page's own text sees the layout that it goes into, too (Jekyll: `assign_layout_data!`). */
  const bodyScope = (page: Page): Readonly<Record<string, unknown>> => {
    const layout = page.layout === null ? undefined : site.layouts.get(page.layout);
    return {
      ...scope(page),
      ...(layout === undefined ? {} : { layout: variables.layout([layout]) }),
      ...(page.format === 'markdown' ? { highlighter_prefix: '\n', highlighter_suffix: '\n' } : {}),
    };
  };
  return { render, variables, scope };
}

/** Liquid, then Markdown or Sass, of one page (Jekyll: `renderer.rb`, `render_document` up to its layouts). */
function renderPage(page: Page, tools: PageTools, scope: Readonly<Record<string, unknown>>): RenderedPage {
  const diagnostics: Diagnostic[] = [];
  let text = page.body;
  if (page.data['render_with_liquid'] !== false) {
    const result = tools.liquid(page).render(text, scope);
    diagnostics.push(...result.diagnostics);
    text = result.output;
  }
  const plain = { page, formulas: [], headings: [], anchors: [], references: [] };
  switch (page.format) {
    case 'markdown': {
      const { html, ...found } = tools.markdown(page)(text);
      return { page, content: html, ...found, diagnostics: [...diagnostics, ...found.diagnostics] };
    }
    case 'scss':
    case 'sass': {
      const { css, diagnostics: faults } = tools.sass(text, page.format);
      return { ...plain, content: css, diagnostics: [...diagnostics, ...faults] };
    }
    case 'html': {
      const { html, ...found } = tools.html(text);
      return { page, content: html, ...found, diagnostics: [...diagnostics, ...found.diagnostics] };
    }
    default:
      return { ...plain, content: text.text, diagnostics };
  }
}
