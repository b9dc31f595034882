import { isThemePath } from '../../themes/index.js';
import type { SiteConfig } from '../config/site-config.js';
import type { Layout } from './layout.js';

/**
 * {@link defaultLayout} among a site's layouts. What stands in for a theme that is not to be had is asked last: the theme
 * itself need not have it.
 */
export function usualLayout(
  kind: 'page' | 'post',
  url: string,
  layouts: ReadonlyMap<string, Layout>,
  { theme }: Pick<SiteConfig, 'theme'>,
): string | null {
  const isOwn = (name: string): boolean => {
    const layout = layouts.get(name);
    return layout !== undefined && !isThemePath(theme, layout.file.path);
  };
  const own = theme?.role === 'stand-in' ? defaultLayout(kind, url, isOwn) : null;
  return own ?? defaultLayout(kind, url, (name) => layouts.has(name));
}

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
