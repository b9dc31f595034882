import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  type AskedTheme,
  askedTheme,
  type CourseConfig,
  checkSite,
  fetchForCourse,
  readCourseConfig,
  readGitRepository,
} from '../../course/index.js';
import { printableLine, systemFault } from '../../diagnostics/index.js';
import {
  type InitPlan,
  type InitRequest,
  type Language,
  type PlannedFile,
  planInit,
  readFolderKind,
  titleOf,
  writePlan,
} from '../../init/index.js';
import { LOCK_FILE } from '../../themes/index.js';
import { printOverview } from '../findings/index.js';
import { courseEffects, git } from '../options/index.js';
import { progressLine, type Terminal } from '../terminal/index.js';

/** What the command line of `lectern init` said. */
export interface InitCommandOptions {
  readonly title?: string;
  readonly author?: string;
  readonly lang?: Language;
  /** Where npm has lectern from. */
  readonly lectern?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  /** The version of lectern that runs. */
  readonly version: string;
}

/**
 * `lectern init`: makes a folder a course of lectern's. Where nothing is there it writes three lectures; a course that is
 * there gets what it lacks, and is then checked. The exit status is 1 where the folder holds something else, or a file could not
 * be written or added to.
 */
export async function init(named: string, options: InitCommandOptions, terminal: Terminal): Promise<number> {
  const folder = path.resolve(terminal.cwd, named);
  const kind = await readFolderKind(folder);
  const shown = printableLine(named === '.' ? 'This folder' : named);
  const refuse = (sentence: string): number => {
    terminal.writeError(`${printableLine(sentence)}\n`);
    return 1;
  };
  if (kind.kind === 'file') return refuse(`${shown} is a file. Name a folder for the course.`);
  if (folder === os.homedir() || folder === path.dirname(folder))
    return refuse(`${shown} holds everything of yours. Name a folder for the course: lectern init my-course`);
  if (kind.kind === 'other' && options.yes !== true) {
    return refuse(
      `${shown} holds other files (${kind.names.join(', ')}) and no course. Name another folder, or add --yes to start a course beside them; none of them is changed.`,
    );
  }
  const isNew = kind.kind !== 'course';
  const theme = isNew ? undefined : await fetchableTheme(folder, terminal);
  const plan = await planInit(await requestOf(folder, isNew, theme !== undefined, options, terminal));
  const files = options.dryRun === true ? plan.files : await writePlan(folder, plan, isNew);
  printFiles(files, { folder: named, isNew, isDry: options.dryRun === true }, terminal);
  if (theme?.isMissing === true && options.dryRun !== true) await fetchTheme(theme, terminal);
  if (!isNew && options.dryRun !== true) await checkCourse(folder, terminal);
  printNotes(folder, plan, files, options, terminal);
  if (options.dryRun !== true) printNext(plan, { named, isNew }, terminal);
  return files.some((file) => file.action === 'keep' && file.missing !== undefined) ? 1 : 0;
}

/** Asks git and the system for what nobody has to be asked for. */
async function requestOf(
  folder: string,
  isNew: boolean,
  fetchesTheme: boolean,
  { title, author, lang, lectern, version }: InitCommandOptions,
  { cwd, env, now }: Terminal,
): Promise<InitRequest> {
  const run = (...args: string[]) => git(args, existsSync(folder) ? folder : cwd);
  const isTracked = async (name: string): Promise<boolean> =>
    existsSync(folder) && ((await run('ls-files', '--', name)) ?? '').trim() !== '';
  const around = await readGitRepository(folder);
  // A repository that lies around the folder and knows nothing of it is another one.
  const own = around !== undefined && (around.root === folder || (await isTracked('.'))) ? around : undefined;
  const user = author ?? (await run('config', 'user.name'))?.trim();
  return {
    folder,
    isNew,
    lang: lang ?? languageOf(env),
    details: {
      title: title ?? titleOf(path.basename(folder)),
      author: user === '' ? undefined : user,
      repository: own?.remote,
      branch: own?.branch,
      today: now(),
    },
    spec: lectern === undefined ? `^${version}` : specFrom(lectern, cwd, folder),
    fetchesTheme,
    repositoryRoot: own?.root ?? folder,
    isTracked,
  };
}

/** A theme that a course names and that can be fetched. */
interface FetchableTheme {
  readonly asked: AskedTheme;
  readonly config: CourseConfig['config'];
  /** Whether it is not on this machine. */
  readonly isMissing: boolean;
}

/** The theme of a course that is there, where it can be fetched: another machine may not have it even if this one does. */
async function fetchableTheme(source: string, terminal: Terminal): Promise<FetchableTheme | undefined> {
  const effects = courseEffects(terminal, () => {});
  const { config } = await readCourseConfig({ source }, effects);
  const asked = askedTheme(undefined, config, effects);
  if (typeof asked === 'string') return undefined;
  return { asked, config, isMissing: config.theme?.role === 'stand-in' };
}

