import {
  type Diagnostic,
  guarded,
  hasInternalFault,
  type MappedText,
  type Place,
} from '../../diagnostics/index.js';
import { type Paginator, paginatorVariable, withPandocCitations } from '../../generators/index.js';
import { pageTerms } from '../../glossary/index.js';
import { exposedSecrets } from '../../links/index.js';
import { drop, type LiquidRenderer } from '../../liquid/index.js';
import { stylesheetReferences } from '../../markdown/index.js';
import { shownText } from '../../math/index.js';
import {
  type CourseOutline,
  excerptSource,
  lecternVariables,
  type Page,
  type Site,
  type SiteVariables,
  siteVariables,
} from '../../site/index.js';
import type { Theme } from '../../themes/index.js';
import type { FreshPage } from '../context/index.js';
import { numberingFindings } from './page-numbering.js';
import type { PageTools } from './page-tools.js';

/** What Liquid sees as `jekyll`. The version is the one whose rules are followed. */
export interface JekyllVariables {
  readonly version: string;
  readonly environment: string;
}

/** Renders the pages of one build. */
export interface PageRenderer {
  /** Liquid and the converter of one page. */
  readonly render: (page: Page) => FreshPage;
  /** Liquid of one page, alone. */
  readonly text: (page: Page) => string;
  /** The HTML of what a page's text begins with. */
  readonly excerpt: (page: Page) => string;
  readonly variables: SiteVariables;
  /** What Liquid sees while a page is rendered or put into its layouts: `site`, `page`, `jekyll`, `lectern`, … */
  readonly scope: (page: Page) => Readonly<Record<string, unknown>>;
}

/** What a renderer is made for. */
export interface PageRendererOptions {
  readonly tools: PageTools;
  readonly jekyll: JekyllVariables;
  /** What `paginator` is on a page, by the page's output path. */
  readonly paginators: ReadonlyMap<string, Paginator>;
  readonly outline: CourseOutline;
  readonly keyOf: (page: Page) => string;
  /** Told of what a page is made from, by the names that `site-facts.ts` gives it. */
  readonly note: (name: string) => void;
  /** What a template reads of another page: its content, its excerpt, and what its layouts make of it. */
  readonly content: (page: Page) => string;
  readonly excerpt: (page: Page) => string;
  readonly output: (page: Page) => string | null;
}

