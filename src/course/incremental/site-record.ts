import { randomUUID } from 'node:crypto';
import path from 'node:path';
import {
  type CheckedPart,
  fingerprint,
  RECORD_PREFIX,
  readChecked,
  textFingerprint,
  tryWriteChecked,
} from '../../cache/index.js';
import type { Diagnostic } from '../../diagnostics/index.js';
import type { ExternalLink } from '../../links/index.js';
import { timeFormat } from '../../liquid/index.js';
import type { KnownFile, KnownFiles } from '../../output/index.js';
import { absolutePath, namedPath, once, type SiteConfig, withInferredBaseurl } from '../../site/index.js';
import { isThemePath } from '../../themes/index.js';
import {
  ContentNeeded,
  type LeftOut,
  type MadePages,
  type SiteFile,
  type SiteState,
} from '../context/index.js';
import { isRacy } from '../scan/index.js';
import { type CourseSnapshot, isUnseen } from './course-snapshot.js';

/** What decides what a site is, and where it is recorded. */
export interface RecordKey {
  /** Absolute path of the record's file. */
  readonly file: string;
  /** The fingerprint of everything but the time of the build. */
  readonly print: string;
  /** When the last of the course's files was changed, in milliseconds since 1970. */
  readonly newest: number;
  /** What was recorded there when this was first asked; undefined where nothing was. */
  readonly recorded: () => readonly CheckedPart[] | undefined;
}

/** A text that shows the time of the build at one place: what stands before and behind it, and its page's path. */
type Stamped = readonly [outputPath: string, before: string, behind: string, pattern: string, path: string];

/** A whole site as one build had it, in parts that JSON can hold: most builds need the first two. */
type SiteRecord = readonly [RecordedSite, RecordedFiles, readonly Diagnostic[], readonly ExternalLink[]];

interface RecordedSite {
  readonly print: string;
  /** Names its findings: those of no other record have this name. */
  readonly findings: string;
  /** The day of the build, on the site's clock. */
  readonly day: string;
  /** Patterns of `strftime`, and the text that pages show by each. */
  readonly times: readonly (readonly [pattern: string, shown: string])[];
  readonly pageCount: number;
  readonly formulaCount: number;
  readonly leftOut: LeftOut;
  /** Where the site is taken to be mounted; null where the configuration says it. */
  readonly inferredBaseurl: string | null;
}

interface RecordedFiles {
  readonly stamped: readonly Stamped[];
  readonly statics: readonly (readonly [
    outputPath: string,
    path: string,
    size: number,
    mtimeMs: number,
    ctimeMs: number,
    ino: number,
  ])[];
  readonly generated: readonly (readonly [outputPath: string, hash: string, path: string | null])[];
  readonly written: Readonly<Record<string, KnownFile>>;
}

/** A site that need not be made again. */
export interface RecalledSite {
  readonly state: SiteState;
  /** What the build that recorded it knows of the files that it wrote. */
  readonly written: KnownFiles;
  /** Keeps what is known of files of these paths by now, where that is more. */
  readonly keepWritten: (paths: Iterable<string>, known: () => KnownFiles) => void;
}

const DAY = '%Y-%m-%d';

/** Where a site is recorded, and by what it is known again; `what` tells records of one course apart. */
export function recordKey(
  folder: string,
  { print, newest }: CourseSnapshot,
  config: SiteConfig,
  what: { readonly version: string; readonly environment: unknown; readonly isChecked: boolean },
): RecordKey {
  const { source, destination } = config;
  const name = fingerprint([source, destination, what.isChecked]);
  const file = path.join(folder, `${RECORD_PREFIX}${name}.json`);
  return {
    file,
    recorded: once(() => readChecked(file)),
    print: fingerprint([print, config, what]),
    newest,
  };
}

