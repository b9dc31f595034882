import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Diagnostic, diagnostic, locator, mapSource, type Place } from '../../diagnostics/index.js';
import type { Theme } from '../../themes/index.js';
import { asRecord, type DataRecord, deepMerge } from '../data/data-value.js';
import { readYaml } from '../data/yaml.js';
import type { SiteEffects } from '../files/effects.js';
import { readText, unreadable } from '../files/read-file.js';
import { resolvePath } from '../files/resolve-path.js';
import type { KeyPath } from './config-fields.js';
import { JEKYLL_DEFAULTS } from './jekyll-defaults.js';
import type { SiteConfig } from './site-config.js';

/** What configuration files say together. */
export interface ConfigFiles {
  readonly values: DataRecord;
  /** Absolute paths of the files that were read. */
  readonly paths: readonly string[];
  /** Where a key stands, in the last file that has it. */
  readonly placeOf: (path: KeyPath) => Place;
  readonly diagnostics: readonly Diagnostic[];
}

interface ConfigFile {
  readonly values: DataRecord;
  readonly placeOf: (path: KeyPath) => Place;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where configuration files are looked for. */
export interface ConfigSearch {
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** The folder of the course, where the command line names one. */
  readonly source?: string;
  readonly configFiles?: readonly string[];
}

/**
 * Reads configuration files in order and merges them, a later one over an earlier one. Without a list it looks
 * for `_config.yml` and then `_config.yaml` in the source; a course may have neither. Where nobody names the source but that file
 * does (`source: course`), it lies over the one that it finds there: the folder is a course of its own, which Jekyll knows nothing of.
 */
export async function readConfigFiles(
  { cwd, source: given, configFiles }: ConfigSearch,
  effects: SiteEffects,
): Promise<ConfigFiles> {
  const source = resolve(cwd, given ?? '.');
  const stated = configFiles?.map((path) => resolve(cwd, path)) ?? findConfigFile(source, effects);
  const files: ConfigFile[] = [];
  for (const path of stated) files.push(await readConfigFile(path, source, effects));
  const inner =
    given === undefined && configFiles === undefined ? innerSource(files[0]?.values, source) : undefined;
  const inside = inner === undefined ? [] : findConfigFile(inner, effects);
  for (const path of inside) files.unshift(await readConfigFile(path, inner ?? source, effects));
  const paths = [...inside, ...stated];
  return {
    values: files.reduce<DataRecord>((merged, file) => deepMerge(merged, file.values), {}),
    paths,
    placeOf: (path) => {
      const file = files.findLast(({ values }) => Object.hasOwn(values, path[0] ?? '')) ?? files.at(-1);
      return file?.placeOf(path) ?? { file: '_config.yml', line: 1, column: 1 };
    },
    diagnostics: files.flatMap((file) => file.diagnostics),
  };
}

/**
 * What a theme's own configuration says (Jekyll: `Site#load_theme_configuration`): nothing of what Jekyll itself has
 * defaults for, nor of what only a course can say of itself. One that cannot be read says nothing.
 */
export async function readThemeConfig({ configFile }: Theme, effects: SiteEffects): Promise<DataRecord> {
  if (configFile === null) return {};
  const { values } = await readConfigFile(configFile, '', effects);
  return Object.fromEntries(Object.entries(values).filter(([key]) => !NOT_OF_THEMES.has(key)));
}

const NOT_OF_THEMES: ReadonlySet<string> = new Set([
  ...Object.keys(JEKYLL_DEFAULTS),
  ...['source', 'destination', 'url', 'repository', 'theme', 'remote_theme', 'diagnostics', 'lectern'],
]);

/** The folder (absolute) that a configuration names as its course, where that is another than its own. */
function innerSource(values: DataRecord | undefined, folder: string): string | undefined {
  const stated = values?.['source'];
  const inner = typeof stated === 'string' ? resolve(folder, stated) : folder;
  return inner === folder ? undefined : inner;
}

function findConfigFile(source: string, effects: SiteEffects): string[] {
  for (const name of ['_config.yml', '_config.yaml']) {
    const path = join(source, name);
    if (resolvePath(effects.fs, path) !== null) return [path];
  }
  return [];
}

async function readConfigFile(absolute: string, source: string, effects: SiteEffects): Promise<ConfigFile> {
  const path = siteRelative(absolute, source);
  const start = { file: path, line: 1, column: 1 };
  const nothing = (problem: Diagnostic): ConfigFile => ({
    values: {},
    placeOf: () => start,
    diagnostics: [problem],
  });
  if (!/\.ya?ml$/i.test(absolute)) {
    return nothing(
      diagnostic('error', 'config-format', start, 'The configuration is read from YAML files only.', {
        hint: 'Write it as `_config.yml`.',
      }),
    );
  }
  if ((await resolvePath(effects.fs, absolute)) === null) {
    const message = `There is no configuration file ${absolute}.`;
    const hint = 'Correct the path given with --config: it starts from the folder that lectern is run in.';
    return nothing(diagnostic('error', 'config-missing', start, message, { hint }));
  }
  try {
    const { source: text, diagnostics } = await readText(effects.fs, { path, absolute });
    const parsed = parseConfig(text.text, locator(mapSource(text)));
    return { ...parsed, diagnostics: [...diagnostics, ...parsed.diagnostics] };
  } catch (error) {
    return nothing(unreadable(path, error));
  }
}

function parseConfig(text: string, place: (offset: number) => Place): ConfigFile {
  const yaml = readYaml(text);
  const values = asRecord(yaml.value);
  const diagnostics: Diagnostic[] = [];
  if (yaml.problem !== null) {
    const message = `The configuration cannot be read: ${yaml.problem.message}`;
    const hint = 'Correct the YAML; until then nothing is built.';
    diagnostics.push(diagnostic('error', 'config-yaml', place(yaml.problem.offset), message, { hint }));
  } else if (values === null && yaml.value !== null) {
    const message = 'The configuration is not a list of `key: value` lines.';
    const hint = 'Write each setting as `key: value`.';
    diagnostics.push(diagnostic('error', 'config-yaml', place(0), message, { hint }));
  }
  return { values: values ?? {}, placeOf: (path) => place(yaml.offsetOf(path)), diagnostics };
}

/** A path as diagnostics show it: relative to the source, or whole where it lies outside, with `/` between folders. */
function siteRelative(absolute: string, source: string): string {
  const path = relative(source, absolute);
  return (isAbsolute(path) || path.startsWith('..') ? absolute : path).split(sep).join('/');
}

/** How many keys deep places are kept: as deep as anything in the configuration is reported. */
const DEPTH = 4;

/** The places of a configuration's keys, by their paths with dots between. */
export function keyPlaces(values: DataRecord, placeOf: (path: KeyPath) => Place): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const walk = (value: unknown, path: readonly string[]): void => {
    if (path.length > 0) places.set(path.join('.'), placeOf(path));
    if (path.length === DEPTH) return;
    const entries = Array.isArray(value) ? value.entries() : Object.entries(asRecord(value) ?? {});
    for (const [key, inner] of entries) walk(inner, [...path, String(key)]);
  };
  walk(values, []);
  return places;
}

/**
 * Where the configuration says something: the place of the key with this path, or of the nearest key around it that
 * is there, or the start of the configuration.
 */
export function keyPlace({ keyPlaces: places }: Pick<SiteConfig, 'keyPlaces'>, ...path: KeyPath): Place {
  for (let length = path.length; length > 0; length--) {
    const place = places.get(path.slice(0, length).join('.'));
    if (place !== undefined) return place;
  }
  const [first] = places.values();
  return { file: first?.file ?? '_config.yml', line: 1, column: 1 };
}
