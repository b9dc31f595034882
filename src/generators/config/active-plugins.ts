import { type Diagnostic, diagnostic, type Place } from '../../diagnostics/index.js';
import { keyPlace, type Site, type SiteConfig } from '../../site/index.js';
import { listOf } from './values.js';

/**
 * Plugins that work on every course on GitHub Pages (github-pages: `DEFAULT_PLUGINS`); jekyll-seo-tag comes with
 * the theme that a course without one has there.
 */
const ALWAYS_ON = ['jekyll-gist', 'jekyll-github-metadata', 'jekyll-paginate', 'jekyll-seo-tag'];

/** Plugins that a theme's gem brings, so that Jekyll runs them unnamed (`PluginManager#require_theme_deps`). */
const BY_THEME: Readonly<Record<string, readonly string[]>> = { minima: ['jekyll-feed'] };

/** The plugins that a course names, under today's key or the old `gems:`. */
function namedPlugins({ plugins, raw }: SiteConfig): readonly string[] {
  return [...new Set([...plugins, ...listOf(raw['gems']).map(String)])];
}

/** The plugins that work on a course: those it names, its theme's, and GitHub Pages' own. */
export function activePlugins(config: SiteConfig): ReadonlySet<string> {
  const { theme } = config;
  // Of one that is not to be had nothing else is known.
  const known = theme?.role === 'stand-in' && Object.hasOwn(BY_THEME, theme.name) ? BY_THEME[theme.name] : [];
  return new Set([...namedPlugins(config), ...(theme?.plugins ?? []), ...(known ?? []), ...ALWAYS_ON]);
}

/** Plugins whose work is done here, and those that change nothing in what a course shows. */
const COVERED: ReadonlySet<string> = new Set([
  'github-pages',
  'jekyll-admin',
  'jekyll-archives',
  'jekyll-avatar',
  'jekyll-commonmark',
  'jekyll-commonmark-ghpages',
  'jekyll-compose',
  'jekyll-default-layout',
  'jekyll-feed',
  'jekyll-figure',
  'jekyll-gist',
  'jekyll-github-metadata',
  'jekyll-include-cache',
  'jekyll-katex',
  'jekyll-last-modified-at',
  'jekyll-livereload',
  'jekyll-mentions',
  'jekyll-optional-front-matter',
  'jekyll-paginate',
  'jekyll-paginate-v2',
  'jekyll-readme-index',
  'jekyll-redirect-from',
  'jekyll-relative-links',
  'jekyll-remote-theme',
  'jekyll-sass-converter',
  'jekyll-scholar',
  'jekyll/scholar',
  'jekyll-seo-tag',
  'jekyll-sitemap',
  'jekyll-tabs',
  'jekyll-titles-from-headings',
  'jekyll-toc',
  'jekyll-watch',
  'jemoji',
  'kramdown-math-katex',
  'kramdown-parser-gfm',
]);

/** What a reader misses of plugins that courses often name. */
const LOST: Readonly<Record<string, string>> = {
  'jekyll-coffeescript': 'CoffeeScript files are not made into JavaScript',
};

/** Reports each plugin that a course names and whose work is not done here. */
export function unknownPlugins(site: Site): readonly Diagnostic[] {
  return namedPlugins(site.config)
    .filter((name) => !COVERED.has(name) && !name.startsWith('jekyll-theme-') && !isIdle(name, site))
    .map((name) => {
      const lost = Object.hasOwn(LOST, name) ? LOST[name] : 'what it adds to the site is missing';
      return diagnostic(
        'warning',
        'plugin-unknown',
        pluginPlace(site, name),
        `The plugin ${name} is not run: ${lost}.`,
        { text: name, hint: 'If the course does without it, take it out of plugins: in the configuration.' },
      );
    });
}

/** Where the configuration names a plugin. */
export function pluginPlace({ config }: Site, name: string): Place {
  const { raw } = config;
  const key = listOf(raw['plugins']).includes(name) ? 'plugins' : 'gems';
  return keyPlace(config, key, String(listOf(raw[key]).indexOf(name)));
}

/** Whether a plugin has nothing to do in this course. */
function isIdle(name: string, { pages }: Site): boolean {
  return name === 'jekyll-coffeescript' && !pages.some(({ file }) => file.path.endsWith('.coffee'));
}
