import type { ExtraTag } from '../../liquid/index.js';
import { isTruthy } from '../../site/index.js';

/** `{% feed_meta %}`: the link by which feed readers find the feed (jekyll-feed: `meta-tag.rb`). */
export const feedMetaTag: ExtraTag = ({ evaluate }) => {
  const first = (...expressions: readonly string[]) =>
    expressions.find((expression) => isTruthy(evaluate(expression)));
  const path = first('site.feed.path', 'site.feed.collections.posts.path') ?? '"feed.xml"';
  const title = first('site.title', 'site.name');
  const attributes = [
    'type="application/atom+xml"',
    'rel="alternate"',
    `href="${evaluate(`${path} | absolute_url | xml_escape`)}"`,
    ...(title === undefined ? [] : [`title="${evaluate(`${title} | xml_escape`)}"`]),
  ];
  return `<link ${attributes.join(' ')} />`;
};
