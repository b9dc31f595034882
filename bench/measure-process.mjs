/** How long a program runs, and what it uses. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const HOOK = pathToFileURL(path.join(import.meta.dirname, 'report-usage.mjs')).href;
/** GNU time, for programs that are not Node's. */
const TIME = '/usr/bin/time';

/**
 * Runs a program of Node to its end.
 *
 * @param {readonly string[]} args what stands behind `node`
 * @param {{ cwd?: string, env?: object, statuses?: readonly number[], seconds?: number }} options `statuses` with which it
 *   may end, and `seconds` after which it is killed
 * @returns {Promise<Usage>} wall and processor time in seconds (all threads), peak memory in MB
 */
export function measureNode(args, options = {}) {
  return measured(options, (file) => ({
    command: process.execPath,
    args: ['--import', HOOK, ...args],
    env: { ...process.env, ...options.env, LECTERN_BENCH_USAGE: file },
    cwd: options.cwd,
    read: () => JSON.parse(readFileSync(file, 'utf8')),
  }));
}

/** The same for any program; processor time and memory are null where there is no GNU time. */
export function measureProgram(command, args, options = {}) {
  const isTimed = existsSync(TIME);
  return measured(options, (file) => ({
    command: isTimed ? TIME : command,
    args: isTimed ? ['-o', file, '-f', '%U %S %M', command, ...args] : args,
    env: { ...process.env, ...options.env },
    cwd: options.cwd,
    read: () => {
      if (!isTimed) return { cpu: null, memory: null };
      const [user, system, kilobytes] = readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .at(-1)
        .split(' ')
        .map(Number);
      return { cpu: user + system, memory: kilobytes / 1024 };
    },
  }));
}

/** @typedef {{ wall: number, cpu: number | null, memory: number | null }} Usage */

async function measured({ statuses = [0], seconds }, describe) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lectern-usage-'));
  try {
    const { command, args, env, cwd, read } = describe(path.join(folder, 'usage'));
    const started = performance.now();
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: seconds && seconds * 1000,
      killSignal: 'SIGKILL',
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (data) => {
      errors = (errors + data).slice(-2000);
    });
    const status = await new Promise((resolve, reject) =>
      child.on('error', reject).on('close', (code, signal) => resolve(code ?? signal)),
    );
    const wall = (performance.now() - started) / 1000;
    if (!statuses.includes(status)) throw new Error(`${command} ended with ${status}: ${errors}`);
    return { wall, ...read() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