/** Fetches a theme and says so; where it is not to be had, lectern's own layouts stand in for it. */
async function fetchTheme({ asked, config }: FetchableTheme, terminal: Terminal): Promise<void> {
  const progress = progressLine(terminal, false);
  const { owner, name } = asked.repository;
  progress.show(`Fetching the theme ${owner}/${name}`, 0, 0);
  const fetched = await fetchForCourse(
    asked.repository,
    config,
    courseEffects(terminal, () => {}),
  );
  progress.clear();
  if (fetched.ok) {
    const noted = fetched.unlocked === null ? `, noted in ${LOCK_FILE}` : '';
    terminal.write(`  fetched  ${printableLine(`the theme ${owner}/${name}${noted}`)}\n`);
    if (fetched.unlocked !== null) terminal.writeError(`${printableLine(fetched.unlocked)}\n`);
    return;
  }
  terminal.writeError(
    `${printableLine(`${fetched.sentence} Until then lectern's own layouts stand in for it.`)}\n`,
  );
}

/** The language that the environment asks for (POSIX.1, 8.2), where lectern has it. */
function languageOf(env: Terminal['env']): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^ja\b|^ja_/.test(locale) ? 'ja' : 'en';
}

/**
 * A dependency as package.json has it. The path of a folder or file is one from where the command is given, as with
 * `npm install`, and is written as one from the course.
 */
function specFrom(spec: string, cwd: string, folder: string): string {
  const [, file] = /^(?:file:)?((?:\.{0,2}\/|\.{1,2}$|[a-z]:\\).*)$/i.exec(spec) ?? [];
  const given = file ?? /^file:(.*)$/.exec(spec)?.[1];
  if (given === undefined) return spec;
  return `file:${path.relative(folder, path.resolve(cwd, given)).split(path.sep).join('/')}`;
}

/** Prints what has become of each file. */
function printFiles(
  files: readonly PlannedFile[],
  { folder, isNew, isDry }: { readonly folder: string; readonly isNew: boolean; readonly isDry: boolean },
  terminal: Terminal,
): void {
  const where = folder === '.' ? 'this folder' : printableLine(folder);
  const what = isNew ? 'A new course in' : 'The course in';
  terminal.write(`${what} ${where}${isDry ? ' would become:' : ':'}\n`);
  for (const file of files) {
    const verb = { write: 'written', change: 'changed', keep: 'kept' }[file.action];
    const more =
      file.action === 'change'
        ? `  + ${file.added}`
        : file.action === 'keep' && file.missing
          ? `  ${file.missing}`
          : '';
    terminal.write(`  ${verb.padEnd(8)} ${printableLine(file.path + more)}\n`);
  }
}

async function checkCourse(source: string, terminal: Terminal): Promise<void> {
  const progress = progressLine(terminal, false);
  try {
    const result = await checkSite({ source }, courseEffects(terminal, progress.show));
    progress.clear();
    printOverview(result, terminal);
  } catch (error) {
    progress.clear();
    // What has been written stands all the same.
    const fault = systemFault(error);
    if (fault === undefined) throw error;
    terminal.writeError(`${printableLine(fault)}\n`);
  }
}

/** What other package managers than npm note the versions in. */
const OTHER_LOCKS = ['yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb'] as const;

/** Says what the author has to decide. */
function printNotes(
  folder: string,
  { publishers, scripts }: InitPlan,
  files: readonly PlannedFile[],
  { lectern, version }: InitCommandOptions,
  terminal: Terminal,
): void {
  const note = (sentence: string): void => terminal.write(`${printableLine(`Note: ${sentence}`)}\n`);
  for (const publisher of publishers)
    note(`${publisher} publishes a site, too. Keep one of the two workflows, and delete the other.`);
  const lock = OTHER_LOCKS.find((name) => existsSync(path.join(folder, name)));
  if (lock !== undefined)
    note(
      `The workflow installs by npm. Commit the package-lock.json that npm install writes, beside ${lock}.`,
    );
  if (scripts.build !== 'build')
    note(`The script build of package.json stays what it is; lectern's is ${scripts.build}.`);
  const isWritten = files.some(({ path: name, action }) => name === 'package.json' && action !== 'keep');
  if (isWritten && lectern !== undefined && /^(?:file:|\.|\/)/.test(lectern))
    note(`GitHub does not have “${lectern}”. Name a version or a repository before you push.`);
  if (isWritten && lectern === undefined && !import.meta.dirname.includes('node_modules'))
    note(`Where npm has no lectern ${version}, name the one that runs here by --lectern file:….`);
}

/** Says what to do now. */
function printNext(
  { scripts, files }: InitPlan,
  { named, isNew }: { readonly named: string; readonly isNew: boolean },
  terminal: Terminal,
): void {
  const steps = [
    ...(named === '.' ? [] : [`cd ${quoted(named)}`]),
    'npm install',
    `npm run ${scripts.serve}`,
  ];
  terminal.write(`\nNow run\n${steps.map((step) => `  ${printableLine(step)}\n`).join('')}`);
  const first = files.find(({ path: name }) => name.startsWith('lectures/'));
  if (isNew && first !== undefined)
    terminal.write(`and write in ${first.path}: the browser shows each change when you save it.\n`);
  terminal.write(
    'To publish: push to GitHub, and choose "GitHub Actions" there as the source, under Settings → Pages.\n',
  );
}

/** A name as a shell takes it. */
function quoted(name: string): string {
  return /^[\p{L}\p{N}._/~\\:-]+$/u.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}
