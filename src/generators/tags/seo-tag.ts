import type { ExtraTag, TagCall } from '../../liquid/index.js';
import { isTruthy } from '../../site/index.js';
import { type SeoData, type SeoImage, seoData } from './seo-data.js';

/** Keys of `webmaster_verifications:` with the name of the `<meta>` that each becomes. */
const VERIFICATIONS: readonly (readonly [key: string, name: string])[] = [
  ['google', 'google-site-verification'],
  ['bing', 'msvalidate.01'],
  ['alexa', 'alexaVerifyID'],
  ['yandex', 'yandex-verification'],
  ['baidu', 'baidu-site-verification'],
  ['facebook', 'facebook-domain-verification'],
];

/**
 * `{% seo %}`: title, description and what search engines and social networks read, line for line as
 * jekyll-seo-tag 2.8 writes it. With `title=false` there is no `<title>`.
 */
export const seoTag: ExtraTag = ({ markup, evaluate }) => {
  const data = seoData(evaluate);
  const hasTitle = data.title !== null && !/title=false/i.test(markup);
  const lines = [
    '<!-- Begin Jekyll SEO tag v2.8.0 -->',
    hasTitle ? `<title>${data.title}</title>` : null,
    ...pageLines(data, evaluate),
    ...articleLines(evaluate),
    ...twitterLines(data, evaluate),
    ...siteLines(evaluate),
    `<script type="application/ld+json">\n${seoJsonLd(data)}</script>`,
    '<!-- End Jekyll SEO tag -->',
  ];
  return `${lines.filter((line) => line !== null).join('\n')}\n`;
};

type Lines = readonly (string | null)[];

/** A `<meta>`, unless its content is nil or false. */
function meta(kind: 'name' | 'property', name: string, content: unknown): string | null {
  return isTruthy(content) ? `<meta ${kind}="${name}" content="${content}" />` : null;
}

function pageLines(data: SeoData, evaluate: TagCall['evaluate']): Lines {
  const hasUrl = isTruthy(evaluate('site.url'));
  const { image } = data;
  return [
    meta('name', 'generator', `Jekyll v${evaluate('jekyll.version')}`),
    meta('property', 'og:title', data.pageTitle),
    meta('name', 'author', data.author.name),
    meta('property', 'og:locale', data.locale),
    meta('name', 'description', data.description),
    meta('property', 'og:description', data.description),
    hasUrl ? `<link rel="canonical" href="${data.canonicalUrl}" />` : null,
    hasUrl ? meta('property', 'og:url', data.canonicalUrl) : null,
    meta('property', 'og:site_name', data.siteTitle),
    meta('property', 'og:image', image?.url),
    meta('property', 'og:image:height', image?.details['height']),
    meta('property', 'og:image:width', image?.details['width']),
    meta('property', 'og:image:alt', image?.details['alt']),
  ];
}

function articleLines(evaluate: TagCall['evaluate']): Lines {
  const isArticle = isTruthy(evaluate('page.date'));
  const link = (kind: 'prev' | 'next', page: string) =>
    isTruthy(evaluate(`paginator.${page}`))
      ? `<link rel="${kind}" href="${evaluate(`paginator.${page}_path | absolute_url`)}" />`
      : null;
  return [
    meta('property', 'og:type', isArticle ? 'article' : 'website'),
    meta('property', 'article:published_time', isArticle && evaluate('page.date | date_to_xmlschema')),
    link('prev', 'previous_page'),
    link('next', 'next_page'),
  ];
}

function twitterLines({ image, author, pageTitle }: SeoData, evaluate: TagCall['evaluate']): Lines {
  const card = 'page.twitter.card | default: site.twitter.card | default: "summary_large_image"';
  const hasSite = isTruthy(evaluate('site.twitter'));
  const site = hasSite ? evaluate('site.twitter.username | remove: "@"') : null;
  const creator = hasSite && author.twitter !== null ? `@${author.twitter.replaceAll('@', '')}` : null;
  return [
    meta('name', 'twitter:card', image === null ? 'summary' : evaluate(card)),
    meta('property', 'twitter:image', image?.url),
    meta('name', 'twitter:image:alt', image?.details['alt']),
    meta('property', 'twitter:title', pageTitle),
    meta('name', 'twitter:site', hasSite && `@${site ?? ''}`),
    meta('name', 'twitter:creator', creator),
  ];
}

function siteLines(evaluate: TagCall['evaluate']): Lines {
  const verified = isTruthy(evaluate('site.webmaster_verifications'))
    ? VERIFICATIONS.map(([key, name]) => meta('name', name, evaluate(`site.webmaster_verifications.${key}`)))
    : [meta('name', 'google-site-verification', evaluate('site.google_site_verification'))];
  return [
    meta('property', 'fb:admins', evaluate('site.facebook.admins')),
    meta('property', 'article:publisher', evaluate('site.facebook.publisher')),
    meta('property', 'fb:app_id', evaluate('site.facebook.app_id')),
    ...verified,
  ];
}

/** What search engines read of a page, as JSON with the keys in alphabetical order (`json_ld_drop.rb`). */
function seoJsonLd(data: SeoData): string {
  const { name: author } = data.author;
  const isWork = data.type === 'BlogPosting' || data.type === 'CreativeWork';
  const entries: readonly (readonly [key: string, value: unknown])[] = [
    ['@context', 'https://schema.org'],
    ['@type', data.type],
    ['author', authorOf(data)],
    ['dateModified', data.dateModified],
    ['datePublished', data.datePublished],
    ['description', data.description],
    ['headline', data.pageTitle],
    ['image', imageOf(data.image)],
    ['mainEntityOfPage', isWork ? { '@type': 'WebPage', '@id': data.canonicalUrl } : null],
    ['name', data.name],
    [
      'publisher',
      data.logo === null
        ? null
        : {
            '@type': 'Organization',
            logo: { '@type': 'ImageObject', url: data.logo },
            ...(isTruthy(author) ? { name: author } : {}),
          },
    ],
    ['sameAs', data.links],
    ['url', data.canonicalUrl],
  ];
  return JSON.stringify(
    Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined)),
  );
}

function authorOf({ author: { name, type, url } }: SeoData): unknown {
  if (!isTruthy(name)) return null;
  if (isTruthy(type) && type !== 'Organization' && type !== 'Person') return null;
  return { '@type': isTruthy(type) ? type : 'Person', name, ...(isTruthy(url) ? { url } : {}) };
}

/** A picture of which nothing but the path is known is its URL. */
function imageOf(image: SeoImage | null): unknown {
  if (image === null) return null;
  const { path, ...details } = image.details;
  return Object.keys(details).length === 0
    ? image.url
    : { ...details, url: image.url, '@type': 'imageObject' };
}