/** Makes the renderer of a site's pages. */
export function createPageRenderer(site: Site, options: PageRendererOptions): PageRenderer {
  const { tools, jekyll, paginators, outline, keyOf, note, content, excerpt, output } = options;
  const variables = siteVariables(site, {
    content,
    excerpt,
    output,
    // The time tells by itself what of it is read.
    onSiteField: (name) => (name === 'time' ? undefined : note(`site ${name}`)),
    onData: (name) => note(`data ${name}`),
    onNeighbours: (page) => note(`beside ${keyOf(page)}`),
  });
  const jekyllDrop = drop({ ...jekyll }, () => 'Jekyll::Drops::JekyllDrop');
  const lectern = lecternVariables(site, { outline, page: variables.page, keyOf, note });
  const theme = themeVariable(site.config.theme, note);
  const scope = (page: Page): Readonly<Record<string, unknown>> => {
    const paginator = paginators.get(page.outputPath);
    note('base');
    note(`page ${keyOf(page)}`);
    note(`paginator ${page.outputPath}`);
    return {
      site: variables.site(page),
      page: variables.own(page),
      jekyll: jekyllDrop,
      lectern: lectern(page),
      theme,
      paginator: paginator === undefined ? null : paginatorVariable(paginator, variables.page),
    };
  };
  /** A page's own text sees the layout that it goes into, too (Jekyll: `assign_layout_data!`). */
  const bodyScope = (page: Page): Readonly<Record<string, unknown>> => {
    const layout = page.layout === null ? undefined : site.layouts.get(page.layout);
    if (page.layout !== null) note(`layout-data ${page.layout}`);
    return {
      ...scope(page),
      ...(layout === undefined ? {} : { layout: variables.layout([layout]) }),
      ...(page.format === 'markdown' ? { highlighter_prefix: '\n', highlighter_suffix: '\n' } : {}),
    };
  };
  /** A page's text, in which citations as Pandoc has them are tags, where the course says so. */
  const citing = (page: Page): MappedText => {
    if (site.config.lectern.citations !== 'pandoc' || page.format !== 'markdown') return page.body;
    return withPandocCitations(page.body, () => {
      if (page.layout === null) return false;
      note(`layout ${page.layout}`);
      return /\{%-?\s*bibliography\b/.test(site.layouts.get(page.layout)?.body.text ?? '');
    });
  };
  return {
    text: (page) => withLiquid(page, page.body, tools, bodyScope(page)).output.text,
    render: (page) => {
      const fresh = renderPage(page, citing(page), tools, bodyScope(page));
      return site.glossary === undefined ? fresh : withTerms(fresh);
    },
    excerpt: (page) => {
      const source = excerptSource(page);
      const scope = { ...bodyScope(page), page: variables.ownExcerpt(page, source.text) };
      const { content: html, formulas, diagnostics } = renderPage(page, source, tools, scope);
      // The page itself tells of it; its excerpt must not be kept either.
      if (hasInternalFault(diagnostics)) note('failure');
      return shownText(html, formulas);
    },
    variables,
    scope,
  };
}

/**
 * What templates see of a theme as `theme` (Jekyll: `theme_drop.rb`): where it lies, and its version. Null without a theme, and
 * where lectern's own only stands in.
 */
function themeVariable(
  theme: Theme | null,
  note: (name: string) => void,
): Readonly<Record<string, unknown>> | null {
  if (theme === null || theme.role !== 'named') return null;
  const { root, version } = theme;
  const noted = <T>(value: T): T => {
    note('theme');
    return value;
  };
  const fields = {
    get root() {
      return noted(root);
    },
    get version() {
      return noted(version);
    },
  };
  return drop(fields, () => 'Jekyll::Drops::ThemeDrop');
}

/** Liquid, then Markdown or Sass, of one page (Jekyll: `renderer.rb`, `render_document` up to its layouts). */
function renderPage(
  page: Page,
  body: MappedText,
  tools: PageTools,
  scope: Readonly<Record<string, unknown>>,
): FreshPage {
  const { output: text, diagnostics: found } = withLiquid(page, body, tools, scope);
  // Of a notebook they are told as of any file that is published.
  const diagnostics = page.format === 'notebook' ? found : [...found, ...secretsOf(text, page)];
  const nothing = {
    formulas: [],
    headings: [],
    anchors: [],
    references: [],
    foreign: [],
    labels: [],
    mentions: [],
    pictures: [],
  };
  const plain = { page, ...nothing };
  switch (page.format) {
    case 'markdown': {
      const numbering = tools.numbering(page);
      const { html, ...found } = tools.markdown(page)(text, numbering);
      const wrong = numbering === undefined ? [] : numberingFindings(page);
      return {
        ...plain,
        content: html,
        ...found,
        diagnostics: [...diagnostics, ...wrong, ...found.diagnostics],
      };
    }
    case 'scss':
    case 'sass': {
      const { css, references, diagnostics: faults } = tools.sass(text, page.format);
      return { ...plain, content: css, references, diagnostics: [...diagnostics, ...faults] };
    }
    case 'notebook': {
      const { html, ...found } = tools.notebook(page);
      return { ...plain, content: html, ...found, diagnostics: [...diagnostics, ...found.diagnostics] };
    }
    case 'html': {
      const { html, ...found } = tools.html(text);
      return { ...plain, content: html, ...found, diagnostics: [...diagnostics, ...found.diagnostics] };
    }
    default: {
      const references = page.outputExtension === '.css' ? stylesheetReferences(text) : [];
      return { ...plain, content: text.text, references, diagnostics };
    }
  }
}

/** A page with the terms that it defines. */
function withTerms(fresh: FreshPage): FreshPage {
  const { page, content, formulas, anchors } = fresh;
  const faults: Diagnostic[] = [];
  const failing = 'looking for the terms that this page defines failed, so none leads to it';
  const terms = guarded(
    { failing, place: page.file.path, tell: (fault) => faults.push(fault) },
    () => (/^\.x?html?$/.test(page.outputExtension) ? pageTerms(content, formulas) : []),
    () => [],
  );
  if (terms.length === 0 && faults.length === 0) return fresh;
  const start: Place = { file: page.file.path, line: 1, column: 1 };
  return {
    ...fresh,
    diagnostics: [...fresh.diagnostics, ...faults],
    terms: terms.map((term) => ({
      ...term,
      place: anchors.find(({ id }) => id === term.id)?.place ?? start,
    })),
  };
}

function withLiquid(
  page: Page,
  body: MappedText,
  tools: PageTools,
  scope: Readonly<Record<string, unknown>>,
): Pick<ReturnType<LiquidRenderer['render']>, 'output' | 'diagnostics'> {
  if (page.data['render_with_liquid'] === false || page.format === 'notebook')
    return { output: body, diagnostics: [] };
  const { output, diagnostics } = tools.liquid(page).render(body, scope);
  return { output, diagnostics: [...diagnostics, ...tools.told()] };
}

function secretsOf(text: MappedText, page: Page): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  const failing = 'looking for secrets in this page failed';
  const found = guarded(
    { failing, place: page.file.path, tell: (fault) => faults.push(fault) },
    () => exposedSecrets(text),
    () => [],
  );
  return [...found, ...faults];
}