/** The site that was recorded, if all is as it was then. */
export function recallSite(
  { file, print, recorded: parts }: RecordKey,
  config: SiteConfig,
  now: Date,
): RecalledSite | undefined {
  const [site, ofFiles, diagnostics, external] = parts() ?? [];
  if (site === undefined || ofFiles === undefined) return undefined;
  // They are what `recordSite` wrote.
  const recorded = site() as SiteRecord[0];
  if (recorded.print !== print) return undefined;
  const shown = timeFormat(now, config.timezone);
  if (recorded.day !== shown(DAY) || recorded.times.some(([pattern, text]) => shown(pattern) !== text)) {
    return undefined;
  }
  const record = ofFiles() as SiteRecord[1];
  const files = new Map<string, SiteFile>();
  for (const [outputPath, name, ...disk] of record.statics) {
    const [size, mtimeMs, ctimeMs, ino] = disk;
    const source = absolutePath(config, name);
    files.set(outputPath, { kind: 'static', source, path: name, size, mtimeMs, ctimeMs, ino });
  }
  for (const [outputPath, hash, name] of record.generated) {
    files.set(outputPath, { kind: 'generated', content: unknownContent, hash, ...pathOf(name) });
  }
  for (const [outputPath, before, behind, pattern, name] of record.stamped) {
    const text = `${before}${shown(pattern)}${behind}`;
    files.set(outputPath, {
      kind: 'generated',
      content: () => text,
      hash: textFingerprint(text),
      path: name,
    });
  }
  const { pageCount, formulaCount, leftOut, findings, inferredBaseurl } = recorded;
  const counts = { pageCount, formulaCount, leftOut, findings };
  const readDiagnostics = once(() => diagnostics?.() as SiteRecord[2]);
  const readExternal = once(() => external?.() as SiteRecord[3]);
  const mounted = inferredBaseurl === null ? config : withInferredBaseurl(config, inferredBaseurl);
  const nothing = { failed: [], needed: [], changed: [...files.keys()], removed: [] };
  return {
    state: {
      config: mounted,
      refused: false,
      isRecalled: true,
      complete: true,
      files,
      ...counts,
      ...nothing,
      get diagnostics() {
        return readDiagnostics();
      },
      get external() {
        return readExternal();
      },
    },
    written: new Map(Object.entries(record.written)),
    keepWritten: (paths, known) => {
      const passed = new Set([...Object.keys(record.written), ...record.stamped.map(([name]) => name)]);
      if ([...paths].every((name) => passed.has(name))) return;
      const ofFiles = { ...record, written: writtenOf(known(), record.stamped) };
      tryWriteChecked(file, [recorded, ofFiles, readDiagnostics(), readExternal()] satisfies SiteRecord);
    },
  };
}

/** What is recorded of files that were written; those that show the time of the build are others each time. */
function writtenOf(written: KnownFiles, stamped: readonly Stamped[]): SiteRecord[1]['written'] {
  const isStamped = new Set(stamped.map(([outputPath]) => outputPath));
  return Object.fromEntries([...written].filter(([outputPath]) => !isStamped.has(outputPath)));
}

/** What the build that recorded a site knows of the files that it wrote, also where the site is another by now. */
export function recordedFiles({ recorded }: Pick<RecordKey, 'recorded'>): KnownFiles {
  const [, ofFiles] = recorded() ?? [];
  // It is what `recordSite` wrote.
  const record = ofFiles?.() as SiteRecord[1] | undefined;
  return new Map(Object.entries(record?.written ?? {}));
}

function unknownContent(): never {
  throw new ContentNeeded();
}

function pathOf(name: string | null): { readonly path?: string } {
  return name === null ? {} : { path: name };
}

/** A site that has just been built. */
export interface BuiltSite {
  readonly state: SiteState;
  readonly made: MadePages;
  /** When the building began, in milliseconds since 1970. */
  readonly begun: number;
}

/**
 * Records a site, where the files of the course, the configuration and the time of the build are all that it was made
 * from, and answers with the name of its findings. A site that cannot be recorded is made anew by the next build, and that
 * is no fault.
 */
export function recordSite(
  { file, print, newest }: RecordKey,
  { state, made, begun }: BuiltSite,
  written: KnownFiles,
): string | undefined {
  const { config } = state;
  if (isRacy(newest, begun)) return undefined;
  if (!state.complete || isOutOfSight(config) || awaitsTime(state, made)) return undefined;
  const now = new Date(made.site.time);
  const shown = timeFormat(now, config.timezone);
  const transient = timesShown(made, shown);
  if (transient === undefined) return undefined;
  const { times, stamped } = transient;
  const isStamped = new Set(stamped.map(([outputPath]) => outputPath));
  const files = [...state.files];
  if (files.some(([, one]) => one.kind === 'static' && one.source !== absolutePath(config, one.path)))
    return undefined;
  const findings = randomUUID();
  const recorded: RecordedSite = {
    print,
    findings,
    day: shown(DAY),
    times: [...times].map((pattern) => [pattern, shown(pattern)]),
    pageCount: state.pageCount,
    formulaCount: state.formulaCount,
    leftOut: state.leftOut,
    inferredBaseurl: config.isBaseurlInferred === true ? config.baseurl : null,
  };
  const ofFiles: RecordedFiles = {
    stamped,
    statics: files.flatMap(([outputPath, one]) =>
      one.kind === 'static'
        ? [[outputPath, one.path, one.size, one.mtimeMs, one.ctimeMs, one.ino] as const]
        : [],
    ),
    generated: files.flatMap(([outputPath, one]) =>
      one.kind === 'generated' && !isStamped.has(outputPath)
        ? [[outputPath, one.hash, one.path ?? null] as const]
        : [],
    ),
    written: writtenOf(written, stamped),
  };
  const record: SiteRecord = [recorded, ofFiles, state.diagnostics, state.external];
  return tryWriteChecked(file, record) ? findings : undefined;
}

