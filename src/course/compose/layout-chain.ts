import { type Diagnostic, diagnostic, nearestName, type Place } from '../../diagnostics/index.js';
import { type Layout, type Page, type Site, splitFrontMatter } from '../../site/index.js';

/** The layouts a page goes into, innermost first, and what is wrong with them. */
export interface LayoutChain {
  readonly layouts: readonly Layout[];
  /** Whether the last of them, or the page, names a layout that is not there. */
  readonly isBroken: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Follows a page's layout and that layout's own layouts (Jekyll: `renderer.rb`, `place_in_layouts`). A layout
 * that does not exist ends the chain and is reported, as is one that comes back to itself. `note` is told of what is read,
 * by the names that `site-facts.ts` gives it.
 */
export function layoutChain(page: Page, site: Site, note: (name: string) => void = () => {}): LayoutChain {
  const layouts: Layout[] = [];
  const diagnostics: Diagnostic[] = [];
  let isBroken = false;
  let name = page.layout;
  let asker: Page | Layout = page;
  while (name !== null) {
    const layout = site.layouts.get(name);
    note(`layout ${name}`);
    if (layout === undefined) {
      note('layouts');
      isBroken = true;
      // It may be that of a theme that is not to be had, which is said once.
      if (site.config.theme?.role !== 'stand-in') diagnostics.push(missing(name, layoutPlace(asker), site));
      break;
    }
    if (layouts.includes(layout)) {
      const message = `The layout "${name}" comes back to itself: ${[...layouts, layout].map((one) => one.name).join(' → ')}.`;
      diagnostics.push(
        diagnostic('error', 'layout-loop', layoutPlace(asker), message, {
          hint: 'Take one "layout:" out of the circle.',
        }),
      );
      break;
    }
    layouts.push(layout);
    asker = layout;
    const next: unknown = layout.data['layout'];
    name = typeof next === 'string' && next !== 'none' && next !== '' ? next : null;
  }
  return { layouts, isBroken, diagnostics };
}

/** Where a file says which layout it goes into; its start where a default says so. */
function layoutPlace({ body, file }: Page | Layout): Place {
  const [run] = body.runs;
  return run === undefined
    ? { file: file.path, line: 1, column: 1 }
    : splitFrontMatter(run.source).placeOf('layout');
}

function missing(name: string, place: Place, site: Site): Diagnostic {
  const known = [...site.layouts.keys()].sort();
  const file = `${site.config.layoutsDirectory}/${name}.html`;
  const hint = (): string => {
    const likely = nearestName(name, known);
    if (likely !== undefined) return `Did you mean ${likely}?`;
    return known.length === 0
      ? `Add ${file}, or write "layout: none".`
      : `Write one of ${known.join(', ')}, or add ${file}.`;
  };
  return diagnostic('error', 'layout-missing', place, `There is no layout "${name}".`, { text: name, hint });
}
