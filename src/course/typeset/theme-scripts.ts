import { type Site, searchPlace } from '../../site/index.js';
import { isThemePath } from '../../themes/index.js';

/** The paths in a site of the scripts that come with its theme, and of the one that opens its search. */
export function themeScripts(site: Pick<Site, 'config' | 'staticFiles' | 'files' | 'isSearched'>): string[] {
  const {
    config: { theme },
    staticFiles,
  } = site;
  const search = searchPlace(site);
  const scripts = staticFiles
    .filter(({ file, outputPath }) => isThemePath(theme, file.path) && outputPath.endsWith('.js'))
    .map(({ outputPath }) => outputPath);
  return search === null ? scripts : [...scripts, search.script];
}