/** Whether the site may be made from files that a course's snapshot does not tell of. */
function isOutOfSight(config: SiteConfig): boolean {
  const { layoutsDirectory, includesDirectory, dataDirectory, collectionsDirectory, sass, katex } = config;
  const folders = [layoutsDirectory, includesDirectory, dataDirectory, collectionsDirectory, sass.directory];
  const preambles = [katex['preamble']].flat().filter((name) => typeof name === 'string');
  const named = [...folders, ...sass.loadPaths, ...preambles, ...config.include];
  const isExcluded = config.exclude.some((pattern) => /^\/?node_modules\/?$/.test(pattern));
  return !isExcluded || named.some(isForeign) || config.include.some((name) => /[*?[{]/.test(name));
}

/** Whether a path leads out of the course, or into a folder of it that is not looked into. */
function isForeign(name: string): boolean {
  const parts = path.posix.normalize(name).split('/');
  return (
    path.isAbsolute(name) ||
    parts.includes('..') ||
    parts.some((_, end) => isUnseen(parts.slice(0, end + 1).join('/')))
  );
}

/**
 * Whether something of the site becomes another with time alone (what waits for its date, URLs with an hour), or is made
 * from a file that a course's snapshot does not tell of.
 */
function awaitsTime({ config }: SiteState, { site }: MadePages): boolean {
  const now = site.time.getTime();
  const hours = /:(?:hour|minute|second)/;
  const templates = [config.permalink, ...[...config.collections.values()].map(({ permalink }) => permalink)];
  return (
    site.pages.some(({ date }) => date !== null && date !== site.time && date.getTime() > now) ||
    site.pages.some(({ data }) => isForeignPreamble(data['katex'])) ||
    [...site.relativeIncludes.keys()].some(isForeign) ||
    [...templates, ...site.pages.map(({ data }) => data['permalink'])].some(
      (template) => typeof template === 'string' && hours.test(template),
    )
  );
}

function isForeignPreamble(katex: unknown): boolean {
  const stated = typeof katex === 'object' && katex !== null && 'preamble' in katex ? katex.preamble : [];
  return [stated].flat().some((name) => typeof name === 'string' && isForeign(name));
}

/**
 * What pages show of the time: by which patterns, and the texts of lectern's own (feeds) that show all of it at one
 * place. Undefined where they show it otherwise, or are made from other things that pass.
 */
function timesShown(
  { transient, pages, site }: MadePages,
  shown: (pattern: string) => string,
): { readonly times: ReadonlySet<string>; readonly stamped: readonly Stamped[] } | undefined {
  const times = new Set<string>();
  const stamped = new Map<string, Stamped>();
  const outputs = new Map(pages.map((one) => [one.page, one]));
  for (const { page, name } of transient) {
    if (name === 'time' || name === 'chance' || name === 'failure') return undefined;
    const space = name.indexOf(' ');
    const [kind, rest] = [name.slice(0, space), name.slice(space + 1)];
    if (
      kind === 'file' &&
      !isThemePath(site.config.theme, namedPath(site.config, path.resolve(site.config.source, rest))) &&
      isForeign(path.relative(site.config.source, path.resolve(site.config.source, rest)))
    )
      return undefined;
    if (kind !== 'time') continue;
    const text = page.file.absolute === '' ? outputs.get(page)?.output() : undefined;
    const parts = text === undefined ? [] : Buffer.from(text).toString().split(shown(rest));
    const [before, behind] = parts;
    const other = stamped.get(page.outputPath);
    const isAtOnePlace = parts.length === 2 && (other === undefined || other[3] === rest);
    if (before !== undefined && behind !== undefined && isAtOnePlace)
      stamped.set(page.outputPath, [page.outputPath, before, behind, rest, page.file.path]);
    else {
      times.add(rest);
      if (other !== undefined) times.add(other[3]);
      stamped.delete(page.outputPath);
    }
  }
  return { times, stamped: [...stamped.values()] };
}
