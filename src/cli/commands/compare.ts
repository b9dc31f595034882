import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { styleText } from 'node:util';
import {
  type BuiltSite,
  compareSites,
  folderFiles,
  gitFiles,
  htmlReport,
  isVisible,
  jsonReport,
  readBuiltSite,
  type SiteFiles,
  textReport,
} from '../../compare/index.js';
import {
  type CourseBuilder,
  createCourseBuilder,
  PACKAGE_FILES,
  readCourseConfig,
  type SiteState,
  untilUnchanged,
} from '../../course/index.js';
import { faultText, printableJson, printableLine } from '../../diagnostics/index.js';
import { diagnosticsPrinter } from '../findings/index.js';
import {
  type CacheCommandOptions,
  type CourseCommandOptions,
  cacheOptions,
  courseEffects,
  courseOptions,
} from '../options/index.js';
import { type ProgressLine, progressLine, type Terminal, tellFault } from '../terminal/index.js';
import { runJekyll } from './run-jekyll.js';

/** What the command line of `lectern compare` said. */
export interface CompareCommandOptions extends CourseCommandOptions, CacheCommandOptions {
  readonly jekyll?: boolean;
  readonly format: 'text' | 'json';
  readonly html?: string;
  readonly all?: boolean;
}

/** Exit status for a command line that cannot be followed. */
const WRONG_USAGE = 2;

