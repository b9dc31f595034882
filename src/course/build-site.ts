import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Diagnostic, diagnostic, foldDiagnostics, guarded } from '../diagnostics/index.js';
import {
  checkDestination,
  isUnfinished,
  knownFiles,
  type LockHolder,
  type Manifest,
  type OpenDestination,
  openDestination,
  publish,
  type Staging,
  stageGenerated,
  startStaging,
} from '../output/index.js';
import { once } from '../site/index.js';
import { isThemePath } from '../themes/index.js';
import {
  type BuildOptions,
  type BuildResult,
  ContentNeeded,
  type Effects,
  effectsOf,
  type GeneratedSiteFile,
  NOTHING_LEFT_OUT,
  type SiteState,
  type StaticSiteFile,
  timed,
} from './context/index.js';
import { copyStaticFiles, type StaticCopies } from './copy-static-files.js';
import { type CourseBuilder, createCourseBuilder } from './course-builder.js';
import { reportable } from './incremental/index.js';
import { untilUnchanged } from './scan/index.js';

/** What of the site is on its way to the destination. */
interface Writing {
  readonly staging: Staging;
  readonly copies: Promise<StaticCopies>;
  /** Tells `copies` that this thread has nothing else to do any more. */
  readonly endCopies: () => void;
  /** The generated files that are being staged. */
  readonly stagings: Promise<void>[];
}

/**
 * Builds a course: scan, render, resolve, compose, write. What an author wrote wrong is in the result's
 * diagnostics, and everything else is built; a throw is a bug or the machine's failure (a full disk), and leaves
 * the destination as it was. What `given` leaves out is the process's own.
 */
export async function buildSite(options: BuildOptions, given: Partial<Effects> = {}): Promise<BuildResult> {
  const effects = effectsOf(given);
  const builder = createCourseBuilder(options, effects);
  try {
    return await untilUnchanged(() => recallOrBuild(builder, effects));
  } finally {
    await builder.close();
  }
}

/** What is said of a course that has lectern's own theme although it does not name it. */
function defaultTheme({ config: { theme }, files }: SiteState): Diagnostic | null {
  if (theme?.role !== 'default') return null;
  if (![...files.values()].some(({ path: file = '' }) => isThemePath(theme, file))) return null;
  const message = "The course has neither layouts nor a theme, so its pages have lectern's own.";
  const hint = 'Write theme: lectern into _config.yml to keep them, or theme: none for bare pages.';
  return diagnostic('info', 'theme-default', { file: '_config.yml', line: 1, column: 1 }, message, { hint });
}

/** Leaves the site as it is where it is what the course makes, and else builds it. */
async function recallOrBuild(builder: CourseBuilder, effects: Effects): Promise<BuildResult> {
  try {
    return await buildAndWrite(builder, effects, true);
  } catch (error) {
    if (error instanceof ContentNeeded) return buildAndWrite(builder, effects, false);
    throw error;
  }
}

