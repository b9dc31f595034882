import { type MappedText, mapSource } from '../../diagnostics/index.js';
import { isThemePath, ownInclude } from '../../themes/index.js';
import { readText, sourceFile } from '../files/read-file.js';
import type { Page } from '../pages/page.js';
import type { Site } from '../pages/site.js';
import type { SiteReader } from './site-reader.js';
import type { Templates } from './stand-ins.js';

/** The include by which a course with layouts of its own has a search. */
const SEARCH_INCLUDE = 'lectern/search.html';

/**
 * Looks for whether readers of a course can search it: where lectern's own theme is in use and shows it, or where a template of
 * the course, or a page, takes the include in. That is then there, whatever the theme.
 */
export async function withSearch(
  reader: SiteReader,
  templates: Templates,
  { pages, ownTheme }: { readonly pages: readonly Page[]; readonly ownTheme: boolean },
): Promise<Templates & Pick<Site, 'isSearched'>> {
  const { layouts, includes } = templates;
  const { theme, lectern } = reader.config;
  const asks = ({ text }: MappedText): boolean => text.includes(SEARCH_INCLUDE);
  const isAsked =
    [...layouts.values()].some(({ file, body }) => !isThemePath(theme, file.path) && asks(body)) ||
    [...includes.values()].some(
      (text) => !isThemePath(theme, text.runs[0]?.source.file ?? '') && asks(text),
    ) ||
    pages.some(({ body }) => body.traits?.isPlain !== true && asks(body));
  if (!isAsked && !(ownTheme && lectern.show.search)) return templates;
  const isThere = includes.has(SEARCH_INCLUDE);
  const { place, absolute } = ownInclude(SEARCH_INCLUDE);
  const file = sourceFile(reader.effects.fs, place, absolute);
  const text = isThere ? undefined : mapSource((await readText(reader.effects.fs, file)).source);
  return {
    layouts,
    includes: text === undefined ? includes : new Map([...includes, [SEARCH_INCLUDE, text]]),
    isSearched: true,
  };
}
