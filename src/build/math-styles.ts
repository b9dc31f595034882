/** Where in a page's `<head>` a link may go so that the site's own style sheets come later and win. */
const FIRST_STYLE = /<link\b[^>]*\brel\s*=\s*["']?stylesheet\b|<style\b|<\/head\s*>/i;

/**
 * Links the style sheets of typeset formulas (paths relative to the destination) from a page: before the page's
 * own style sheets, or at its start where it has no head, as a fragment without a layout.
 */
export function linkMathStyles(html: string, styles: readonly string[], baseurl: string): string {
  const links = styles.map((style) => `<link rel="stylesheet" href="${baseurl}/${style}">\n`).join('');
  const head = /<head\b[^>]*>/i.exec(html);
  if (head === null) return links + html;
  const from = head.index + head[0].length;
  const found = FIRST_STYLE.exec(html.slice(from));
  const at = found === null ? from : from + found.index;
  return html.slice(0, at) + links + html.slice(at);
}
