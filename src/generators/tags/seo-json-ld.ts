import { isTruthy } from '../../site/index.js';
import type { SeoData, SeoImage } from './seo-data.js';

/** What search engines read of a page, as JSON with the keys in alphabetical order (`json_ld_drop.rb`). */
export function seoJsonLd(data: SeoData): string {
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
