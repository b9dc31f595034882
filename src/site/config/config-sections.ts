import { posix } from 'node:path';
import type { Place, Severity } from '../../diagnostics/index.js';
import { asRecord, type DataRecord, deepMerge, isTruthy } from '../data/data-value.js';
import type { TableConfig } from '../data/table.js';
import { momentOfDate, type Zone } from '../data/time.js';
import { permalinkTemplate } from '../permalinks/permalink.js';
import type { ConfigFields, KeyPath } from './config-fields.js';
import { KRAMDOWN_DEFAULTS } from './jekyll-defaults.js';
import type {
  AcceptedFinding,
  CollectionConfig,
  DiagnosticsConfig,
  FrontMatterDefault,
  SiteConfig,
} from './site-config.js';

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

/**
 * Reads `collections:`, which may be a list of labels or a mapping of labels to settings. `posts` is always
 * there, first unless the configuration puts it elsewhere, and always has output (`add_default_collections`).
 */
export function readCollectionConfigs(
  fields: ConfigFields,
  permalink: string,
): ReadonlyMap<string, CollectionConfig> {
  const given = fields.value(['collections']);
  const labels = Array.isArray(given) ? given.map((label) => [String(label), {}] as const) : null;
  const settings = deepMerge(
    { posts: {} },
    labels === null ? fields.record(['collections']) : Object.fromEntries(labels),
  );
  const collections = new Map<string, CollectionConfig>();
  for (const [name, value] of Object.entries(settings)) {
    const label = name.replace(/[^a-z0-9_\-.]/gi, '');
    if (label === '') continue;
    collections.set(label, collectionConfig(label, asRecord(value) ?? {}, permalink));
  }
  return collections;
}

function collectionConfig(label: string, given: DataRecord, permalink: string): CollectionConfig {
  const isPosts = label === 'posts';
  const metadata = isPosts
    ? { ...given, output: true, permalink: given['permalink'] ?? permalinkTemplate(permalink) }
    : given;
  const order = metadata['order'];
  return {
    output: isTruthy(metadata['output']),
    permalink: typeof metadata['permalink'] === 'string' ? metadata['permalink'] : null,
    sortBy: typeof metadata['sort_by'] === 'string' ? metadata['sort_by'] : null,
    order: Array.isArray(order) ? order.map(String) : null,
    metadata,
  };
}

/** The names that `type:` in a scope used to have (`update_deprecated_types`). */
const FORMER_TYPES: ReadonlyMap<string, string> = new Map([
  ['page', 'pages'],
  ['post', 'posts'],
  ['draft', 'drafts'],
]);

/** Reads `defaults:`. An entry without `values:` is reported and left out (`FrontmatterDefaults#valid_sets`). */
export function readFrontMatterDefaults(fields: ConfigFields, zone: Zone): readonly FrontMatterDefault[] {
  const given = fields.value(['defaults']);
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) {
    fields.report(['defaults'], 'a list', 'Start each entry with `- scope:` and give it `values:`.');
    return [];
  }
  return given.flatMap((entry, index) => {
    const set = asRecord(entry);
    const values = asRecord(set?.['values']);
    if (set === null || values === null) {
      fields.report(
        ['defaults', String(index)],
        'an entry with `values:`',
        'Give the entry a `scope:` and `values:`.',
      );
      return [];
    }
    const { path, type } = asRecord(set['scope']) ?? {};
    return [
      {
        scope: {
          path: typeof path === 'string' ? path : '',
          type: typeof type === 'string' ? (FORMER_TYPES.get(type) ?? type) : null,
        },
        values: withTime(values, zone),
      },
    ];
  });
}

/** The values with their date as a moment (`ensure_time!`), where it can be read. */
function withTime(values: DataRecord, zone: Zone): DataRecord {
  const { date } = values;
  const moment = date instanceof Date || typeof date === 'string' ? momentOfDate(date, zone) : null;
  return moment === null ? values : { ...values, date: moment };
}

/** Reads `csv_reader:` or `tsv_reader:` (`DataReader#read_config`). */
export function readTableConfig(fields: ConfigFields, key: 'csv_reader' | 'tsv_reader'): TableConfig {
  const headers = fields.value([key, 'headers']);
  return {
    headers: Array.isArray(headers) ? headers.map(String) : fields.flag([key, 'headers'], true),
    converters: fields.texts([key, 'csv_converters'], []),
  };
}

const SEVERITIES: ReadonlyMap<unknown, Severity | 'off'> = new Map<unknown, Severity | 'off'>([
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'info'],
  ['off', 'off'],
  // YAML 1.1 reads a bare `off` as false.
  [false, 'off'],
]);

/**
 * Reads `diagnostics:`, which has `severity:` (a severity for each code, or `off`), `ignore:` (a list of codes) and
 * `accept:` (findings that the course lives with, each with its reason). What cannot be read is reported.
 */
export function readDiagnosticsConfig(
  fields: ConfigFields,
  placeOf: (path: KeyPath) => Place,
): DiagnosticsConfig {
  const severities: [string, Severity | 'off', Place][] = [];
  for (const [code, value] of Object.entries(fields.record(['diagnostics', 'severity']))) {
    const path = ['diagnostics', 'severity', code];
    const severity = SEVERITIES.get(value);
    if (severity !== undefined) severities.push([code, severity, placeOf(path)]);
    else fields.report(path, 'error, warning, info or off', `Write for example \`${code}: warning\`.`);
  }
  for (const [index, code] of fields.texts(['diagnostics', 'ignore'], []).entries()) {
    severities.push([code, 'off', placeOf(['diagnostics', 'ignore', String(index)])]);
  }
  return { severities, accepted: readAccepted(fields, placeOf) };
}

function readAccepted(fields: ConfigFields, placeOf: (path: KeyPath) => Place): AcceptedFinding[] {
  const given = fields.value(['diagnostics', 'accept']) ?? [];
  if (!Array.isArray(given)) {
    fields.report(['diagnostics', 'accept'], 'a list', 'Start each entry with `- code:`.');
    return [];
  }
  return given.flatMap((entry, index) => {
    const path = ['diagnostics', 'accept', String(index)];
    const { code, path: glob = null, text = null, reason } = asRecord(entry) ?? {};
    const isGiven = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
    if (!isGiven(code) || !isGiven(reason)) {
      const hint = 'Give the entry a `code:`, and say in `reason:` why the course lives with it.';
      fields.report(path, 'an entry with `code:` and `reason:`', hint);
      return [];
    }
    if ((glob !== null && !isGiven(glob)) || (text !== null && !isGiven(text))) {
      fields.report(path, 'an entry whose `path:` and `text:` are texts', 'Put them into quotes.');
      return [];
    }
    return [{ code, path: glob, text, reason, place: placeOf(path) }];
  });
}