async function buildAndWrite(
  builder: CourseBuilder,
  effects: Effects,
  mayRecall: boolean,
): Promise<BuildResult> {
  let previous: Manifest = new Set();
  let opened: OpenDestination | undefined;
  let writing: Writing | undefined;
  const faults: Diagnostic[] = [];
  try {
    const state = await builder.build({
      accept: async ({ destination, source, keepFiles }) => {
        const before = await checkDestination(destination, source, keepFiles);
        if (!before.ok) return [refusal(destination, before)];
        const opening = await openDestination(destination, {
          waiting: (holder) => effects.notice?.(waitingFor(destination, holder)),
        });
        if (!opening.ok) return [busy(destination, opening.holder)];
        ({ opened } = opening);
        // What another build, or the rest of one that was killed, has made of it meanwhile.
        const check = await checkDestination(destination, source, keepFiles);
        if (!check.ok) return [refusal(destination, check)];
        previous = check.manifest;
        return [];
      },
      published: (file) => writing && publishedFile(file, writing.staging),
      recall: () => mayRecall && previous.size > 0,
      // Static files are copied while the pages are made, and pages written while others are.
      scanned: (files, { destination }) => {
        if (opened === undefined) throw new Error('A site is staged before its destination was opened.');
        const known = guarded(
          { failing: UNKNOWN, place: '_config.yml', tell: (fault) => faults.push(fault) },
          () => builder.written(destination),
          () => new Map(),
        );
        writing = startWriting(startStaging(opened, previous, known), files, builder, effects);
      },
      ready: (outputPath, file) => writing && stage(writing, outputPath, file),
    });
    const started = writing;
    if (started === undefined) {
      await endUnfinished(state.config.destination);
      return { ...withoutSite(state), diagnostics: state.diagnostics };
    }
    const { found, ...result } = await timed(effects, 'stage', 'writing the site', () =>
      write(state, started, effects),
    );
    const findings = await timed(effects, 'stage', 'saving the cache', () =>
      guarded(
        { failing: UNSAVED, place: '_config.yml', tell: (fault) => faults.push(fault) },
        () => keepSite(builder, state, started.staging, result),
        () => undefined,
      ),
    );
    const more = [...builder.cacheFaults(), ...reportable(faults)];
    const diagnostics = once(() => [...foldDiagnostics([...state.diagnostics, ...found]), ...more]);
    return {
      ...result,
      get diagnostics() {
        return diagnostics();
      },
      ...(findings === undefined || found.length + more.length > 0 ? {} : { findings }),
    };
  } finally {
    // Nothing may be under way when this ends: whoever hears of it may build again.
    writing?.endCopies();
    if (writing !== undefined) await Promise.allSettled([writing.copies, ...writing.stagings]);
    opened?.close();
  }
}

/** Has the static files of a site copied. */
function startWriting(
  staging: Staging,
  files: ReadonlyMap<string, StaticSiteFile>,
  { copy }: CourseBuilder,
  effects: Effects,
): Writing {
  let endCopies = (): void => {};
  const end = new Promise<void>((resolve) => {
    endCopies = resolve;
  });
  const copies = copyStaticFiles(files, staging, {
    copy: (files) => copy(files, end),
    timed: (copying) => timed(effects, 'beside', 'copying files', copying),
  });
  // Who waits for them hears of it; until then nobody has to.
  copies.catch(() => {});
  return { staging, copies, endCopies, stagings: [] };
}

/** Keeps what the next build can use of a site that has been written; answers under which name its findings are kept. */
function keepSite(
  builder: CourseBuilder,
  state: SiteState,
  staging: Staging,
  { complete, destination, published }: Pick<BuildResult, 'complete' | 'destination' | 'published'>,
): string | undefined {
  // Of files that another build has written nothing is known.
  const hashes = published === undefined ? new Map() : staging.hashes;
  const find = () => knownFiles(staging.destination, hashes, staging.confirmed);
  if (state.isRecalled === true) {
    builder.keepRecalled(hashes.keys(), find);
    return state.findings;
  }
  const known = find();
  const recorded = complete ? builder.record(known) : undefined;
  builder.keepWritten(destination, recorded === undefined ? known : undefined);
  builder.save();
  return recorded;
}

/** Ends what a build that was killed has begun to publish, where this one has nothing to publish. */
async function endUnfinished(destination: string): Promise<void> {
  if (!(await isUnfinished(destination))) return;
  const opening = await openDestination(destination, { longest: 0 });
  if (opening.ok) opening.opened.close();
}

const UNSAVED = 'keeping what has been made for the next build failed, so it will make it again';
const UNKNOWN = 'reading what an earlier build has written failed, so every file is compared';

/** What an earlier build wrote to a path; undefined where it wrote nothing, or what it wrote is gone. */
function publishedFile(file: string, { destination, previous }: Staging): Uint8Array | undefined {
  if (!previous.has(file)) return undefined;
  try {
    return readFileSync(path.join(destination, file));
  } catch {
    return undefined;
  }
}

function stage(
  { staging, stagings }: Writing,
  outputPath: string,
  { content, hash }: GeneratedSiteFile,
): void {
  const staged = stageGenerated(staging, { kind: 'generated', path: outputPath, content, hash });
  staged.catch(() => {});
  stagings.push(staged);
}

