import { locator, type MappedText } from '../../diagnostics/index.js';
import type { Reference } from '../document/result.js';

/** Comments, then `url(…)` with or without quotes, then `@import` with a string (CSS Syntax Level 3, section 4). */
const CSS_URL =
  /\/\*[\s\S]*?(?:\*\/|$)|\burl\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'()]*))\s*\)|@import\s+(?:"([^"\n]*)"|'([^'\n]*)')/gi;

/** The URLs that CSS loads, each with its offset (UTF-16 units): of a style sheet, a `<style>` or a `style` attribute. */
export function cssUrls(css: string): { readonly url: string; readonly from: number }[] {
  const urls: { url: string; from: number }[] = [];
  for (const match of css.matchAll(CSS_URL)) {
    const url = match.slice(1).find((group) => group !== undefined);
    // `data:` carries its content with it, and `url(#id)` points into the drawing it stands in.
    if (url === undefined || url === '' || /^(?:data:|#)/i.test(url)) continue;
    urls.push({ url, from: match.index + match[0].lastIndexOf(url) });
  }
  return urls;
}

/** The URLs that a style sheet loads, each with the place it is written at. */
export function stylesheetReferences(css: MappedText): Reference[] {
  const place = locator(css);
  return cssUrls(css.text).map(({ url, from }) => ({
    element: 'style',
    attribute: 'url',
    url,
    place: place(from),
  }));
}
