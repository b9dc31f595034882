import { htmlTokens, TAGS_WITHOUT_ROOT_URL } from '../../math/index.js';

/**
 * What leads from a page, by its HTML and its file in the site, to the site's root. It is the way up, so that the page is styled
 * and its links lead to others wherever the site lies, also on a reader's disk; a server that shows a folder's page by the
 * folder's name without a slash goes no further up than to its own root, where the site then is. Of a page that names a `<base>`,
 * and of `404.html`, which is shown in place of any other, it is the absolute path, which begins with `baseurl`.
 */
export function rootOf(html: string, outputPath: string, baseurl: string): string {
  if (outputPath === '404.html' || /<base[\s/>]/i.test(html)) return `${baseurl}/`;
  return '../'.repeat(outputPath.split('/').length - 1) || './';
}

/** An attribute with its value, whatever that has in it. */
const ATTRIBUTE = /([^\s"'<>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)/g;

/** Attributes whose value is a URL, or a list of them. */
const OF_URLS = /^(?:href|src|srcset|imagesrcset|poster|data|action|formaction|xlink:href)$/i;

/** A page in which URLs below the site's root start with `root`, as `rootOf` tells it, where they started with `baseurl`. */
export function withRelativeUrls(html: string, baseurl: string, root: string): string {
  const change = (url: string): string => {
    if (!url.startsWith(baseurl)) return url;
    const rest = url.slice(baseurl.length);
    // The site's root is also called by `baseurl` without a slash.
    if (baseurl !== '' && /^(?:[?#]|$)/.test(rest)) return root + rest;
    return /^\/(?!\/)/.test(rest) ? root + rest.slice(1) : url;
  };
  const parts: string[] = [];
  let done = 0;
  for (const token of htmlTokens(html, TAGS_WITHOUT_ROOT_URL)) {
    if (token.kind !== 'tag') continue;
    const tag = html.slice(token.from, token.to);
    const changed = tag.replace(ATTRIBUTE, (attribute, name: string, sign: string, written: string) => {
      if (!OF_URLS.test(name)) return attribute;
      const quote = /^["']/.test(written) ? written.charAt(0) : '';
      const value = written.slice(quote.length, written.length - quote.length);
      const now = /srcset$/i.test(name) ? eachSource(value, change) : change(value);
      return [name, sign, quote, now, quote].join('');
    });
    if (changed === tag) continue;
    parts.push(html.slice(done, token.from), changed);
    done = token.to;
  }
  return parts.join('') + html.slice(done);
}

/** A `srcset` with each of its URLs as `change` makes it. */
function eachSource(srcset: string, change: (url: string) => string): string {
  return srcset.replace(/(^|,)(\s*)([^\s,]+(?:,[^\s,]+)*)/g, (_, comma: string, space: string, url: string) =>
    [comma, space, change(url)].join(''),
  );
}
