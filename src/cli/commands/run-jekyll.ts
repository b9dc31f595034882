import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type CourseConfig, isBuiltSite } from '../../course/index.js';
import type { CourseCommandOptions } from '../options/index.js';
import type { Terminal } from '../terminal/index.js';

/** What Jekyll is to build. */
export interface JekyllBuild {
  readonly config: CourseConfig['config'];
  readonly options: CourseCommandOptions;
  /** An empty folder for the site, and one for what Jekyll is told. */
  readonly destination: string;
  readonly work: string;
}

/** How Jekyll has ended: with a sentence on how it was run, or with what it said. */
export type JekyllRun =
  | { readonly ok: true; readonly note: string | undefined }
  | { readonly ok: false; readonly message: string };

/** How long Jekyll may take, in milliseconds, and how much it may print, in bytes. */
const PATIENCE = 30 * 60_000;
const LONGEST = 64 * 1024 * 1024;
/** How many lines of what Jekyll printed are shown where it failed. */
const SHOWN = 15;

/** A line by which Ruby says what called what failed: it stands behind what is worth knowing. */
const BACKTRACE = /^\s+from \S+:\d+:in /;

/** Plugins that GitHub Pages runs whether a course names them or not (github-pages: `DEFAULT_PLUGINS`). */
const ALWAYS_ON = [
  'jekyll-default-layout',
  'jekyll-gist',
  'jekyll-optional-front-matter',
  'jekyll-paginate',
  'jekyll-readme-index',
  'jekyll-relative-links',
  'jekyll-titles-from-headings',
];

/**
 * Builds a course by the Jekyll that is installed: by `bundle exec` where the course has a Gemfile whose gems are there, and
 * else by itself, with the plugins that GitHub Pages always runs and those that the course names, as far as they are
 * installed. The course's folder stays as it is.
 */
export async function runJekyll(build: JekyllBuild, { env }: Terminal): Promise<JekyllRun> {
  const { config, destination } = build;
  const run = (command: string, args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    runProgram(command, args, config.source, { ...environment(env), ...more });
  const isBundled =
    existsSync(path.join(config.source, 'Gemfile')) &&
    (await run('bundle', ['exec', 'jekyll', '--version'])).ok;
  const alone = { JEKYLL_NO_BUNDLER_REQUIRE: 'true' };
  if (!isBundled && !(await run('jekyll', ['--version'], alone)).ok) {
    const message =
      'Jekyll cannot be run: neither “bundle exec jekyll” nor “jekyll” answers. Install it, or name a site that it has built.';
    return { ok: false, message };
  }
  const told = isBundled
    ? { files: config.configFiles, note: undefined }
    : await withInstalledPlugins(build, run);
  const args = [
    'build',
    ...['--source', config.source],
    ...['--destination', destination],
    ...(told.files.length === 0 ? [] : ['--config', told.files.join(',')]),
    ...courseArguments(build.options),
  ];
  const start = (more: readonly string[]) =>
    isBundled
      ? run('bundle', ['exec', 'jekyll', ...args, ...more])
      : run('jekyll', [...args, ...more], alone);
  // Jekyll 3 has no cache on the disk and does not know the switch.
  const first = await start(['--disable-disk-cache']);
  const result =
    !first.ok && /invalid option|unknown (?:option|switch)/i.test(first.printed) ? await start([]) : first;
  if (result.ok) {
    await removeBuiltSites(config.source, destination);
    return { ok: true, note: told.note };
  }
  const lines = result.printed.trim().split('\n');
  const printed = lines.filter((line) => !BACKTRACE.test(line)).slice(-SHOWN);
  return { ok: false, message: `Jekyll could not build the course. It said:\n${printed.join('\n')}` };
}

/** Jekyll publishes a site that lectern has built in a folder of the course, of which nothing is the course's own. */
async function removeBuiltSites(source: string, destination: string): Promise<void> {
  for (const entry of await readdir(destination, { recursive: true, withFileTypes: true })) {
    const folder = path.relative(destination, path.join(entry.parentPath, entry.name));
    if (entry.isDirectory() && isBuiltSite(path.join(source, folder)))
      await rm(path.join(destination, folder), { recursive: true, force: true });
  }
}

function environment(env: Terminal['env']): Record<string, string> {
  const given = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { JEKYLL_ENV: 'production', LANG: 'C.UTF-8', ...Object.fromEntries(given) };
}

function courseArguments({ baseurl, drafts, future, unpublished }: CourseCommandOptions): string[] {
  return [
    ...(baseurl === undefined ? [] : ['--baseurl', baseurl]),
    ...(drafts === true ? ['--drafts'] : []),
    ...(future === true ? ['--future'] : []),
    ...(unpublished === true ? ['--unpublished'] : []),
  ];
}

type Run = (
  command: string,
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
) => Promise<{ readonly ok: boolean; readonly printed: string }>;

/** The configuration files with one behind them that names what is installed of the plugins, and of the theme. */
async function withInstalledPlugins(
  { config, work }: JekyllBuild,
  run: Run,
): Promise<{ readonly files: readonly string[]; readonly note: string | undefined }> {
  const { printed } = await run('gem', ['list', '--local', '--no-versions']);
  const installed = new Set(printed.split(/\s+/));
  const { gems, theme } = config.raw;
  const named = [...config.plugins, ...(Array.isArray(gems) ? gems.map(String) : [])];
  const plugins = [...new Set([...ALWAYS_ON, ...named])].filter((name) => installed.has(name));
  const missing = named.filter((name) => !installed.has(name));
  const lacksTheme = typeof theme === 'string' && !installed.has(theme);
  const file = path.join(work, 'installed.yml');
  await writeFile(file, JSON.stringify({ plugins, gems: [], ...(lacksTheme ? { theme: null } : {}) }));
  const without = [...missing, ...(lacksTheme ? [theme] : [])];
  return {
    files: [...config.configFiles.filter((one) => existsSync(one)), file],
    note:
      without.length === 0 ? undefined : `Jekyll was run without ${without.join(', ')}: not installed here.`,
  };
}

function runProgram(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): ReturnType<Run> {
  return new Promise((resolve) => {
    execFile(
      command,
      args,
      { cwd, env, timeout: PATIENCE, maxBuffer: LONGEST, killSignal: 'SIGKILL', windowsHide: true },
      (error, output, errors) => resolve({ ok: error === null, printed: `${output}${errors}` }),
    );
  });
}
