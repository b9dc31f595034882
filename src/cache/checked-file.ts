import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { FINGERPRINT_LENGTH, startFingerprint, textFingerprint } from './fingerprint.js';
import { isSystemError } from './system-error.js';

/** Reads one part of what a file holds. */
export type CheckedPart = () => unknown;

/**
 * Reads the parts that {@link writeChecked} wrote; undefined where there are none or a byte of them has changed. The file's
 * first line is the fingerprint of the rest, so what is answered is what was written; then each part has a line.
 */
export function readChecked(file: string): readonly CheckedPart[] | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return undefined;
  }
  const end = bytes.indexOf(LINE_FEED);
  const print = bytes.toString('latin1', 0, end);
  if (end < 0 || textFingerprint(bytes.subarray(end + 1)) !== print) return undefined;
  const parts: CheckedPart[] = [];
  for (let at = end + 1; at < bytes.length; ) {
    const from = at;
    const next = bytes.indexOf(LINE_FEED, at);
    const to = next < 0 ? bytes.length : next;
    parts.push(() => JSON.parse(bytes.toString('utf8', from, to)));
    at = to + 1;
  }
  return parts;
}

const LINE_FEED = 0x0a;

/** So many bytes are written at a time. */
const BLOCK = 1 << 20;

/**
 * Writes parts, each of them data that JSON can hold, whole or not at all; they are asked for one after the other. Throws
 * the system's error.
 */
export function writeChecked(file: string, parts: Iterable<unknown>): void {
  const waiting = `${file}.${randomUUID()}`;
  try {
    const handle = openSync(waiting, 'wx');
    try {
      writeLines(handle, parts);
    } finally {
      closeSync(handle);
    }
    renameSync(waiting, file);
  } catch (error) {
    rmSync(waiting, { force: true });
    throw error;
  }
}

/** As {@link writeChecked}; answers with false where the system refuses it, which costs no more than what was not kept. */
export function tryWriteChecked(file: string, parts: Iterable<unknown>): boolean {
  try {
    writeChecked(file, parts);
    return true;
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

function writeLines(handle: number, parts: Iterable<unknown>): void {
  const fingerprint = startFingerprint();
  let at = FINGERPRINT_LENGTH + 1;
  let lines: string[] = [];
  let size = 0;
  const flush = (): void => {
    const bytes = Buffer.from(lines.join(''));
    fingerprint.add(bytes);
    writeAt(handle, bytes, at);
    at += bytes.length;
    [lines, size] = [[], 0];
  };
  for (const part of parts) {
    const line = `${JSON.stringify(part)}\n`;
    lines.push(line);
    size += line.length;
    if (size > BLOCK) flush();
  }
  flush();
  writeAt(handle, Buffer.from(`${fingerprint.end()}\n`), 0);
}

function writeAt(handle: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(handle, bytes, done, bytes.length - done, at + done);
}
