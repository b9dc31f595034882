import type { Layout } from './layout.js';
import type { Page } from './page.js';
import type { Site } from './site.js';

/** What Liquid may ask of a page that only rendering knows. Called when a template reads it, not before. */
export interface VariableHooks {
  /** `page.content`. */
  readonly content: (page: Page) => string;
  /** `page.excerpt`. */
  readonly excerpt: (page: Page) => string;
  /** `page.output` of a post or document. */
  readonly output: (page: Page) => string | null;
}

/** The variables of one build: the same objects for every page, so that nothing is made twice. */
export interface SiteVariables {
  /** `site` for the page that is being rendered: `site.related_posts` depends on it. */
  readonly site: (current: Page) => Readonly<Record<string, unknown>>;
  /** `page`. */
  readonly page: (page: Page) => Readonly<Record<string, unknown>>;
  /** `layout`: the layout's front matter under that of the layouts it was already put into. */
  readonly layout: (chain: readonly Layout[]) => Readonly<Record<string, unknown>>;
}

/** What Liquid sees of a site (Jekyll: `drops/*.rb`, `convertible.rb`). */
export function siteVariables(_site: Site, _hooks: VariableHooks): SiteVariables {
  throw new Error('Not written yet.');
}
