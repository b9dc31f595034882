import type { SiteConfig } from '../../site/index.js';
import { listOf } from './values.js';

/**
 * Plugins that work on every course on GitHub Pages (github-pages: `DEFAULT_PLUGINS`); jekyll-seo-tag comes with
 * the theme that a course without one has there.
 */
const ALWAYS_ON = ['jekyll-gist', 'jekyll-github-metadata', 'jekyll-paginate', 'jekyll-seo-tag'];

/** Plugins that a theme's gem brings, so that Jekyll runs them unnamed (`PluginManager#require_theme_deps`). */
const BY_THEME: Readonly<Record<string, readonly string[]>> = { minima: ['jekyll-feed'] };

/** The plugins that a course names, under today's key or the old `gems:`. */
export function namedPlugins({ plugins, raw }: SiteConfig): readonly string[] {
  return [...new Set([...plugins, ...listOf(raw['gems']).map(String)])];
}

/** The plugins that work on a course: those it names, its theme's, and GitHub Pages' own. */
export function activePlugins(config: SiteConfig): ReadonlySet<string> {
  const { theme } = config.raw;
  const byTheme = typeof theme === 'string' && Object.hasOwn(BY_THEME, theme) ? (BY_THEME[theme] ?? []) : [];
  return new Set([...namedPlugins(config), ...byTheme, ...ALWAYS_ON]);
}
