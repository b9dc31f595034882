import { locator, type MappedText } from '../diagnostics/index.js';
import type { Reference } from '../markdown/types.js';

/** Comments, then `url(…)` with or without quotes, then `@import` with a string (CSS Syntax Level 3, section 4). */
const CSS_URL =
  /\/\*[\s\S]*?(?:\*\/|$)|\burl\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'()]*))\s*\)|@import\s+(?:"([^"\n]*)"|'([^'\n]*)')/gi;

/** The URLs that a style sheet, a `<style>` or a `style` attribute loads, each with the place it is written at. */
export function stylesheetReferences(css: MappedText): Reference[] {
  const place = locator(css);
  const references: Reference[] = [];
  for (const match of css.text.matchAll(CSS_URL)) {
    const url = match.slice(1).find((group) => group !== undefined);
    // `data:` carries its content with it, and `url(#id)` points into the drawing it stands in.
    if (url === undefined || url === '' || /^(?:data:|#)/i.test(url)) continue;
    const at = match.index + match[0].lastIndexOf(url);
    references.push({ element: 'style', attribute: 'url', url, place: place(at) });
  }
  return references;
}
