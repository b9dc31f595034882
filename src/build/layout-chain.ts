import { type Diagnostic, diagnostic, type Place } from '../diagnostics/index.js';
import type { Layout, Page, Site } from '../site/index.js';

/** The layouts a page goes into, innermost first, and what is wrong with them. */
export interface LayoutChain {
  readonly layouts: readonly Layout[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Follows a page's layout and that layout's own layouts (Jekyll: `renderer.rb`, `place_in_layouts`). A layout
 * that does not exist ends the chain and is reported, as is one that comes back to itself.
 */
export function layoutChain(page: Page, site: Site): LayoutChain {
  const layouts: Layout[] = [];
  const diagnostics: Diagnostic[] = [];
  let name = page.layout;
  let asker: Place = { file: page.file.path, line: 1, column: 1 };
  while (name !== null) {
    const layout = site.layouts.get(name);
    if (layout === undefined) {
      diagnostics.push(missing(name, asker, site));
      break;
    }
    if (layouts.includes(layout)) {
      const message = `The layout "${name}" comes back to itself: ${[...layouts, layout].map((one) => one.name).join(' → ')}.`;
      diagnostics.push(
        diagnostic('error', 'layout-loop', asker, message, { hint: 'Take one "layout:" out of the circle.' }),
      );
      break;
    }
    layouts.push(layout);
    asker = { file: layout.file.path, line: 1, column: 1 };
    const next: unknown = layout.data['layout'];
    name = typeof next === 'string' && next !== 'none' && next !== '' ? next : null;
  }
  return { layouts, diagnostics };
}

function missing(name: string, place: Place, site: Site): Diagnostic {
  const known = [...site.layouts.keys()].sort();
  const hint =
    known.length === 0
      ? `Add ${site.config.layoutsDirectory}/${name}.html, or write "layout: none".`
      : `Write one of ${known.join(', ')}, or add ${site.config.layoutsDirectory}/${name}.html.`;
  return diagnostic('warning', 'layout-missing', place, `There is no layout "${name}".`, {
    text: name,
    hint,
  });
}
