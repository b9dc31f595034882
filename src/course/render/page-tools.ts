import type { Diagnostic, MappedText } from '../../diagnostics/index.js';
import type { ExtraBlock, ExtraTag, LiquidRenderer } from '../../liquid/index.js';
import type { Dollars, Markdown } from '../../markdown/index.js';
import type { MathConfig } from '../../math/index.js';
import type { Page, Site } from '../../site/index.js';
import type { Profile } from '../context/index.js';
import { markdownVariants } from './markdown-variants.js';
import type { CompileSass, SassResult } from './sass.js';
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
  /** Reads a page that is HTML already. */
  readonly html: Markdown;
  readonly sass: (text: MappedText, syntax: 'scss' | 'sass') => SassResult;
}

/** What the tools of a site's pages are made with. */
export interface PageToolOptions {
  /** Liquid tags of plugins. */
  readonly tags: Readonly<Record<string, ExtraTag | ExtraBlock>>;
  readonly now: Date;
  /** Absent where nothing needs it: Sass takes long to load. */
  readonly compileSass: CompileSass | undefined;
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
  const { tags, now, compileSass, lookups, keyOf, mathOf, note, profile } = options;
  const { config, sassDirectories } = site;
  const taken = siteDollars(site);
  const dollars = (page: Page): Dollars => {
    note(`dollars ${keyOf(page)}`);
    return taken(mathOf(page));
  };
  const { html, markdown, smartify } = markdownVariants(site, { relativeLink: lookups.relativeLink, note });
  const sassOptions = { loadPaths: sassDirectories, style: config.sass.style, site: config };
  const sass: PageTools['sass'] = (text, syntax) => {
    note('sass');
    const result = compileSass?.(text, syntax, sassOptions);
    for (const file of result?.files ?? []) note(`file ${file}`);
    return result ?? { css: text.text, files: [], references: [], diagnostics: [] };
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
    markdown: (page) => markdown({ dollars: dollars(page), relative: takesRelativeLinks(page, site) }),
    liquid: (page) => {
      const key = dollars(page);
      let liquid = liquids.get(key);
      if (liquid === undefined) {
        liquid = createSiteLiquid(site, {
          tags,
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