function refusal(destination: string, { message, hint }: { message: string; hint: string }): Diagnostic {
  const place = { file: destination, line: 1, column: 1 };
  return diagnostic('error', 'destination-refused', place, message, { hint });
}

function waitingFor(destination: string, holder: LockHolder | undefined): string {
  return `Waiting for ${buildOf(holder)}, which is writing to ${destination}.`;
}

function busy(destination: string, holder: LockHolder | undefined): Diagnostic {
  const place = { file: destination, line: 1, column: 1 };
  const message = `${destination} cannot be written to: ${buildOf(holder)} has been writing there for too long.`;
  const hint = 'Wait until it has ended, or end it, and build again.';
  return diagnostic('error', 'destination-busy', place, message, { hint });
}

function buildOf(holder: LockHolder | undefined): string {
  return holder === undefined ? 'another build' : `another build (process ${holder.pid} on ${holder.host})`;
}

function takenOver(destination: string): Diagnostic {
  const place = { file: destination, line: 1, column: 1 };
  const message = `Another build has taken ${destination} over while this one slept or stood still, so this one has written nothing.`;
  return diagnostic('error', 'destination-busy', place, message, { hint: 'Build again.' });
}

function withoutSite({ config: { source, destination } }: SiteState): Omit<BuildResult, 'diagnostics'> {
  const counts = { pageCount: 0, fileCount: 0, formulaCount: 0, leftOut: NOTHING_LEFT_OUT };
  return { complete: false, source, destination, ...counts };
}

/** What came of writing a site, and what was found by it. */
interface WriteResult extends Omit<BuildResult, 'diagnostics'> {
  readonly found: readonly Diagnostic[];
}

async function write(state: SiteState, writing: Writing, effects: Effects): Promise<WriteResult> {
  const { source, destination, keepFiles } = state.config;
  const { staging } = writing;
  effects.progress('Writing the site', 0, 0);
  let fileCount = 0;
  for (const [path, file] of state.files) {
    if (file.kind === 'static') continue;
    fileCount++;
    if (staging.hashes.get(path) !== file.hash) stage(writing, path, file);
  }
  writing.endCopies();
  const copies = await writing.copies;
  await Promise.all(writing.stagings);
  const staying = new Set([...state.needed.filter((file) => !state.files.has(file)), ...copies.failed]);
  const published = await publish(staging, (file) => staying.has(file) || isKept(file, keepFiles));
  if (published === undefined) {
    return { ...withoutSite(state), found: [takenOver(destination)] };
  }
  const blocked = [
    ...published.blocked.map((file) => foreignFile(file, destination)),
    ...published.refused.map((file) => refusedName(file, destination)),
  ];
  const standing = defaultTheme(state);
  return {
    complete: state.complete && copies.failed.length === 0 && blocked.length === 0,
    source,
    destination,
    pageCount: state.pageCount,
    fileCount: copies.count + fileCount - state.pageCount,
    formulaCount: state.formulaCount,
    leftOut: state.leftOut,
    ...(state.config.isBaseurlInferred === true ? { inferredBaseurl: state.config.baseurl } : {}),
    ...(standing === null ? {} : { defaultTheme: standing }),
    published,
    found: [...copies.diagnostics, ...blocked],
  };
}

/** Whether `keep_files` names a path or a folder above it. */
function isKept(file: string, keepFiles: readonly string[]): boolean {
  return keepFiles.some((kept) => file === kept || file.startsWith(kept.endsWith('/') ? kept : `${kept}/`));
}

function refusedName(file: string, destination: string): Diagnostic {
  return diagnostic(
    'error',
    'url-too-long',
    { file, line: 1, column: 1 },
    `${file} could not be written: the disk that ${destination} lies on does not take this name.`,
    { hint: 'Give it a shorter permalink, in plain letters.' },
  );
}

function foreignFile(file: string, destination: string): Diagnostic {
  return diagnostic(
    'error',
    'output-foreign',
    { file, line: 1, column: 1 },
    `${file} could not be written: ${destination} has a file there that lectern did not write.`,
    { hint: 'Move that file out of the destination, or into the course.' },
  );
}
