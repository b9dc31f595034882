import { readFileSync, rmSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from './file-system.js';
import { LOCK_NAME } from './staging-folder.js';

/** A process that writes to a destination. */
export interface LockHolder {
  readonly host: string;
  readonly pid: number;
  /**
   * When the process began, as its system counts, with the boot that it counts from: of another process with the same id
   * it is another. Empty where the system does not tell.
   */
  readonly began: string;
}

/** How long others are waited for, in milliseconds: a build of a large course from nothing takes half a minute. */
const LONGEST_WAIT = 120_000;
const POLL = 100;
/** How often a holder shows that it lives, and after what time another machine's that does not is taken to be dead. */
const SIGN_OF_LIFE = 5000;
const DEAD_AFTER = 60_000;
/** A lock that nobody could read for so long was not written to its end. */
const TORN_AFTER = 5000;

/** Waiting for a lock. */
export interface LockWait {
  /** Told once of whom is waited for; undefined where that cannot be read. */
  readonly waiting?: (holder: LockHolder | undefined) => void;
  /** In milliseconds, two minutes where it is left out. */
  readonly longest?: number;
}

/** A lock that is held, or who holds it. */
export type Locked =
  | {
      readonly ok: true;
      readonly folder: string;
      /** Whether nobody has taken it over: a machine that sleeps gives no sign of life. */
      readonly isHeld: () => boolean;
      readonly stop: () => void;
    }
  | { readonly ok: false; readonly holder: LockHolder | undefined };

/**
 * Takes the lock in the folder that `makeFolder` makes. One whose process is dead is taken over: a process of this machine
 * that does not run, or is another one with its id, and one of another machine that gives no sign of life for a minute.
 * Any other is waited for. `stop` ends the signs of life; the file stays.
 */
export async function takeLock(makeFolder: () => string, wait: LockWait): Promise<Locked> {
  const { waiting, longest = LONGEST_WAIT } = wait;
  const own = thisProcess();
  const text = JSON.stringify(own);
  let seen: { readonly sign: number | undefined; readonly since: number } = { sign: undefined, since: 0 };
  for (let waited = 0; ; waited += POLL) {
    const folder = makeFolder();
    const file = path.join(folder, LOCK_NAME);
    if (wasWritten(file, text)) {
      return { ok: true, folder, isHeld: () => textOf(file) === text, stop: signsOfLife(file) };
    }
    const { holder, sign } = readLock(file);
    if (sign !== seen.sign) seen = { sign, since: waited };
    if (sign !== undefined && isDead(holder, own, waited - seen.since)) takeOver(folder, sign);
    else if (waited >= longest) return { ok: false, holder };
    else {
      if (waited === 0 && sign !== undefined) waiting?.(holder);
      await delay(POLL);
    }
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Writes a file that must not be there; false where it is, or where its folder has just been removed. */
function wasWritten(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    // On a full disk it is there, and empty.
    rmSync(file, { force: true });
    throw error;
  }
}

function signsOfLife(file: string): () => void {
  const timer = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      // Whoever has removed the folder has ended this build's work; it will hear of that when it publishes.
    }
  }, SIGN_OF_LIFE);
  timer.unref();
  return () => clearInterval(timer);
}

/** Who holds a lock, as far as that can be read, and when it last gave a sign of life; no sign where there is no lock. */
function readLock(file: string): {
  readonly holder: LockHolder | undefined;
  readonly sign: number | undefined;
} {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return { holder: undefined, sign: undefined };
  try {
    const data: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return { holder: isHolder(data) ? data : undefined, sign: found.mtimeMs };
  } catch {
    return { holder: undefined, sign: found.mtimeMs };
  }
}

function isHolder(data: unknown): data is LockHolder {
  if (typeof data !== 'object' || data === null) return false;
  const { host, pid, began }: Partial<Record<keyof LockHolder, unknown>> = data;
  return typeof host === 'string' && Number.isSafeInteger(pid) && typeof began === 'string';
}

/** Whether a lock's process has ended; `silent` is for how long it has given no sign of life, in milliseconds. */
function isDead(holder: LockHolder | undefined, own: LockHolder, silent: number): boolean {
  if (holder === undefined) return silent >= TORN_AFTER;
  if (holder.host !== own.host) return silent >= DEAD_AFTER;
  return !runs(holder.pid) || beganAt(holder.pid) !== holder.began;
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It may be somebody else's process.
    return errorCode(error) === 'EPERM';
  }
}

/** This process, as it stands in a lock. */
function thisProcess(): LockHolder {
  return { host: os.hostname(), pid: process.pid, began: beganAt(process.pid) };
}

/** When a process of this machine began, where the system says so in files as Linux does (proc(5)). */
function beganAt(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the program's name in parentheses, may hold anything; the 22nd is the start.
    const [state, ...fields] = line.slice(line.lastIndexOf(')') + 2).split(' ');
    // A process that has ended keeps its id until its parent has asked for its status.
    return state === 'Z' || state === 'X' ? 'ended' : `${boot} ${fields[18]}`;
  } catch {
    return '';
  }
}

/**
 * Removes a dead process's lock, unless it is no longer the one that was looked at. Two that find it at once must not
 * both remove it, the second of them the first one's new lock: only who has the right to, which is a lock of its own.
 */
function takeOver(folder: string, sign: number): void {
  const [file, right] = [path.join(folder, LOCK_NAME), path.join(folder, `${LOCK_NAME}.over`)];
  if (!wasWritten(right, '')) {
    const found = statSync(right, { throwIfNoEntry: false });
    if (found !== undefined && Date.now() - found.mtimeMs > TORN_AFTER) rmSync(right, { force: true });
    return;
  }
  try {
    if (readLock(file).sign === sign) unlinkSync(file);
  } finally {
    rmSync(right, { force: true });
  }
}