/** What ends a comparison before it is made: a sentence, if it was not told yet, and the exit status. */
class CannotCompare extends Error {
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/**
 * `lectern compare`: holds two built sites against each other as their readers see them. Exit status 0 where nothing is
 * lost, 1 where something is or a site cannot be had, 2 where the command line names no site.
 */
export async function compare(
  sites: readonly string[],
  options: CompareCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const progress = progressLine(terminal, false);
  const closing: (() => Promise<void>)[] = [];
  try {
    const compared = await openSites(sites, options, { terminal, progress, closing });
    const read = async (files: SiteFiles): Promise<BuiltSite> =>
      readBuiltSite(files, (done, total) => progress.show(`Reading ${files.name}`, done, total));
    const old = await read(compared.old);
    const young = await read(compared.new);
    const { mends } = compared;
    const mended = mends && {
      with: compared.new === mends.with ? young : await read(mends.with),
      without: await read(mends.without),
    };
    const comparison = compareSites(
      { old, new: young, ...(mended === undefined ? {} : { mends: mended }) },
      (done, total) => progress.show('Comparing pages', done, total),
    );
    progress.clear();
    for (const note of compared.notes) terminal.writeError(`${printableLine(note)}\n`);
    if (options.html !== undefined) {
      await writeReport(path.resolve(terminal.cwd, options.html), htmlReport(comparison));
    }
    if (options.format === 'json') terminal.writeData(printableJson(jsonReport(comparison)));
    else terminal.write(textReport(comparison, { all: options.all === true, style: styler(terminal) }));
    return comparison.hasLoss || comparison.compared === 0 ? 1 : 0;
  } catch (error) {
    progress.clear();
    if (error instanceof CannotCompare) {
      if (error.message !== '') terminal.writeError(`${error.message}\n`);
      return error.status;
    }
    tellFault(error, terminal);
    return 1;
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

const STYLES = { lost: 'red', new: 'green', bold: 'bold' } as const;

function styler({ colours }: Terminal): Parameters<typeof textReport>[1]['style'] {
  return (kind, text) => (colours ? styleText(STYLES[kind], text, { validateStream: false }) : text);
}

async function writeReport(file: string, html: string): Promise<void> {
  try {
    await writeFile(file, html);
  } catch (error) {
    throw new CannotCompare(printableLine(`The report could not be written. ${faultText(error)}`), 1);
  }
}

/** What a comparison is made in. */
interface Workplace {
  readonly terminal: Terminal;
  readonly progress: ProgressLine;
  /** Ends what was opened, in the contrary order. */
  readonly closing: (() => Promise<void>)[];
}

interface OpenSites {
  readonly old: SiteFiles;
  readonly new: SiteFiles;
  /** What lectern makes of the course, with mends and without them. */
  readonly mends?: { readonly with: SiteFiles; readonly without: SiteFiles };
  readonly notes: readonly string[];
}

/** Finds, or makes, what is to be compared. */
async function openSites(
  sites: readonly string[],
  options: CompareCommandOptions,
  place: Workplace,
): Promise<OpenSites> {
  const isJekyll = options.jekyll === true;
  const hasCourse = isJekyll || options.source !== undefined;
  const [oldName, newName, ...others] = isJekyll ? [undefined, ...sites] : sites;
  if ((!isJekyll && oldName === undefined) || (newName === undefined && !hasCourse) || others.length > 0) {
    throw new CannotCompare(
      "error: lectern compare takes two sites: OLD and NEW, or --jekyll in OLD's place. With --source COURSE, NEW may be left out.",
      WRONG_USAGE,
    );
  }
  // What is named must be there before anything is built.
  const oldFiles = oldName === undefined ? undefined : await namedSite(oldName, options.source, place);
  const newFiles = newName === undefined ? undefined : await namedSite(newName, options.source, place);
  const mends = hasCourse
    ? {
        with: await builtCourse(options, place, 'a build of the course', true),
        without: await builtCourse({ ...options, mend: false }, place, 'a build without mends', false),
      }
    : undefined;
  const notes: string[] = [];
  const old = oldFiles ?? (await jekyllSite(options, place, notes));
  if (mends === undefined) {
    if (newFiles === undefined) throw new Error('A comparison has no new site.');
    return { old, new: newFiles, notes };
  }
  const { sourceOf } = mends.with;
  const named = newFiles && { ...newFiles, ...(sourceOf === undefined ? {} : { sourceOf }) };
  return { old, new: named ?? mends.with, mends, notes };
}

/**
 * The site in a folder, or in a folder of a commit, by what a command line calls it. Where that names a course, a commit is
 * one of the course's repository.
 */
async function namedSite(
  name: string,
  source: string | undefined,
  { terminal, closing }: Workplace,
): Promise<SiteFiles> {
  const folder = path.resolve(terminal.cwd, name);
  if (await isFolder(folder)) return folderFiles(folder, name);
  const files = await gitFiles(name, path.resolve(terminal.cwd, source ?? '.'));
  if (files === undefined) {
    throw new CannotCompare(
      `error: There is no folder ${printableLine(name)}, and no such branch, commit or folder of one (as in gh-pages or HEAD~3:docs) in git.`,
      WRONG_USAGE,
    );
  }
  closing.push(files.close);
  return files;
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}

/** A course as lectern builds it, in memory. */
async function builtCourse(
  options: CompareCommandOptions,
  { terminal, progress, closing }: Workplace,
  name: string,
  tells: boolean,
): Promise<SiteFiles> {
  const builder: CourseBuilder = createCourseBuilder(
    { ...courseOptions(options), ...cacheOptions(options) },
    courseEffects(terminal, progress.show),
  );
  closing.push(() => builder.close());
  const state = await untilUnchanged(() => builder.build({ mathFiles: false }));
  builder.save();
  if (state.refused || !state.complete) {
    progress.clear();
    if (tells) diagnosticsPrinter(terminal, { quiet: true, all: false })(state.diagnostics);
  }
  if (state.refused)
    throw new CannotCompare('The course could not be built, so there is nothing to compare.', 1);
  return courseFiles(state, name);
}

function courseFiles({ files }: SiteState, name: string): SiteFiles {
  const sizes = new Map<string, number>();
  for (const [file, entry] of files) {
    if (isVisible(file)) sizes.set(file, entry.kind === 'static' ? entry.size : 0);
  }
  return {
    name,
    sizes,
    read: async (file) => {
      const entry = files.get(file);
      if (entry === undefined) return undefined;
      if (entry.kind === 'static') return folderFile(entry.source);
      const content = entry.content();
      return typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
    },
    sourceOf: (file) => files.get(file)?.path,
    close: async () => {},
  };
}

async function folderFile(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** The course as Jekyll builds it, in a folder that is removed behind the comparison. */
async function jekyllSite(
  options: CompareCommandOptions,
  { terminal, progress, closing }: Workplace,
  notes: string[],
): Promise<SiteFiles> {
  const { config } = await readCourseConfig(courseOptions(options), courseEffects(terminal, progress.show));
  const work = await mkdtemp(path.join(tmpdir(), 'lectern-compare-'));
  closing.push(() => rm(work, { recursive: true, force: true }));
  progress.show('Waiting for Jekyll', 0, 0);
  const destination = path.join(work, 'site');
  const run = await runJekyll({ config, options, destination, work }, terminal);
  if (!run.ok) throw new CannotCompare(run.message, 1);
  if (run.note !== undefined) notes.push(run.note);
  // Jekyll publishes what sets lectern up; no reader loses it.
  const setUp = PACKAGE_FILES.filter(
    (name) => config.exclude.includes(name) && !config.include.includes(name),
  );
  await Promise.all(setUp.map((name) => rm(path.join(destination, name), { force: true })));
  return folderFiles(destination, "Jekyll's build");
}
