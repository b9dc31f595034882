import fs from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../../../src/diagnostics/index.js';
import { type ConfigOptions, readConfig, type Site, scanSite } from '../../../src/site/index.js';

/** Absolute path of something in the fixtures' folder. */
export function fixture(path: string): string {
  return fileURLToPath(new URL(`fixtures/${path}`, import.meta.url));
}

/** Writes files, given by path and text or bytes, to a new folder and answers with its path. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-site-'));
  for (const [path, content] of Object.entries(files)) {
    fs.mkdirSync(dirname(join(folder, path)), { recursive: true });
    fs.writeFileSync(join(folder, path), content);
  }
  return folder;
}

export interface Scanned {
  readonly site: Site;
  readonly diagnostics: readonly Diagnostic[];
}

/** What the scan depends on, at a fixed moment on a machine in UTC; headings are looked up in `headings`. */
export function effects(headings: Readonly<Record<string, string>> = {}) {
  return {
    fs,
    now: () => new Date('2024-06-01T12:00:00Z'),
    timezone: 'UTC',
    plainText: (markdown: string) => headings[markdown] ?? markdown,
  };
}

/** Reads a site from disk. */
export async function scanned(
  source: string,
  options: Partial<ConfigOptions> = {},
  headings: Readonly<Record<string, string>> = {},
): Promise<Scanned> {
  const outside = effects(headings);
  const { config, diagnostics } = await readConfig({ cwd: source, ...options }, outside);
  const result = await scanSite(config, outside);
  return { site: result.site, diagnostics: [...diagnostics, ...result.diagnostics] };
}

/** The diagnostics as lines `file:line:column code`, sorted. */
export function lines(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`).sort();
}
