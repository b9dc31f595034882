/** What an earlier build has published at a path; undefined where it has nothing there. */
export type Published = (outputPath: string) => Uint8Array | undefined;

/**
 * The paths of what a plugin has added to the site that is published, and what may stay there where the plugin fails: it
 * holds addresses alone. Feeds and paginated lists hold texts, which may have been withdrawn since.
 */
export function earlierOutputs(plugin: string, published: Published): readonly string[] {
  if (plugin === 'jekyll-sitemap') return ['sitemap.xml', 'robots.txt'].filter((path) => published(path));
  return plugin === 'jekyll-redirect-from' ? earlierRedirects(published) : [];
}

/** The redirects that `redirects.json` lists and that are no pages of another kind, and that list. */
function earlierRedirects(published: Published): string[] {
  const list = 'redirects.json';
  const bytes = published(list);
  if (bytes === undefined) return [];
  const paths = Object.keys(recordOf(textOf(bytes))).flatMap((from) => {
    const path = from.replace(/^\/+/, '');
    return path.endsWith('/') || path === '' ? [`${path}index.html`] : [path, `${path}.html`];
  });
  const isRedirect = (path: string): boolean => {
    const page = published(path);
    return page !== undefined && textOf(page).includes('<meta http-equiv="refresh"');
  };
  return [list, ...paths.filter(isRedirect)];
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function recordOf(json: string): object {
  try {
    const data: unknown = JSON.parse(json);
    return typeof data === 'object' && data !== null ? data : {};
  } catch {
    return {};
  }
}
