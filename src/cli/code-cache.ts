import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { resetV8Flags } from './v8-flags.js';

/** By what a thread is told the folder. */
const FOLDER = 'lectern: the folder of compiled code';

/** What was written so many milliseconds ago is written anew, or belongs to a Node or a place that is gone. */
const LONGEST = 30 * 86_400_000;

/** The little of Node's class for CommonJS modules that is used here. */
interface CompilingModule {
  exports: unknown;
  _compile: (this: CompilingModule, content: string, file: string, ...rest: readonly unknown[]) => unknown;
}

/**
 * Has what V8 compiles of the program, in this process and in threads that it starts, kept for its next starts; in a
 * thread it is to be called as well, without a folder. From Node 22.8 on that is Node's own doing; before, it is kept in
 * `folder` (absolute), which belongs to the user alone. To be called when V8's flags are set, by which it tells whether
 * code is its own.
 *
 * Where nothing can be read or written there, everything is compiled, as it is where the variable by which Node's own is
 * turned off (`NODE_DISABLE_COMPILE_CACHE`) is set.
 */
export function useCodeCache(folder: unknown = getEnvironmentData(FOLDER)): void {
  if (typeof folder !== 'string' || process.env['NODE_DISABLE_COMPILE_CACHE']) return;
  setEnvironmentData(FOLDER, folder);
  process.on('exit', resetV8Flags);
  if ('enableCompileCache' in Module && typeof Module.enableCompileCache === 'function')
    Module.enableCompileCache();
  else keepCompiled(path.join(folder, `${process.version}-${v8.cachedDataVersionTag()}-${ownName()}`));
}

/** Tells the places apart at which the program is installed. */
function ownName(): string {
  return createHash('sha256')
    .update(import.meta.dirname)
    .digest('base64url')
    .slice(0, 12);
}

/** A script that has been loaded. */
interface LoadedScript {
  readonly script: vm.Script;
  /** How many seconds of processor time the process had taken by which it was kept; 0 for none. */
  readonly ran: number;
  /** Whether V8 does not take what was kept. */
  readonly isRefused: boolean;
}

function keepCompiled(folder: string): void {
  const loaded = new Map<string, LoadedScript>();
  const isTrusted = isOwn(folder);
  // Node has no other way to it before 22.8, and nothing is done here to its later versions.
  const modules = Module.prototype as unknown as CompilingModule;
  const compile = modules._compile;
  modules._compile = function (content, file, ...rest) {
    if (!isKept(file)) return compile.call(this, content, file, ...rest);
    const kept = path.join(folder, nameOf(file));
    const known = isTrusted ? readCode(kept) : undefined;
    const script = new vm.Script(Module.wrap(content), {
      filename: file,
      ...(known === undefined ? {} : { cachedData: known.code }),
    });
    const isRefused = script.cachedDataRejected === true;
    loaded.set(kept, { script, ran: isRefused ? 0 : (known?.ran ?? 0), isRefused });
    const run = script.runInThisContext();
    return run.call(this.exports, this.exports, createRequire(file), this, file, path.dirname(file));
  };
  // Where a machine is new each time, nothing would be read again.
  if (process.env['CI']) return;
  // By then also what is compiled with its first call has been: the more, the more the process has done.
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    const ran = (user + system) / 1_000_000;
    const better = [...loaded].filter(([, one]) => ran > LONGER * one.ran);
    if (better.length > 0) save(folder, new Map(better), ran);
  });
}

/** Whether what is compiled of a file is kept: the program itself, and Sass, which is larger. */
function isKept(file: string): boolean {
  return (
    path.dirname(file) === import.meta.dirname || /[\\/]node_modules[\\/]sass[\\/]sass\.dart\.js$/.test(file)
  );
}

/** V8 itself asks no more than whether the text is as long as it was; who writes a file anew changes its `ctime`. */
function nameOf(file: string): string {
  const { size, ctimeMs, ino } = statSync(file);
  return `${path.basename(file)}-${size}-${ctimeMs}-${ino}`;
}

/** Whether a folder is there, and this user's: no code is run of one that another has made. */
function isOwn(folder: string): boolean {
  try {
    const { uid } = statSync(folder);
    return process.getuid === undefined || uid === process.getuid();
  } catch {
    return false;
  }
}

/**
 * Reads what {@link save} wrote, and how many seconds of processor time the process had taken that wrote it; undefined
 * where there is nothing, or a byte of it has changed: V8 would run it, or end.
 */
function readCode(file: string): { readonly code: Buffer; readonly ran: number } | undefined {
  try {
    const bytes = readFileSync(file);
    const kept = bytes.subarray(PRINT_LENGTH);
    if (!bytes.subarray(0, PRINT_LENGTH).equals(printOf(kept))) return undefined;
    return { code: kept.subarray(TIME_LENGTH), ran: kept.readDoubleLE() };
  } catch {
    return undefined;
  }
}

/** So many times the processor time of the process that kept it makes what another one has compiled worth keeping. */
const LONGER = 2;

/** Bytes of a fingerprint, which stands first, and of the time, which stands before the code. */
const PRINT_LENGTH = 32;
const TIME_LENGTH = Float64Array.BYTES_PER_ELEMENT;

function printOf(code: Uint8Array): Buffer {
  return createHash('sha256').update(code).digest();
}

/**
 * Writes what has been compiled in a process that has taken so many seconds of processor time, each file whole, and removes
 * what is old. What the system refuses is not kept.
 */
function save(folder: string, compiled: ReadonlyMap<string, LoadedScript>, ran: number): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOwn(folder)) return;
    const time = Buffer.alloc(TIME_LENGTH);
    time.writeDoubleLE(ran);
    for (const [file, { script, isRefused }] of compiled) {
      const own = script.createCachedData();
      // What another thread, or another process, has run more of is compiled in more places.
      const other = isRefused ? undefined : readCode(file)?.code;
      const kept = Buffer.concat([time, other !== undefined && other.length > own.length ? other : own]);
      const waiting = `${file}.${randomUUID()}`;
      writeFileSync(waiting, Buffer.concat([printOf(kept), kept]));
      renameSync(waiting, file);
    }
    removeReplaced(folder);
    const all = path.dirname(folder);
    for (const name of readdirSync(all, { recursive: true, encoding: 'utf8' })) {
      const found = statSync(path.join(all, name), { throwIfNoEntry: false });
      if (found?.isFile() === true && Date.now() - found.mtimeMs > LONGEST) rmSync(path.join(all, name));
    }
  } catch {
    // It is compiled again the next time.
  }
}

/** Removes what belongs to files of the program that have been replaced. */
function removeReplaced(folder: string): void {
  const isChunk = (name: string): boolean => /\.cjs(?:-|$)/.test(name);
  const present = readdirSync(import.meta.dirname)
    .filter(isChunk)
    .map((name) => nameOf(path.join(import.meta.dirname, name)));
  for (const name of readdirSync(folder).filter(isChunk)) {
    if (!present.some((one) => name.startsWith(one))) rmSync(path.join(folder, name), { force: true });
  }
}
