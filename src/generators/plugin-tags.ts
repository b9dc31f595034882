import type { ExtraBlock, ExtraFilter, ExtraTag } from '../liquid/index.js';
import type { Site } from '../site/index.js';
import { activePlugins } from './config/active-plugins.js';
import { pageContentsFilter } from './filters/page-contents.js';
import { injectAnchorsFilter, tocFilter, tocOnlyFilter, tocTag } from './filters/toc.js';
import { feedMetaTag } from './pages/feed.js';
import { bibliographyCountTag, bibliographyTag } from './scholar/bibliography-tags.js';
import {
  bibtexTag,
  citeDetailsTag,
  citeTag,
  detailsLinkTag,
  nociteTag,
  quoteTag,
  referenceTag,
} from './scholar/citation-tags.js';
import type { CitingSite } from './scholar/page-citations.js';
import { figrefTag, figureTag } from './tags/figure-tags.js';
import { avatarTag, gistTag, githubEditLinkTag } from './tags/github-tags.js';
import { katexMathModeTag, katexTag } from './tags/katex-tags.js';
import { lastModifiedTag } from './tags/last-modified-tag.js';
import { seoTag } from './tags/seo-tag.js';
import { tabsTag, tabTag } from './tags/tabs-tags.js';

/** Each plugin's tag, by the tag's name. */
const TAGS: Readonly<Record<string, { readonly plugin: string; readonly tag: ExtraTag | ExtraBlock }>> = {
  avatar: { plugin: 'jekyll-avatar', tag: avatarTag },
  feed_meta: { plugin: 'jekyll-feed', tag: feedMetaTag },
  figref: { plugin: 'jekyll-figure', tag: figrefTag },
  figure: { plugin: 'jekyll-figure', tag: figureTag },
  gist: { plugin: 'jekyll-gist', tag: gistTag },
  github_edit_link: { plugin: 'jekyll-github-metadata', tag: githubEditLinkTag },
  katex: { plugin: 'jekyll-katex', tag: katexTag },
  katexmm: { plugin: 'jekyll-katex', tag: katexMathModeTag },
  last_modified_at: { plugin: 'jekyll-last-modified-at', tag: lastModifiedTag },
  seo: { plugin: 'jekyll-seo-tag', tag: seoTag },
  tab: { plugin: 'jekyll-tabs', tag: tabTag },
  tabs: { plugin: 'jekyll-tabs', tag: tabsTag },
  toc: { plugin: 'jekyll-toc', tag: tocTag },
};

/** jekyll-scholar's tags, which work in a course that has bibliographies or names the plugin. */
const SCHOLAR_TAGS: Readonly<Record<string, (citing: CitingSite) => ExtraTag | ExtraBlock>> = {
  bibliography: bibliographyTag,
  bibliography_count: bibliographyCountTag,
  bibtex: bibtexTag,
  cite: citeTag,
  cite_details: citeDetailsTag,
  details_link: detailsLinkTag,
  nocite: nociteTag,
  quote: quoteTag,
  reference: referenceTag,
};

/**
 * The tags that a course's plugins bring to its templates, by name. `note` is told of what a page is made from besides what its
 * templates read themselves, by the names that `site-facts.ts` gives it.
 */
export function pluginTags(
  site: Site,
  note: (name: string) => void = () => {},
): Readonly<Record<string, ExtraTag | ExtraBlock>> {
  const active = activePlugins(site.config);
  const scholar = site.citations === undefined ? [] : Object.entries(SCHOLAR_TAGS);
  return Object.fromEntries([
    ...Object.entries(TAGS)
      .filter(([, { plugin }]) => active.has(plugin))
      .map(([name, { tag }]) => [name, tag] as const),
    ...scholar.map(([name, make]) => [name, make({ site, note })] as const),
  ]);
}

/** Each plugin's filter, by the filter's name. */
const FILTERS: Readonly<Record<string, { readonly plugin: string; readonly filter: ExtraFilter }>> = {
  inject_anchors: { plugin: 'jekyll-toc', filter: injectAnchorsFilter },
  toc: { plugin: 'jekyll-toc', filter: tocFilter },
  toc_only: { plugin: 'jekyll-toc', filter: tocOnlyFilter },
};

/** Filters that lectern's own theme uses and any layout may use. */
const OWN_FILTERS: Readonly<Record<string, ExtraFilter>> = { page_contents: pageContentsFilter };

/** The filters beside Jekyll's own that a course's templates have, by name: those of its plugins, and lectern's. */
export function pluginFilters({ config }: Site): Readonly<Record<string, ExtraFilter>> {
  const active = activePlugins(config);
  const ofPlugins = Object.entries(FILTERS)
    .filter(([, { plugin }]) => active.has(plugin))
    .map(([name, { filter }]) => [name, filter] as const);
  return { ...OWN_FILTERS, ...Object.fromEntries(ofPlugins) };
}
