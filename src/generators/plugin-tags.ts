import type { ExtraBlock, ExtraTag } from '../liquid/index.js';
import type { Site } from '../site/index.js';
import { activePlugins } from './config/active-plugins.js';
import { feedMetaTag } from './pages/feed.js';
import { avatarTag, gistTag, githubEditLinkTag } from './tags/github-tags.js';
import { katexMathModeTag, katexTag } from './tags/katex-tags.js';
import { seoTag } from './tags/seo-tag.js';

/** Each plugin's tag, by the tag's name. */
const TAGS: Readonly<Record<string, { readonly plugin: string; readonly tag: ExtraTag | ExtraBlock }>> = {
  avatar: { plugin: 'jekyll-avatar', tag: avatarTag },
  feed_meta: { plugin: 'jekyll-feed', tag: feedMetaTag },
  gist: { plugin: 'jekyll-gist', tag: gistTag },
  github_edit_link: { plugin: 'jekyll-github-metadata', tag: githubEditLinkTag },
  katex: { plugin: 'jekyll-katex', tag: katexTag },
  katexmm: { plugin: 'jekyll-katex', tag: katexMathModeTag },
  seo: { plugin: 'jekyll-seo-tag', tag: seoTag },
};

/** The tags that a course's plugins bring to its templates, by name. */
export function pluginTags({ config }: Site): Readonly<Record<string, ExtraTag | ExtraBlock>> {
  const active = activePlugins(config);
  return Object.fromEntries(
    Object.entries(TAGS)
      .filter(([, { plugin }]) => active.has(plugin))
      .map(([name, { tag }]) => [name, tag]),
  );
}
