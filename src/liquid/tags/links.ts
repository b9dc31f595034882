import { didYouMean, Fault } from '../core/fault.js';
import { strip } from '../core/ruby-string.js';
import { relativeUrl } from '../filters/url.js';
import type { InlineTag } from './tag.js';

/** `{% link folder/page.md %}`, which may have `{{ … }}` in it (Jekyll's tags/link.rb). */
export const linkTag: InlineTag = {
  kind: 'inline',
  isBlank: false,
  parse: (tag) => {
    const markup = strip(tag.markup);
    return (rendering) => {
      const { links, config } = rendering.options;
      const path = markup.includes('{') ? rendering.renderText(markup, tag) : markup;
      const url = links.find(path);
      if (url === undefined) {
        throw new Fault('link-tag-missing', `There is no file ${path} to link to.`, () =>
          didYouMean(path, links.names(), 'Write its path from the root of the site, with its ending.'),
        );
      }
      rendering.sink().write(relativeUrl(url, config), tag.origin);
    };
  },
};

/** Jekyll's PostComparer: folders, a date and a title. */
const POST_NAME = /^(.+\/)*(\d+-\d+-\d+)-(.*)$/;

/** `{% post_url 2015-02-28-title %}` (Jekyll's tags/post_url.rb). */
export const postUrlTag: InlineTag = {
  kind: 'inline',
  isBlank: false,
  parse: (tag) => {
    const name = strip(tag.markup).replace(/^\//, '');
    return (rendering) => {
      const { posts, config } = rendering.options;
      if (!POST_NAME.test(name)) {
        throw new Fault(
          'liquid-argument',
          `"${name}" has no date and title.`,
          'Write the name of the post as its file has it, without the ending: 2015-02-28-title.',
        );
      }
      const url = posts.find(name);
      if (url === undefined) {
        throw new Fault('link-tag-missing', `There is no post ${name}.`, () =>
          didYouMean(name, posts.names(), 'Write its name as the file has it, without the ending.'),
        );
      }
      rendering.sink().write(relativeUrl(url, config), tag.origin);
    };
  },
};
