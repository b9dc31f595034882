import { type Diagnostic, diagnostic, foldDiagnostics } from '../../diagnostics/index.js';
import { type ExternalLink, NO_FIRST_PAGE } from '../../links/index.js';
import { keyPlace, type Site } from '../../site/index.js';
import { isThemePath, type Theme } from '../../themes/index.js';

/**
 * What was found in a site, without what its author has not written: what a theme has wrong is one line, and where a theme
 * is not to be had one error stands for all that it would bring. `missing` is that error.
 */
export function withoutThemeFindings(
  found: readonly Diagnostic[],
  site: Pick<Site, 'config' | 'layouts' | 'includes'>,
  missing: Diagnostic | null,
): Diagnostic[] {
  const { theme } = site.config;
  if (theme === null) return [...found];
  const isInTheme = ({ file, code }: Diagnostic): boolean =>
    isThemePath(theme, file) && code !== 'internal-fault';
  const own = found.filter((one) => !isInTheme(one));
  if (theme.role === 'named') {
    const inTheme = found.filter(isInTheme);
    return [...own, ...ofCourse(inTheme), ...ofTheme(inTheme.filter(isOfTheme), theme, site)];
  }
  if (theme.role === 'default') return [...own, ...ofCourse(found.filter(isInTheme))];
  const isUsed = usesTheme(site, theme);
  const kept = own.filter((one) => !isOfMissingTheme(one));
  return missing !== null && (isUsed || kept.length < own.length) ? [missing, ...kept] : kept;
}

/** Links that lead out of the site, but for those that a theme has written. */
export function withoutThemeLinks(
  links: readonly ExternalLink[],
  { config }: Pick<Site, 'config'>,
): readonly ExternalLink[] {
  return links.filter(({ place }) => !isThemePath(config.theme, place.file));
}

/** Whether anything of a theme is in a site. */
export function usesTheme({ layouts, includes }: Pick<Site, 'layouts' | 'includes'>, theme: Theme): boolean {
  return (
    [...layouts.values()].some(({ file }) => isThemePath(theme, file.path)) ||
    [...includes.values()].some(({ runs }) => isThemePath(theme, runs[0]?.source.file ?? ''))
  );
}

/** Whether a finding is of something that the theme would bring. A name that is nearly one of the course's own is a slip. */
function isOfMissingTheme({ code, hint = '' }: Diagnostic): boolean {
  if (code === 'theme-missing') return true;
  return (code === 'include-missing' || code === 'layout-missing') && !hint.startsWith('Did you mean');
}

/** Whether a finding in a theme is the theme's: that the site has no first page, which themes link, is the course's. */
function isOfTheme({ message }: Diagnostic): boolean {
  return message !== NO_FIRST_PAGE;
}

/** What findings in a theme say of the course. */
function ofCourse(inTheme: readonly Diagnostic[]): Diagnostic[] {
  const first = inTheme.find((one) => !isOfTheme(one));
  if (first === undefined) return [];
  const { code, message, hint } = first;
  const place = { file: '_config.yml', line: 1, column: 1 };
  return [diagnostic('warning', code, place, message, hint === undefined ? {} : { hint })];
}

/** What a theme has wrong, as one line. */
function ofTheme(found: readonly Diagnostic[], theme: Theme, { config }: Pick<Site, 'config'>): Diagnostic[] {
  const folded = foldDiagnostics(found).filter(({ severity }) => severity !== 'info');
  const first = folded.find(({ severity }) => severity === 'error') ?? folded[0];
  if (first === undefined) return [];
  const count = folded.length === 1 ? 'one finding' : `${folded.length} findings`;
  const message = `The theme ${theme.name} has ${count} in files of its own, which are not the course’s to mend. The first: ${first.file.slice(theme.prefix.length)}:${first.line}: ${first.message}`;
  const hint =
    'Where a page suffers from it, copy that file of the theme to the same path in the course, and mend it there.';
  return [diagnostic('info', 'theme-findings', themePlace(config), message, { text: theme.name, hint })];
}

function themePlace(config: Site['config']) {
  return keyPlace(config, typeof config.raw['remote_theme'] === 'string' ? 'remote_theme' : 'theme');
}
