import type { MappedText } from '../../diagnostics/index.js';
import { isThemePath, type Theme } from '../../themes/index.js';
import type { Layout } from '../pages/layout.js';
import type { Page } from '../pages/page.js';
import type { Site } from '../pages/site.js';

/** The templates of a site. */
export type Templates = Pick<Site, 'layouts' | 'includes'>;

/** Names that say what a page is, and the layout of lectern's own that is nearest; any other page is a `page`. */
const NEAREST: readonly (readonly [name: RegExp, layout: string])[] = [
  [/home|index|landing|front|splash|cover|welcome|course$/i, 'home'],
  [/lecture|lesson|session|chapter|unit|week/i, 'lecture'],
  [/post|news|article|blog|announcement/i, 'post'],
];

/**
 * The templates of a course for which lectern's own theme does what another one would; null where nothing of it is needed.
 * Under each name that a page or a layout of the course asks for in vain stands a layout of lectern's own, where that stands
 * in for a theme that is not to be had. Names that only files other than HTML ask for stay without one.
 */
export function standIns(theme: Theme, templates: Templates, pages: readonly Page[]): Templates | null {
  const layouts = theme.role === 'stand-in' ? withNames(theme, templates.layouts, pages) : templates.layouts;
  const isUsed = pages.some((page) => usesTheme(theme, layouts, page)) || lacksIncludes(theme, templates);
  return isUsed ? { ...templates, layouts } : null;
}

/** The templates that are the course's own. */
export function ownTemplates(theme: Theme | null, { layouts, includes }: Templates): Templates {
  return {
    layouts: new Map([...layouts].filter(([, { file }]) => !isThemePath(theme, file.path))),
    includes: new Map([...includes].filter(([, text]) => !isThemePath(theme, fileOf(text)))),
  };
}

function fileOf({ runs }: MappedText): string {
  return runs[0]?.source.file ?? '';
}

function withNames(
  theme: Theme,
  layouts: ReadonlyMap<string, Layout>,
  pages: readonly Page[],
): ReadonlyMap<string, Layout> {
  const all = new Map(layouts);
  const add = (name: unknown, instead: string): void => {
    if (typeof name !== 'string' || name === '' || name === 'none' || all.has(name)) return;
    const layout = layouts.get(instead);
    if (layout !== undefined) all.set(name, { ...layout, name });
  };
  for (const { layout, outputExtension } of pages) {
    if (layout === null || !/^\.x?html?$/i.test(outputExtension)) continue;
    add(layout, NEAREST.find(([name]) => name.test(layout))?.[1] ?? 'page');
  }
  for (const { file, data } of layouts.values())
    if (!isThemePath(theme, file.path)) add(data['layout'], 'default');
  return all;
}

/** Whether a page goes into a layout of a theme, by itself or through layouts of the course. */
function usesTheme(theme: Theme, layouts: ReadonlyMap<string, Layout>, page: Page): boolean {
  const seen = new Set<string>();
  let name: unknown = page.layout;
  while (typeof name === 'string' && !seen.has(name)) {
    seen.add(name);
    const layout = layouts.get(name);
    if (layout === undefined) return false;
    if (isThemePath(theme, layout.file.path)) return true;
    name = layout.data['layout'];
  }
  return false;
}

/** `{% include NAME … %}` with a plain name. */
const INCLUDE = /\{%-?\s*include(?:_cached)?\s+\/?([\w./-]+)/g;

/** Whether layouts and includes of the course take in others that it does not have. */
function lacksIncludes(theme: Theme, templates: Templates): boolean {
  const { layouts, includes } = ownTemplates(theme, templates);
  const texts = [...[...layouts.values()].map(({ body }) => body), ...includes.values()];
  return texts.some(({ text }) => [...text.matchAll(INCLUDE)].some(([, name = '']) => !includes.has(name)));
}
