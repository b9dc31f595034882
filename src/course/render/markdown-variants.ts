import type { MappedText } from '../../diagnostics/index.js';
import {
  createHighlighter,
  createMarkdown,
  createSmartyPants,
  type Dollars,
  type KramdownOptions,
  type Markdown,
  type MarkdownOptions,
  readHtmlPage,
  readKramdownOptions,
} from '../../markdown/index.js';
import type { Site, SiteConfig } from '../../site/index.js';

/** What differs between the pages of one site in how their Markdown is read. */
export interface Variant {
  /** Whether `$…$` is a formula. */
  readonly dollars: Dollars;
  /** Whether links to source files become links to pages. */
  readonly relative: boolean;
}

/** A site's Markdown: rule chains are made once for each kind of page. */
export interface MarkdownVariants {
  readonly markdown: (variant: Variant) => Markdown;
  /** Reads a page that is HTML already. */
  readonly html: Markdown;
  /** The filter `smartify`. */
  readonly smartify: (text: MappedText) => string;
}

/** How links to source files are made links to pages. */
export interface LinkOptions {
  readonly relativeLink: (url: string, from: string) => string | undefined;
  /** Told of what a page is made from, by the names that `site-facts.ts` gives it. */
  readonly note: (name: string) => void;
}

/** Makes a site's Markdown from its configuration. */
export function markdownVariants(
  { config, glossary }: Site,
  { relativeLink, note }: LinkOptions,
): MarkdownVariants {
  const links = (url: string, from: string): string | undefined => {
    // Only paths depend on what the site has.
    if (!/^(?:#|[a-z][a-z0-9+.-]*:)/i.test(url)) note(`relative-link ${from}\n${url}`);
    return relativeLink(url, from);
  };
  const base: Omit<MarkdownOptions, 'dollars' | 'relativeLink'> = {
    dialect: /^(?:commonmark|gfm)/.test(config.markdown) ? 'commonmark' : 'kramdown',
    kramdown: kramdownOptions(config),
    mend: config.mend,
    highlight: createHighlighter(),
    ...(glossary === undefined ? {} : { glossary: true }),
    ...(config.accessibility ? { tagPlaces: true } : {}),
  };
  const optionsOf = ({ dollars, relative }: Variant): MarkdownOptions => ({
    ...base,
    dollars,
    relativeLink: relative ? links : () => undefined,
  });
  const made = new Map<string, Markdown>();
  const plainOptions = optionsOf({ dollars: false, relative: false });
  return {
    html: (text) => readHtmlPage(text, plainOptions),
    smartify: createSmartyPants(plainOptions),
    markdown: (variant) => {
      const key = `${variant.dollars} ${variant.relative}`;
      let markdown = made.get(key);
      if (markdown === undefined) {
        markdown = createMarkdown(optionsOf(variant));
        made.set(key, markdown);
      }
      return markdown;
    },
  };
}

/**
 * kramdown's options as a site states them. Code cannot be left without a highlighter: what is no name there stands
 * for `highlighter:`, and that for rouge (Jekyll: `kramdown_parser.rb`, `highlighter`).
 */
function kramdownOptions({ kramdown, highlighter }: SiteConfig): KramdownOptions {
  const { syntax_highlighter: stated, ...others } = kramdown;
  const named = stated === undefined || stated === null || stated === false ? highlighter : stated;
  return readKramdownOptions({ ...others, syntax_highlighter: named ?? 'rouge' }).options;
}
