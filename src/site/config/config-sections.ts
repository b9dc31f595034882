import { posix } from 'node:path';
import type { ConfigFields } from './config-fields.js';
import { KRAMDOWN_DEFAULTS } from './jekyll-defaults.js';
import type { SiteConfig } from './site-config.js';

/** A folder's path from the source, without slashes around it; `..` cannot lead out of it (`Site#in_source_dir`). */
function insideSource(path: string): string {
  return posix.normalize(`/${path}`).replace(/^\/+|\/+$/g, '');
}

/** Where Jekyll's own folders are. */
export function readDirectories(fields: ConfigFields) {
  const directory = (key: string, fallback: string) => insideSource(fields.text([key], fallback));
  return {
    layoutsDirectory: directory('layouts_dir', '_layouts'),
    includesDirectory: directory('includes_dir', '_includes'),
    dataDirectory: directory('data_dir', '_data'),
    collectionsDirectory: directory('collections_dir', ''),
    pluginsDirectory: directory('plugins_dir', '_plugins'),
  } satisfies Partial<SiteConfig>;
}

/** What pages are written in, and how their formulas and slips are treated. */
export function readConversion(fields: ConfigFields) {
  const extensions = fields.text(['markdown_ext'], 'markdown,mkdown,mkdn,mkd,md');
  return {
    markdownExtensions: extensions.split(',').map((extension) => `.${extension.trim().toLowerCase()}`),
    markdown: fields.text(['markdown'], 'kramdown').toLowerCase(),
    highlighter: fields.text(['highlighter'], null),
    kramdown: fields.record(['kramdown'], KRAMDOWN_DEFAULTS),
    katex: fields.record(['katex']),
    mend: readMend(fields),
  } satisfies Partial<SiteConfig>;
}

/** `mend: false`, or `mend:` with the names of mends and whether each is made. */
function readMend(fields: ConfigFields): SiteConfig['mend'] {
  if (fields.value(['mend']) === false) return false;
  if (fields.value(['mend']) === true) return {};
  const names = Object.keys(fields.record(['mend']));
  return Object.fromEntries(names.map((name) => [name, fields.flag(['mend', name], true)]));
}

/** Which pages and posts are read. */
export function readSelection(fields: ConfigFields) {
  return {
    showDrafts: fields.flag(['show_drafts'], false),
    future: fields.flag(['future'], false),
    unpublished: fields.flag(['unpublished'], false),
    limitPosts: fields.number(['limit_posts'], 0),
    strictFrontMatter: fields.flag(['strict_front_matter'], false),
  } satisfies Partial<SiteConfig>;
}

/** `liquid:`, where an unknown error mode is reported. */
export function readLiquid(fields: ConfigFields): SiteConfig['liquid'] {
  const mode = fields.text(['liquid', 'error_mode'], 'warn').toLowerCase();
  const errorMode = (['warn', 'strict', 'lax'] as const).find((known) => known === mode);
  if (errorMode === undefined) {
    fields.report(['liquid', 'error_mode'], 'warn, strict or lax', 'Write `error_mode: warn`.');
  }
  return {
    errorMode: errorMode ?? 'warn',
    strictFilters: fields.flag(['liquid', 'strict_filters'], false),
    strictVariables: fields.flag(['liquid', 'strict_variables'], false),
  };
}

/** Sass has two styles left; of Ruby Sass's four only `compressed` was a compact one. */
export function readSass(fields: ConfigFields): SiteConfig['sass'] {
  return {
    directory: insideSource(fields.text(['sass', 'sass_dir'], '_sass')) || '_sass',
    loadPaths: fields.texts(['sass', 'load_paths'], []).map(insideSource),
    style: fields.text(['sass', 'style'], 'expanded') === 'compressed' ? 'compressed' : 'expanded',
  };
}

/** The switches of the plugins that GitHub Pages always runs, by their own names. */
export function readPlugins(fields: ConfigFields) {
  const flag = (plugin: string, key: string, fallback: boolean) => fields.flag([plugin, key], fallback);
  const exclude = fields.value(['relative_links', 'exclude']);
  return {
    plugins: fields.texts(['plugins'], []),
    optionalFrontMatter: {
      enabled:
        flag('optional_front_matter', 'enabled', true) && !fields.flag(['require_front_matter'], false),
      removeOriginals: flag('optional_front_matter', 'remove_originals', false),
    },
    readmeIndex: {
      enabled: flag('readme_index', 'enabled', true),
      removeOriginals: flag('readme_index', 'remove_originals', false),
      withFrontMatter: flag('readme_index', 'with_frontmatter', false),
    },
    titlesFromHeadings: {
      enabled: flag('titles_from_headings', 'enabled', true),
      stripTitle: flag('titles_from_headings', 'strip_title', false),
      collections: flag('titles_from_headings', 'collections', false),
    },
    relativeLinks: {
      enabled: flag('relative_links', 'enabled', true),
      collections: flag('relative_links', 'collections', false),
      exclude: typeof exclude === 'string' ? [exclude] : fields.texts(['relative_links', 'exclude'], []),
    },
  } satisfies Partial<SiteConfig>;
}
