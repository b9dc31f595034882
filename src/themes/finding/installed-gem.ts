import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Where gems may lie: what the environment says and the machine's user. */
export interface GemPlaces {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the user's own folder. */
  readonly home: string;
  /** Folders of the system with gems; `*` in them stands for any name. */
  readonly systemGems: readonly string[];
}

/** The system's folders of gems, on Debian, Fedora, Arch, in Docker's images and on macOS. */
export const SYSTEM_GEMS: readonly string[] = [
  '/usr/local/rvm/gems/*',
  '/opt/rubies/*/lib/ruby/gems/*',
  '/var/lib/gems/*',
  '/usr/share/rubygems-integration/*',
  '/usr/share/gems',
  '/usr/lib/ruby/gems/*',
  '/usr/lib64/ruby/gems/*',
  '/usr/local/lib/ruby/gems/*',
  '/usr/local/bundle',
  '/opt/homebrew/lib/ruby/gems/*',
  '/Library/Ruby/Gems/*',
];

/** A gem on this machine. */
export interface InstalledGem {
  /** Absolute path of its folder. */
  readonly folder: string;
  readonly version: string;
  /** The text of its gemspec, where that was found. */
  readonly gemspec: string | undefined;
}

/**
 * Looks for a gem that is installed, without running Ruby: among Bundler's gems of the course, `GEM_HOME`, `GEM_PATH`, the
 * user's own, those of rbenv, rvm, asdf and the like, and the system's. `version` (of `Gemfile.lock`) is wanted before any
 * other; else the newest of the first place that has the gem counts.
 */
export function installedGem(
  name: string,
  version: string | null,
  source: string,
  places: GemPlaces,
): InstalledGem | undefined {
  let newest: InstalledGem | undefined;
  for (const place of gemFolders(source, places)) {
    const found = versionsIn(place, name);
    const locked = version === null ? undefined : found.find((one) => one.version === version);
    if (locked !== undefined) return withGemspec(place, name, locked);
    const [first] = found;
    if (newest === undefined && first !== undefined) newest = withGemspec(place, name, first);
  }
  return newest;
}

/** A gem that Bundler has taken from git (`bundler/gems/NAME-COMMIT`) lies where others do, in a folder of its own. */
const BUNDLER = 'bundler/gems';

/** Folders with `gems/` and `specifications/` in them, in the order in which they are looked through. */
function gemFolders(source: string, { env, home, systemGems }: GemPlaces): string[] {
  const bundled = bundlePath(source, env);
  const managers = [
    `${env['RBENV_ROOT'] ?? `${home}/.rbenv`}/versions/*/lib/ruby/gems/*`,
    `${env['ASDF_DATA_DIR'] ?? `${home}/.asdf`}/installs/ruby/*/lib/ruby/gems/*`,
    `${home}/.local/share/mise/installs/ruby/*/lib/ruby/gems/*`,
    `${home}/.rvm/gems/*`,
    `${home}/.rubies/*/lib/ruby/gems/*`,
  ];
  const patterns = [
    ...bundled.flatMap((folder) => [`${folder}/ruby/*`, folder]),
    env['GEM_HOME'] ?? '',
    ...(env['GEM_PATH'] ?? '').split(path.delimiter),
    `${home}/.gem/ruby/*`,
    `${home}/.local/share/gem/ruby/*`,
    ...managers,
    ...systemGems,
  ];
  return [...new Set(patterns.filter((pattern) => pattern !== '').flatMap(expanded))];
}

/** Where Bundler puts a course's gems: what its configuration and the environment say, and `vendor/bundle`. */
function bundlePath(source: string, env: GemPlaces['env']): string[] {
  const stated =
    env['BUNDLE_PATH'] ?? /^BUNDLE_PATH:\s*"?([^"\n]+)"?/m.exec(textOf(`${source}/.bundle/config`))?.[1];
  return [...(stated === undefined ? [] : [path.resolve(source, stated.trim())]), `${source}/vendor/bundle`];
}

/** The folders that a path with `*` for whole names leads to; where there are several, the newest version first. */
function expanded(pattern: string): string[] {
  const [first = '', ...rest] = pattern.split('/*');
  return rest.reduce<string[]>(
    (found, tail) =>
      found.flatMap((folder) =>
        namesIn(folder)
          .sort(compareVersions)
          .reverse()
          .map((name) => `${folder}/${name}${tail}`),
      ),
    [first],
  );
}

/** The versions of a gem in a folder, the newest first. */
function versionsIn(place: string, name: string): Omit<InstalledGem, 'gemspec'>[] {
  const ofFolder = (folder: string, pattern: RegExp) =>
    namesIn(folder).flatMap((entry) => {
      const version = entry.startsWith(`${name}-`) ? entry.slice(name.length + 1) : '';
      return pattern.test(version) && isFolder(`${folder}/${entry}`)
        ? [{ folder: `${folder}/${entry}`, version }]
        : [];
    });
  const gems = ofFolder(`${place}/gems`, /^\d[\w.]*(?:-[\w.]+)?$/);
  const taken = ofFolder(`${place}/${BUNDLER}`, /^[0-9a-f]{7,40}$/);
  return [...gems.sort((a, b) => compareVersions(b.version, a.version)), ...taken];
}

function withGemspec(place: string, name: string, gem: Omit<InstalledGem, 'gemspec'>): InstalledGem {
  const file = `${place}/specifications/${name}-${gem.version}.gemspec`;
  const text = textOf(file);
  return { ...gem, gemspec: text === '' ? undefined : text };
}

/** By the numbers in two versions; what is no number comes before every number, as in RubyGems. */
function compareVersions(a: string, b: string): number {
  const [partsA, partsB] = [a, b].map((version) => version.match(/\d+|[a-z]+/gi) ?? []);
  for (let at = 0; at < Math.max(partsA?.length ?? 0, partsB?.length ?? 0); at++) {
    const [partA = '0', partB = '0'] = [partsA?.[at], partsB?.[at]];
    const [numberA, numberB] = [Number(partA), Number(partB)];
    const [isA, isB] = [Number.isNaN(numberA), Number.isNaN(numberB)];
    if (isA !== isB) return isA ? -1 : 1;
    if (isA && partA !== partB) return partA < partB ? -1 : 1;
    if (!isA && numberA !== numberB) return numberA - numberB;
  }
  return 0;
}

/** The version of a gem that `Gemfile.lock` of a course has, or null. */
export function lockedVersion(source: string, name: string): string | null {
  const line = textOf(`${source}/Gemfile.lock`)
    .split(/\r?\n/)
    .find((one) => one.startsWith(`    ${name} (`));
  return /\(([^)\s]+)\)/.exec(line ?? '')?.[1] ?? null;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isFolder(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
