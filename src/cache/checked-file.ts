import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { textFingerprint } from './fingerprint.js';

/**
 * Reads data that {@link writeChecked} wrote; undefined where there is none or a byte of it has changed. The file's first
 * line is the fingerprint of the rest, so what is answered is what was written.
 */
export function readChecked(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  return end < 0 || textFingerprint(body) !== text.slice(0, end) ? undefined : JSON.parse(body);
}

/** Writes data that JSON can hold, whole or not at all. Throws the system's error. */
export function writeChecked(file: string, data: unknown): void {
  const body = JSON.stringify(data);
  const waiting = `${file}.${randomUUID()}`;
  try {
    writeFileSync(waiting, `${textFingerprint(body)}\n${body}`);
    renameSync(waiting, file);
  } catch (error) {
    rmSync(waiting, { force: true });
    throw error;
  }
}
