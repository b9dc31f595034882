import type { Page, Site } from '../../site/index.js';
import { activePlugins } from '../config/active-plugins.js';
import { emojiRewriter } from './emoji.js';
import { linkMentions } from './mentions.js';
import { rewriteTexts } from './rewrite-texts.js';

/**
 * What the plugins of a course make of the text of a finished page: names become links (jekyll-mentions), codes pictures
 * (jemoji). Pages that are no HTML stay as they are.
 */
export async function outputRewriter({ config }: Site): Promise<(page: Page, text: string) => string> {
  const active = activePlugins(config);
  const emoji = active.has('jemoji') ? await emojiRewriter(config.raw['emoji']) : undefined;
  const hasMentions = active.has('jekyll-mentions');
  if (emoji === undefined && !hasMentions) return (_, text) => text;
  return (page, text) => {
    if (page.outputExtension !== '.html') return text;
    const ofPage = page.data['jekyll-mentions'];
    const base = ofPage ?? config.raw['jekyll-mentions'];
    const isLinked = hasMentions && ofPage !== false && text.includes('@');
    const linked = isLinked
      ? rewriteTexts(text, /^(?:pre|code|a|style|script)$/, (part) => linkMentions(part, base))
      : text;
    return emoji === undefined ? linked : rewriteTexts(linked, /^(?:pre|code|tt)$/, emoji);
  };
}
