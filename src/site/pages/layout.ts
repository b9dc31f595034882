import type { MappedText } from '../../diagnostics/index.js';
import { isThemePath } from '../../themes/index.js';
import type { SiteConfig } from '../config/site-config.js';
import type { DataRecord } from '../data/data-value.js';
import type { SourceFile } from '../files/source-file.js';

/** A layout: a template with front matter of its own, which may name a further layout. */
export interface Layout {
  /** Path below the layouts folder without its extension: `default`, `lectures/week`. */
  readonly name: string;
  readonly file: SourceFile;
  readonly data: DataRecord;
  readonly body: MappedText;
}

/**
 * The layout of a Markdown page or post whose front matter names none, as jekyll-default-layout has it: the first
 * that exists of `home` for the site's index, `page` or `post`, and `default`.
 */
function defaultLayout(
  kind: 'page' | 'post',
  url: string,
  exists: (layout: string) => boolean,
): string | null {
  const candidates = url === '/' ? ['home', kind, 'default'] : [kind, 'default'];
  return candidates.find(exists) ?? null;
}

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
