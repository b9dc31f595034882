/** The `<span>` that begins at `from`, as KaTeX's HTML is made of them, up to its end tag; '' where it has none. */
export function spanAt(html: string, from: number): string {
  const tags = /<(\/?)span[\s>]/g;
  tags.lastIndex = from;
  let depth = 0;
  for (let tag = tags.exec(html); tag !== null; tag = tags.exec(html)) {
    depth += tag[1] === '' ? 1 : -1;
    if (depth === 0) return html.slice(from, html.indexOf('>', tag.index) + 1);
  }
  return '';
}
