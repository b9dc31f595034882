/**
 * The layout of a Markdown page or post whose front matter names none, as jekyll-default-layout has it: the first
 * that exists of `home` for the site's index, `page` or `post`, and `default`.
 */
export function defaultLayout(
  kind: 'page' | 'post',
  url: string,
  exists: (layout: string) => boolean,
): string | null {
  const candidates = url === '/' ? ['home', kind, 'default'] : [kind, 'default'];
  return candidates.find(exists) ?? null;
}
