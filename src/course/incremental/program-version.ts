import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, textFingerprint } from '../../cache/index.js';
import type { Diagnostic } from '../../diagnostics/index.js';
import { isRecord } from '../../site/index.js';

/**
 * The fingerprint of all that decides what a page becomes besides the course: lectern's own code, byte for byte, so
 * that nobody who works on it meets results of yesterday's code; its libraries' versions; and Node's tables of letters
 * and time zones.
 */
export function programVersion(): string {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const code = codeFolder(here);
  const root = packageFolder(here);
  const files = codeFiles(code);
  const digest = readDigest(code, files);
  const prints = files.map((file) => [
    file,
    digest?.get(file) ?? textFingerprint(readFileSync(path.join(code, file))),
  ]);
  const dependencies = readRecord(path.join(root, 'package.json'))['dependencies'];
  const libraries = Object.keys(isRecord(dependencies) ? dependencies : {}).map((name) => [
    name,
    versionOf(name, root),
  ]);
  const { icu, unicode, tz } = process.versions;
  return fingerprint([prints, libraries, icu, unicode, tz]);
}

function codeFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.c?[jt]s$/.test(file) && !file.endsWith('.d.ts'))
    .sort();
}

/** The file beside the bundle's in which `scripts/bundle.mjs` says the size and the fingerprint of each. */
const DIGEST = 'digest.json';

/**
 * The fingerprints of the files of the program, which take longer to compute than many a build. Undefined where they are not
 * known, or a file has another size or is younger than what is known of it.
 */
export function readDigest(
  folder: string,
  files: readonly string[],
): ReadonlyMap<string, string> | undefined {
  const file = path.join(folder, DIGEST);
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (written === undefined) return undefined;
  const known = readRecord(file);
  const prints = new Map<string, string>();
  for (const name of files) {
    const [size, print] = [known[name]].flat();
    const found = statSync(path.join(folder, name));
    if (found.size !== size || found.mtimeMs > written || typeof print !== 'string') return undefined;
    prints.set(name, print);
  }
  return prints;
}

/** Diagnostics, those of lectern's own faults with its version and where they are to be reported. */
export function reportable(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const isOwn = ({ code }: Diagnostic): boolean => code === 'internal-fault' || code === 'page-failed';
  if (!diagnostics.some(isOwn)) return diagnostics;
  const { version, bugs } = readRecord(
    path.join(packageFolder(path.dirname(fileURLToPath(import.meta.url))), 'package.json'),
  );
  const url = isRecord(bugs) ? bugs['url'] : bugs;
  const where = typeof url === 'string' ? ` at ${url}` : '';
  const hint = `Please report this message${where}, with this file and the version, lectern ${version}; nothing in the file need be wrong.`;
  return diagnostics.map((found) => (isOwn(found) ? { ...found, hint } : found));
}

/** The folder with lectern's package.json, from any folder in it; the bundle has one that says no more than how Node reads it. */
function packageFolder(folder: string): string {
  const parent = path.dirname(folder);
  return parent === folder || isPackage(folder) ? folder : packageFolder(parent);
}

function isPackage(folder: string): boolean {
  return 'name' in readRecord(path.join(folder, 'package.json'));
}

/** The folder with all of lectern's code that runs: the bundle, or else the one beside package.json. */
function codeFolder(folder: string): string {
  const parent = path.dirname(folder);
  if (path.basename(folder) === 'bundle' || parent === folder) return folder;
  return isPackage(parent) ? folder : codeFolder(parent);
}

/** The version of a library as it is found from a folder upwards, as Node finds it. */
function versionOf(name: string, folder: string): unknown {
  const found = readRecord(path.join(folder, 'node_modules', name, 'package.json'))['version'];
  const parent = path.dirname(folder);
  return found === undefined && parent !== folder ? versionOf(name, parent) : found;
}

function readRecord(file: string): Readonly<Record<string, unknown>> {
  try {
    const data: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isRecord(data) ? data : {};
  } catch {
    return {};
  }
}
