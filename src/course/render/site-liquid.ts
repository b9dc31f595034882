import { type Diagnostic, hasInternalFault, type MappedText } from '../../diagnostics/index.js';
import {
  createLiquid,
  type ExtraBlock,
  type ExtraFilter,
  type ExtraTag,
  type LiquidRenderer,
} from '../../liquid/index.js';
import { createHighlighter, type Markdown, tooLongToColour } from '../../markdown/index.js';
import { shownText } from '../../math/index.js';
import { extensionName, isHtml, isMarkdown, ownTemplates, type Site } from '../../site/index.js';
import type { Profile } from '../context/index.js';
import type { SiteLookups } from './site-lookups.js';

/** What a site's Liquid takes from the other parts. */
export interface SiteLiquidOptions {
  /** Tags of plugins. */
  readonly tags: Readonly<Record<string, ExtraTag | ExtraBlock>>;
  /** Filters of plugins. */
  readonly filters: Readonly<Record<string, ExtraFilter>>;
  readonly now: Date;
  readonly lookups: SiteLookups;
  /** Told of what a page is made from, by the names that `site-facts.ts` gives it. */
  readonly note: (name: string) => void;
  /** For the filter `markdownify`. */
  readonly markdown: Markdown;
  readonly smartify: (text: MappedText) => string;
  readonly sass: (text: MappedText, syntax: 'scss' | 'sass') => string;
  /** Told of faults of lectern's own in what filters make. */
  readonly tell: (fault: Diagnostic) => void;
  readonly profile: Profile | undefined;
}

/** Makes the renderer of a site's templates. */
export function createSiteLiquid(
  site: Site,
  { tags, filters, now, lookups, note, markdown, smartify, sass, tell, profile }: SiteLiquidOptions,
): LiquidRenderer {
  const { baseurl, url, timezone, liquid } = site.config;
  const { urls, posts } = lookups;
  const isOwnTheme = site.config.theme !== null && site.config.theme.role !== 'named';
  const noted = <T>(name: string, value: T): T => {
    note(name);
    return value;
  };
  const lookup = <T>(kind: string, things: ReadonlyMap<string, T>, trim: RegExp) => ({
    find: (stated: string): T | undefined => {
      const name = stated.replace(trim, '');
      return noted(`${kind} ${name}`, things.get(name));
    },
    names: () => noted(`${kind}s`, [...things.keys()]),
  });
  const highlight = createHighlighter();
  const markdownify = (text: MappedText): string => {
    const { html, formulas, diagnostics } = markdown(text);
    for (const found of diagnostics) if (hasInternalFault([found])) tell(found);
    return shownText(html, formulas);
  };
  return createLiquid({
    config: { baseurl, url, timezone, ...liquid },
    includes: {
      ...lookup('include', site.includes, /^(?!)/),
      // Nobody means those of lectern's own, where they only stand in for others.
      names: () =>
        noted('includes', [...(isOwnTheme ? ownTemplates(site.config.theme, site) : site).includes.keys()]),
    },
    includeRelative: (path, from) => {
      const file = besides(from, path);
      return noted(`relative ${file}`, site.relativeIncludes.get(file));
    },
    links: lookup('link', urls, /^\//),
    posts: lookup('post', posts, /^\//),
    markdownify,
    smartify,
    sassify: sass,
    highlight,
    tooLongToHighlight: tooLongToColour,
    tags,
    filters,
    holdsFormulas: formulaHolders(site),
    now,
    random: () => noted('chance', Math.random()),
    aroundInclude:
      profile && (({ runs }, render) => profile.within('include', runs[0]?.source.file ?? '', render)),
  });
}

/**
 * Tells in which files formulas may stand that their authors wrote: pages, and texts in Markdown that pages take in. A guess
 * whether braces are TeX's is not made for layouts, includes of HTML, scripts or style sheets.
 */
function formulaHolders({ config, includes, layouts }: Site): (file: string) => boolean {
  const isText = (file: string): boolean => isMarkdown(extensionName(file), config);
  const frames = new Set(Array.from(layouts.values(), ({ file }) => file.path));
  for (const { runs } of includes.values()) {
    const file = runs[0]?.source.file;
    if (file !== undefined && !isText(file)) frames.add(file);
  }
  return (file) => !frames.has(file) && (isText(file) || isHtml(extensionName(file)));
}

/** A path written in the file `from`, as a path from the source. */
function besides(from: string, path: string): string {
  return from.slice(0, from.lastIndexOf('/') + 1) + path;
}
