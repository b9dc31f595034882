import { type Diagnostic, diagnostic } from '../diagnostics/index.js';
import { keyPlace, type Site } from '../site/index.js';

/** Reports a theme whose layouts the course uses but does not have; Jekyll would take them from a package. */
export function missingTheme(site: Site): readonly Diagnostic[] {
  const { theme, remote_theme: remoteTheme } = site.config.raw;
  const name = typeof remoteTheme === 'string' ? remoteTheme : theme;
  if (typeof name !== 'string' || name === '') return [];
  const missing = missingLayouts(site);
  if (missing.length === 0 && site.layouts.size > 0) return [];
  const lost = missing.length === 0 ? '' : ` It would bring the layouts ${missing.join(', ')}.`;
  return [
    diagnostic(
      'warning',
      'theme-missing',
      keyPlace(site.config, typeof remoteTheme === 'string' ? 'remote_theme' : 'theme'),
      `The theme ${name} is not applied: only what lies in the course's own folder is read.${lost}`,
      { text: name, hint: "Copy the theme's _layouts, _includes, _sass and assets into the course." },
    ),
  ];
}

/** Names of the layouts that pages and layouts ask for and that are not there, in alphabetical order. */
function missingLayouts({ pages, layouts }: Site): readonly string[] {
  const asked = [
    ...pages.map(({ layout }) => layout),
    ...[...layouts.values()].map(({ data }) => data['layout']),
  ];
  const missing = asked.filter(
    (name): name is string =>
      typeof name === 'string' && name !== '' && name !== 'none' && !layouts.has(name),
  );
  return [...new Set(missing)].sort();
}
