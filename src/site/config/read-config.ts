import { isAbsolute, relative, resolve } from 'node:path';
import { type Diagnostic, diagnostic } from '../../diagnostics/index.js';
import type { Theme } from '../../themes/index.js';
import { type DataRecord, deepMerge } from '../data/data-value.js';
import { momentOfDate, UTC, type Zone, zoneOf } from '../data/time.js';
import type { SiteEffects } from '../files/effects.js';
import { type ConfigFields, configFields } from './config-fields.js';
import { keyPlaces, readConfigFiles, readThemeConfig } from './config-files.js';
import {
  readCollectionConfigs,
  readConversion,
  readDiagnosticsConfig,
  readDirectories,
  readFrontMatterDefaults,
  readLiquid,
  readPlugins,
  readSass,
  readSelection,
  readTableConfig,
} from './config-sections.js';
import { DEFAULT_EXCLUDES, JEKYLL_DEFAULTS } from './jekyll-defaults.js';
import { readLecternSettings } from './lectern-settings.js';
import { packageFiles } from './package-files.js';
import type { SiteConfig } from './site-config.js';

/** Where the configuration comes from and what the command line says over it. */
export interface ConfigOptions {
  /** The folder that relative paths start from. */
  readonly cwd: string;
  readonly source?: string;
  readonly destination?: string;
  /** Configuration files in order, later ones winning; without it `_config.yml` or `.yaml` of the source. */
  readonly configFiles?: readonly string[];
  readonly baseurl?: string;
  readonly url?: string;
  readonly drafts?: boolean;
  readonly future?: boolean;
  readonly unpublished?: boolean;
  readonly limitPosts?: number;
  readonly strictFrontMatter?: boolean;
  /** Its configuration holds where the course's says nothing. */
  readonly theme?: Theme | null;
}

/** The configuration, complete whatever the files had wrong, and what they had wrong. */
export interface ConfigResult {
  readonly config: SiteConfig;
  readonly diagnostics: readonly Diagnostic[];
}

/** The folder that is written where neither the configuration nor the command line names one. */
const DESTINATION = 'docs';

/**
 * Reads a course's configuration: the files in order, a later one over an earlier one, under what the command
 * line says and over Jekyll's defaults (`configuration.rb`). What is wrong in a file is a diagnostic, and the
 * default holds.
 */
