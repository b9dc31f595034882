import { existsSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { type CodeSelection, isKnownCode, nearestName, printableLine } from '../../diagnostics/index.js';
import type { Terminal } from '../terminal/index.js';
import { commaList } from './course-options.js';

/** What a command line says of the codes that are wanted: codes with commas between. */
export interface CodeOptions {
  readonly only?: string;
  readonly ignore?: string;
}

/** The codes that a command line selects. Where it names one that does not exist, says so and answers undefined. */
export function codeSelection(options: CodeOptions, terminal: Terminal): CodeSelection | undefined {
  const only = commaList(options.only);
  const ignore = commaList(options.ignore);
  const unknown = [...only, ...ignore].find((code) => !isKnownCode(code));
  if (unknown === undefined) return { only, ignore };
  terminal.writeError(`error: nothing is ever reported as '${unknown}'.\n`);
  terminal.writeError('Run lectern check to see the codes of what it finds, or lectern check --help.\n');
  return undefined;
}

/** What a command line names of a course; paths are relative to it. */
interface PathSelection {
  /** The files and folders that it names: none where all of the course is meant, `''` for all of it. */
  readonly names: readonly string[];
  /** Whether a file is one of those, or in one. */
  readonly takes: (file: string) => boolean;
}

/**
 * The files and folders that a command line names, by their paths from where it was written or from the course at
 * `source`; all files where it names none. Where one is not there, not of the course, or itself a course, says so and
 * answers undefined.
 */
export function pathSelection(
  paths: readonly string[],
  source: string,
  terminal: Terminal,
): PathSelection | undefined {
  const names: string[] = [];
  for (const given of paths) {
    const candidates = [path.resolve(terminal.cwd, given), path.resolve(source, given)];
    const existing = candidates.map(realPath).filter((real) => real !== undefined);
    const course = realPath(source) ?? source;
    const inside = existing.map((real) => path.relative(course, real)).find((name) => !isOutside(name));
    if (inside === undefined) {
      terminal.writeError(
        `error: ${existing.length > 0 ? outside(given, source) : unknown(given, source)}\n`,
      );
      return undefined;
    }
    const other = otherCourse(course, inside);
    if (other !== undefined) {
      terminal.writeError(`error: ${ownCourse(path.relative(terminal.cwd, path.join(source, other)))}\n`);
      return undefined;
    }
    names.push(inside.split(path.sep).join('/'));
  }
  return { names, takes: (file) => names.length === 0 || names.some((name) => isWithin(file, name)) };
}

/** Whether a path is that of a file or folder (`''` for all of the course), or lies in it. */
export function isWithin(file: string, name: string): boolean {
  return name === '' || file === name || file.startsWith(`${name}/`);
}

function realPath(name: string): string | undefined {
  try {
    return realpathSync(name);
  } catch {
    return undefined;
  }
}

function isOutside(relative: string): boolean {
  return relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
}

function isCourse(folder: string): boolean {
  return ['_config.yml', '_config.yaml'].some((name) => existsSync(path.join(folder, name)));
}

/** The first folder on the way to a path that is a course, in one that is none. */
function otherCourse(course: string, inside: string): string | undefined {
  if (isCourse(course)) return undefined;
  const parts = inside.split(path.sep);
  const folders = parts.map((_, index) => path.join(...parts.slice(0, index + 1)));
  return folders.find((folder) => isCourse(path.join(course, folder)));
}

/** Says of a folder that it would be read without its own configuration, layouts and figures. */
function ownCourse(folder: string): string {
  return printableLine(
    `${folder} is a course of its own, and would be read as a part of another. Use --source ${folder}`,
  );
}

function outside(given: string, source: string): string {
  return printableLine(
    `${given} lies outside of the course at ${source}. Use --source to name another course.`,
  );
}

/** Says what the first part of a path that is not there may have meant. */
function unknown(given: string, source: string): string {
  const parts = path.normalize(given).split(path.sep);
  const depth = parts.findIndex((_, index) => entriesOf(source, parts.slice(0, index + 1)) === undefined);
  const folder = parts.slice(0, Math.max(0, depth));
  const meant = nearestName(parts[depth] ?? given, entriesOf(source, folder) ?? []);
  const hint =
    meant === undefined
      ? 'Use --source to name another course.'
      : `Did you mean ${[...folder, meant].join('/')}?`;
  return printableLine(`the course at ${source} has no ${given}. ${hint}`);
}

/** The names in a folder of the course; undefined where there is no such folder. */
function entriesOf(source: string, parts: readonly string[]): readonly string[] | undefined {
  try {
    return readdirSync(path.join(source, ...parts));
  } catch {
    return undefined;
  }
}
