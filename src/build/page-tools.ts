import type { MappedText } from '../diagnostics/index.js';
import type { ExtraTag, LiquidRenderer } from '../liquid/index.js';
import type { Markdown } from '../markdown/index.js';
import type { MathConfig } from '../math/index.js';
import type { Page, Site } from '../site/index.js';
import { markdownVariants } from './markdown-variants.js';
import { type MathReading, mathReading } from './math-reading.js';
import type { CompileSass, SassResult } from './sass.js';
import { createSiteLiquid } from './site-liquid.js';

/** What rendering a page takes, made once per build and shared by its pages. */
export interface PageTools {
  /** The MathJax configuration that a page's layouts bring. */
  readonly math: MathReading;
  /** Whether `$…$` is mathematics on a page. */
  readonly dollars: (page: Page) => boolean;
  readonly liquid: (page: Page) => LiquidRenderer;
  readonly markdown: (page: Page) => Markdown;
  /** Reads a page that is HTML already. */
  readonly html: Markdown;
  readonly sass: (text: MappedText, syntax: 'scss' | 'sass') => SassResult;
}

/** What the tools of a site's pages are made with. */
export interface PageToolOptions {
  /** Liquid tags of plugins. */
  readonly tags: Readonly<Record<string, ExtraTag>>;
  readonly now: Date;
  /** Absent where nothing needs it: Sass takes long to load. */
  readonly compileSass: CompileSass | undefined;
}

/** Makes the tools of a site's pages. */
export function createPageTools(site: Site, { tags, now, compileSass }: PageToolOptions): PageTools {
  const { config, sassDirectories } = site;
  const math = mathReading(site);
  const dollars = (page: Page): boolean => dollarsOf(site, math(page).config);
  const { html, markdown, smartify } = markdownVariants(site);
  const sassOptions = { loadPaths: sassDirectories, style: config.sass.style, source: config.source };
  const sass: PageTools['sass'] = (text, syntax) =>
    compileSass?.(text, syntax, sassOptions) ?? { css: text.text, diagnostics: [] };
  const liquids = new Map<boolean, LiquidRenderer>();
  return {
    math,
    dollars,
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
          markdown: markdown({ dollars: key, relative: false }),
          smartify,
          sass: (text, syntax) => sass(text, syntax).css,
        });
        liquids.set(key, liquid);
      }
      return liquid;
    },
  };
}

/** `katex: dollars:` decides; without it, the page's MathJax configuration. */
function dollarsOf(site: Site, config: MathConfig): boolean {
  const stated = site.config.katex['dollars'];
  if (typeof stated === 'boolean') return stated;
  return config.inlineMath.some(([open]) => open === '$');
}

/** Whether jekyll-relative-links looks at a page (its `generate` and `excluded?`). */
function takesRelativeLinks(page: Page, site: Site): boolean {
  const { enabled, collections, exclude } = site.config.relativeLinks;
  return enabled && (collections || page.collection === null) && !exclude.includes(page.relativePath);
}
