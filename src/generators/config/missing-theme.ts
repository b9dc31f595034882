import { type Diagnostic, diagnostic } from '../../diagnostics/index.js';
import { keyPlace, namedTheme, type Site } from '../../site/index.js';

/**
 * Reports a theme whose layouts the course uses but does not have; Jekyll would take them from a package. It stands for
 * each of these layouts, which are then not reported by themselves.
 */
export function missingTheme(site: Site): readonly Diagnostic[] {
  const name = namedTheme(site.config);
  if (name === null) return [];
  const { layouts, pageCount } = missingLayouts(site);
  if (pageCount === 0 && site.layouts.size > 0) return [];
  const pages = pageCount === 1 ? '1 page has' : `${pageCount} pages have`;
  const lost = layouts.length === 1 ? 'layout' : 'layouts';
  return [
    diagnostic(
      pageCount === 0 ? 'warning' : 'error',
      'theme-missing',
      keyPlace(site.config, typeof site.config.raw['remote_theme'] === 'string' ? 'remote_theme' : 'theme'),
      `The theme ${name} is not in the course: ${pageCount === 0 ? 'only what lies in its folder is read' : `${pages} no layout (${layouts.join(', ')})`}.`,
      {
        text: name,
        hint: `Copy the theme's _layouts, _includes, _sass and assets into the course, or write the ${lost} yourself.`,
      },
    ),
  ];
}

/** Layouts that pages and layouts ask for and that are not there, in alphabetical order, and how many pages go without. */
function missingLayouts({ pages, layouts }: Site): {
  readonly layouts: readonly string[];
  readonly pageCount: number;
} {
  const missing = new Set<string>();
  let pageCount = 0;
  for (const page of pages) {
    const seen = new Set<string>();
    let name: unknown = page.layout;
    while (typeof name === 'string' && name !== '' && name !== 'none' && !seen.has(name)) {
      const layout = layouts.get(name);
      if (layout === undefined) {
        missing.add(name);
        pageCount++;
        break;
      }
      seen.add(name);
      name = layout.data['layout'];
    }
  }
  return { layouts: [...missing].sort(), pageCount };
}
