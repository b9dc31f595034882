import type { Diagnostic, MappedText } from '../../diagnostics/index.js';
import type { ExtraBlock, ExtraFilter, ExtraTag, LiquidRenderer } from '../../liquid/index.js';
import type { Dollars, Markdown, Numbering } from '../../markdown/index.js';
import type { MathConfig } from '../../math/index.js';
import type { Page, Site } from '../../site/index.js';
import type { Profile } from '../context/index.js';
import type { Sheet } from './compile-sheet.js';
import { markdownVariants } from './markdown-variants.js';
import type { NotebookRenderer, RenderedNotebook } from './notebook-renderer.js';
import { pageNumbering } from './page-numbering.js';
import { compileSass, type SassResult } from './sass.js';
import type { SheetCompiler } from './sheet-compiler.js';
import { siteDollars } from './site-dollars.js';
import { createSiteLiquid } from './site-liquid.js';
import type { SiteLookups } from './site-lookups.js';

/** What rendering a page takes, made once per build and shared by its pages. */
export interface PageTools {
  /** The MathJax configuration that a page's layouts bring. */
  readonly math: (page: Page) => MathConfig;
  /** Whether `$…$` is mathematics on a page. */
  readonly dollars: (page: Page) => Dollars;
  readonly liquid: (page: Page) => LiquidRenderer;
  /** Faults of lectern's own in what filters of Liquid have made, since this was asked last. */
  readonly told: () => readonly Diagnostic[];
  readonly markdown: (page: Page) => Markdown;
  /** How what a page has of theorems, figures and the like is numbered. */
  readonly numbering: (page: Page) => Numbering | undefined;
  readonly notebook: (page: Page) => RenderedNotebook;
  /** Reads a page that is HTML already. */
  readonly html: Markdown;
  readonly sass: (text: MappedText, syntax: 'scss' | 'sass') => SassResult;
  /** The style sheets that are to be compiled while something runs, in which they then are empty. */
  readonly sheetsOf: (run: () => void) => readonly Sheet[];
}

const NOTHING_COMPILED: SassResult = { css: '', files: [], references: [], diagnostics: [] };

/** What the tools of a site's pages are made with. */
export interface PageToolOptions {
  /** Liquid tags of plugins. */
  readonly tags: Readonly<Record<string, ExtraTag | ExtraBlock>>;
  /** Filters of plugins. */
  readonly filters: Readonly<Record<string, ExtraFilter>>;
  readonly now: Date;
  readonly sheets: SheetCompiler;
  readonly notebooks: NotebookRenderer;
  readonly lookups: SiteLookups;
  readonly keyOf: (page: Page) => string;
  /** What a page's layouts say to MathJax. */
  readonly mathOf: (page: Page) => MathConfig;
  /** Told of what a page is made from, by the names that `site-facts.ts` gives it. */
  readonly note: (name: string) => void;
  readonly profile: Profile | undefined;
}

/** Makes the tools of a site's pages. */
export function createPageTools(site: Site, options: PageToolOptions): PageTools {
  const { tags, filters, now, sheets, notebooks, lookups, keyOf, mathOf, note, profile } = options;
  const { config } = site;
  const taken = siteDollars(site);
  const dollars = (page: Page): Dollars => {
    note(`dollars ${keyOf(page)}`);
    return taken(mathOf(page));
  };
  const { html, markdown, smartify } = markdownVariants(site, { relativeLink: lookups.relativeLink, note });
  let ahead: Sheet[] | undefined;
  const sass: PageTools['sass'] = (text, syntax) => {
    if (ahead !== undefined) {
      ahead.push({ text: text.text, syntax });
      return NOTHING_COMPILED;
    }
    note('sass');
    const result = compileSass(text, syntax, sheets, config);
    for (const file of result.files) note(`file ${file}`);
    return result;
  };
  const liquids = new Map<Dollars, LiquidRenderer>();
  const told: Diagnostic[] = [];
  return {
    math: (page) => {
      note(`mathjax ${keyOf(page)}`);
      return mathOf(page);
    },
    dollars,
    told: () => told.splice(0),
    html,
    sass,
    sheetsOf: (run) => {
      const sheets: Sheet[] = [];
      ahead = sheets;
      try {
        run();
      } catch {
        // Whoever needs the sheet meets the same, and tells of it.
      } finally {
        ahead = undefined;
        told.length = 0;
      }
      return sheets;
    },
    numbering: (page) => pageNumbering(page, site, note),
    markdown: (page) => markdown({ dollars: dollars(page), relative: takesRelativeLinks(page, site) }),
    notebook: (page) =>
      notebooks(page, markdown({ dollars: true, relative: false }), pageNumbering(page, site, note)),
    liquid: (page) => {
      const key = dollars(page);
      let liquid = liquids.get(key);
      if (liquid === undefined) {
        liquid = createSiteLiquid(site, {
          tags,
          filters,
          now,
          lookups,
          note,
          markdown: markdown({ dollars: key, relative: false }),
          smartify,
          sass: (text, syntax) => sass(text, syntax).css,
          tell: (fault) => {
            note('failure');
            told.push(fault);
          },
          profile,
        });
        liquids.set(key, liquid);
      }
      return liquid;
    },
  };
}

/** Whether jekyll-relative-links looks at a page (its `generate` and `excluded?`). */
function takesRelativeLinks(page: Page, site: Site): boolean {
  const { enabled, collections, exclude } = site.config.relativeLinks;
  return enabled && (collections || page.collection === null) && !exclude.includes(page.relativePath);
}