export async function readConfig(options: ConfigOptions, effects: SiteEffects): Promise<ConfigResult> {
  const { cwd } = options;
  const files = await readConfigFiles(options, effects);
  const { theme = null } = options;
  const diagnostics = [...files.diagnostics];
  const stated = deepMerge(files.values, overrides(options));
  const ofTheme =
    theme === null || stated['ignore_theme_config'] === true ? {} : await readThemeConfig(theme, effects);
  const merged = deepMerge(JEKYLL_DEFAULTS, deepMerge(ofTheme, stated));
  const fields = configFields(merged, files.placeOf, diagnostics);

  const source = resolve(cwd, fields.text(['source'], '.'));
  const destination = readDestination(cwd, source, fields, (folder, message) => {
    const isGiven = options.destination !== undefined;
    const code = isGiven ? 'destination-refused' : 'config-destination';
    const place = isGiven ? { file: folder, line: 1, column: 1 } : files.placeOf(['destination']);
    const hint = isGiven
      ? `Name a folder of its own with --destination, such as ${DESTINATION}.`
      : `Write a folder of its own behind destination:, such as ${DESTINATION}.`;
    diagnostics.push(diagnostic('error', code, place, message, { hint }));
  });
  const packages = await packageFiles(source, effects);
  const exclude = [...new Set([...fields.texts(['exclude'], []), ...DEFAULT_EXCLUDES, ...packages])];
  const permalink = fields.text(['permalink'], 'date');
  const zone = readZone(fields, effects);
  const collections = readCollectionConfigs(fields, permalink);
  const config: SiteConfig = {
    source,
    destination,
    configFiles: files.paths,
    title: fields.text(['title'], ''),
    url: fields.text(['url'], '').replace(/\/+$/, ''),
    publishedUrl: String(files.values['url'] ?? '').replace(/\/+$/, ''),
    baseurl: mountPath(fields.text(['baseurl'], '')),
    repository: null,
    theme,
    ownTheme: theme?.isOwn === true,
    lectern: readLecternSettings(fields),
    ...readDirectories(fields),
    include: fields.texts(['include'], ['.htaccess']),
    exclude,
    keepFiles: fields.texts(['keep_files'], ['.git', '.svn']),
    ...readConversion(fields),
    permalink,
    excerptSeparator: fields.text(['excerpt_separator'], '\n\n'),
    pageExcerpts: fields.flag(['page_excerpts'], false),
    timezone: zone.name,
    time: readTime(fields, zone),
    ...readSelection(fields),
    collections,
    defaults: readFrontMatterDefaults(fields, zone),
    csv: readTableConfig(fields, 'csv_reader'),
    tsv: readTableConfig(fields, 'tsv_reader'),
    liquid: readLiquid(fields),
    sass: readSass(fields),
    ...readPlugins(fields),
    diagnostics: readDiagnosticsConfig(fields, files.placeOf),
    accessibility: fields.flag(['diagnostics', 'accessibility'], false),
    keyPlaces: keyPlaces(files.values, files.placeOf),
    raw: {
      ...merged,
      // As jekyll-remote-theme has it, so that `@import "{{ site.theme }}"` finds the theme's own style sheet.
      ...(theme === null || theme.role === 'default' ? {} : { theme: theme.name }),
      source,
      destination,
      exclude,
      collections: Object.fromEntries([...collections].map(([label, { metadata }]) => [label, metadata])),
    },
  };
  return { config, diagnostics };
}

/** A configuration as if it stated the `baseurl` ('' or `/course`) that is inferred. */
export function withInferredBaseurl(config: SiteConfig, baseurl: string): SiteConfig {
  return { ...config, baseurl, isBaseurlInferred: true, raw: { ...config.raw, baseurl } };
}

/** What the command line says, under the names that the configuration has for it. */
function overrides(options: ConfigOptions): DataRecord {
  const given = {
    source: options.source,
    destination: options.destination,
    baseurl: options.baseurl,
    url: options.url,
    show_drafts: options.drafts,
    future: options.future,
    unpublished: options.unpublished,
    limit_posts: options.limitPosts,
    strict_front_matter: options.strictFrontMatter,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** The folder to write. One that is or holds the source would be overwritten by its own site. */
function readDestination(
  cwd: string,
  source: string,
  fields: ConfigFields,
  refuse: (destination: string, message: string) => void,
): string {
  const destination = resolve(cwd, fields.text(['destination'], DESTINATION));
  const below = relative(destination, source);
  if (below.startsWith('..') || isAbsolute(below)) return destination;
  refuse(destination, `The site cannot be written to ${destination}, which holds the course itself.`);
  return resolve(source, DESTINATION);
}

/** `course/` as `/course`, and nothing for the root. */
function mountPath(baseurl: string): string {
  const path = baseurl.replace(/^\/+|\/+$/g, '');
  return path === '' ? '' : `/${path}`;
}

/** The course's time zone, or the machine's. */
function readZone(fields: ConfigFields, effects: SiteEffects): Zone {
  const name = fields.text(['timezone'], null);
  const zone = name === null ? null : zoneOf(name);
  if (name !== null && zone === null) {
    fields.report(['timezone'], 'a time zone by its IANA name', 'Write for example `timezone: Asia/Tokyo`.');
  }
  return zone ?? zoneOf(effects.timezone) ?? UTC;
}

/** `time:`, which fixes the moment of the build. */
function readTime(fields: ConfigFields, zone: Zone): Date | null {
  const time = fields.value(['time']);
  if (time === undefined || time === null) return null;
  const moment = momentOfDate(time, zone);
  if (moment === null) fields.report(['time'], 'a date', 'Write for example `time: 2024-04-01 09:00:00`.');
  return moment;
}
