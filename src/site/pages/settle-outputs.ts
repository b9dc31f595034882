import { type Diagnostic, diagnostic } from '../../diagnostics/index.js';
import { directoryName } from '../files/file-name.js';
import type { Page } from './page.js';
import type { Site } from './site.js';
import type { StaticFile } from './static-file.js';

/** What becomes a file of the site. */
type Output = Page | StaticFile;

/** What is written where, and what cannot be. */
export interface SettledOutputs {
  readonly files: ReadonlyMap<string, Output>;
  readonly diagnostics: readonly Diagnostic[];
}

/** What the place takes that a site is written to. */
export interface OutputLimits {
  /** Whether names are one there that differ in letter case or in how accents are composed, as on a Mac. */
  readonly foldsNames: boolean;
}

/** The longest name of a file or folder that Linux, macOS and Windows take, in bytes of UTF-8. */
const LONGEST_NAME = 255;
/** The longest path that Linux takes, in bytes of UTF-8, with the destination in front. */
const LONGEST_PATH = 4095;

/**
 * The outputs of a course as it was read, by their paths in the destination. Of two with one path the later counts,
 * which in Jekyll's order is a document before a static file before a page (`Site#each_site_file`). Pages of notebooks yield to all.
 */
export function outputFiles(pages: readonly Page[], staticFiles: readonly StaticFile[]): Map<string, Output> {
  return new Map(inJekyllsOrder(pages, staticFiles).map((item) => [item.outputPath, item]));
}

function inJekyllsOrder(pages: readonly Page[], staticFiles: readonly StaticFile[]): Output[] {
  const [notebooks, own, documents] = [
    pages.filter(({ kind }) => kind === 'notebook'),
    pages.filter(({ kind }) => kind === 'page'),
    pages.filter(({ kind }) => kind !== 'page' && kind !== 'notebook'),
  ];
  return [...notebooks, ...own, ...staticFiles, ...documents].filter((item) => item.written);
}

/**
 * Settles what is written before anything is: of two outputs that cannot both be there, one is left out, and whatever
 * cannot be written at all. `added` are the pages that plugins have added behind the course's own.
 *
 * Of two with one path it is as in {@link outputFiles}, except that what a plugin adds yields to all of the course's
 * own. Of a file and what needs a folder of its name, at which Jekyll stops, the same order counts: a document, a static
 * file, a page, what plugins add; of two of a kind the file is left out, as more than one may need the folder.
 */
export function settleOutputs(
  { config, pages, staticFiles }: Pick<Site, 'config' | 'pages' | 'staticFiles'>,
  added: ReadonlySet<Page>,
  { foldsNames }: OutputLimits,
): SettledOutputs {
  const diagnostics: Diagnostic[] = [];
  const own = pages.filter((page) => !added.has(page));
  const candidates = [...[...added].filter(({ written }) => written), ...inJekyllsOrder(own, staticFiles)];
  const keyOf = foldsNames ? foldedName : (path: string) => path;
  const room = LONGEST_PATH - byteLength(config.destination) - 1;
  const byKey = new Map<string, Output>();
  for (const item of candidates) {
    const fault = nameFault(item, room);
    if (fault !== undefined) diagnostics.push(fault.found);
    if (fault?.isLeftOut === true) continue;
    const key = keyOf(item.outputPath);
    const other = byKey.get(key);
    if (other !== undefined) diagnostics.push(samePath(other, item));
    byKey.set(key, item);
  }
  const leftOut = outputsInTheWay(byKey, added);
  const isAdded = (item: Output): boolean =>
    item.kind !== 'static' && (added.has(item) || item.kind === 'notebook');
  // What is added stands behind the rest, as in the site.
  const inOrder = [...byKey].sort(([, a], [, b]) => Number(isAdded(a)) - Number(isAdded(b)));
  const files = new Map<string, Output>();
  for (const [key, item] of inOrder) {
    const other = leftOut.get(key);
    if (other === undefined) files.set(item.outputPath, item);
    else diagnostics.push(fileAndFolder(item, other));
  }
  if (!foldsNames) diagnostics.push(...alikeNames(files));
  return { files, diagnostics };
}

/** The outputs that are left out as a file or folder is in their place, by their keys, each with what is there instead. */
function outputsInTheWay(byKey: ReadonlyMap<string, Output>, added: ReadonlySet<Page>): Map<string, Output> {
  const rank = (item: Output): number => {
    if (item.kind === 'static') return 1;
    if (item.kind === 'notebook') return 4;
    if (item.kind !== 'page') return 0;
    return added.has(item) ? 3 : 2;
  };
  const depth = (key: string): number => key.split('/').length;
  const order = [...byKey].sort(([a, one], [b, other]) => rank(one) - rank(other) || depth(b) - depth(a));
  const files = new Map<string, Output>();
  const folders = new Map<string, Output>();
  const leftOut = new Map<string, Output>();
  for (const [key, item] of order) {
    const above = foldersAbove(key);
    const other = folders.get(key) ?? above.map((folder) => files.get(folder)).find(Boolean);
    if (other !== undefined) {
      leftOut.set(key, other);
      continue;
    }
    files.set(key, item);
    for (const folder of above) if (!folders.has(folder)) folders.set(folder, item);
  }
  return leftOut;
}

/** The folders that a file lies in, by its path, from the innermost on. */
export function foldersAbove(path: string): string[] {
  const above: string[] = [];
  for (let folder = directoryName(path); folder !== ''; folder = directoryName(folder)) above.push(folder);
  return above;
}

/** How names are one on a Mac. */
function foldedName(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** What is wrong with an output's name alone, and whether it cannot be written for it. */
function nameFault(
  item: Output,
  room: number,
): { readonly found: Diagnostic; readonly isLeftOut: boolean } | undefined {
  const { outputPath: path, url } = item;
  const place = placeOf(item);
  const names = path.split('/');
  const long = names.find((name) => byteLength(name) > LONGEST_NAME);
  if (long !== undefined || byteLength(path) > room) {
    const what =
      long === undefined
        ? `The address of this file is ${byteLength(path)} bytes long, which is more than a file system takes`
        : `“${shortened(long)}” in this file's address is ${byteLength(long)} bytes long, and a file system takes no more than ${LONGEST_NAME}`;
    const hint = 'Give it a shorter permalink: a letter of Japanese or Chinese is three bytes.';
    const found = diagnostic('error', 'url-too-long', place, `${what}, so it is left out.`, { hint });
    return { found, isLeftOut: true };
  }
  const reserved = names.find((name, at) => isReserved(name, at, names.length));
  if (reserved !== undefined) {
    const message = `${url} is left out: ${reserved} is a name that git or lectern has for files of its own.`;
    const hint = 'Give the file another name, or another permalink.';
    const found = diagnostic('error', 'url-reserved', place, message, { text: path, hint });
    return { found, isLeftOut: true };
  }
  if (/[\u0000-\u001f\u007f]/.test(path)) {
    const message = `The name ${JSON.stringify(path)} has a line break or another character in it that cannot be seen.`;
    const hint = 'Rename the file, or give it another permalink: hardly a link leads to such a name.';
    return { found: diagnostic('warning', 'url-characters', place, message, { hint }), isLeftOut: false };
  }
  return undefined;
}

/** Whether a name in a path of the site is needed otherwise: in the destination by lectern, anywhere by git. */
function isReserved(name: string, at: number, length: number): boolean {
  if (name.toLowerCase() === '.git') return true;
  return at === 0 && (name.startsWith('.lectern-') || (name === '.nojekyll' && length > 1));
}

function shortened(name: string): string {
  const letters = [...name];
  return letters.length > 20 ? `${letters.slice(0, 20).join('')}…` : name;
}

/** Outputs that are one on a Mac. */
function alikeNames(files: ReadonlyMap<string, Output>): Diagnostic[] {
  const byName = new Map<string, Output>();
  const found: Diagnostic[] = [];
  for (const [path, item] of files) {
    const name = foldedName(path);
    const other = byName.get(name);
    if (other === undefined) byName.set(name, item);
    else found.push(alike(item, other));
  }
  return found;
}

function alike(item: Output, other: Output): Diagnostic {
  const message = `${item.outputPath} and ${other.outputPath} (of ${other.file.path}) are one file on a Mac and on Windows, where only one of the two can be seen.`;
  const hint = 'Rename one of the two files, or give it another permalink.';
  return diagnostic('warning', 'url-case', placeOf(item), message, { text: item.outputPath, hint });
}

function samePath(loser: Output, winner: Output): Diagnostic {
  const message = `${loser.url} is also the address of ${winner.file.path}, so this file will not be seen.`;
  return conflict(loser, message);
}

function fileAndFolder(loser: Output, winner: Output): Diagnostic {
  const [file, inside] =
    loser.outputPath.length < winner.outputPath.length ? [loser, winner] : [winner, loser];
  const message = `This file is left out: ${winner.file.path} is published as ${winner.outputPath}, and ${file.outputPath} cannot be both a file and the folder of ${inside.outputPath}.`;
  return conflict(loser, message);
}

function conflict(loser: Output, message: string): Diagnostic {
  const hint = 'Rename one of the two files, or give it another permalink.';
  return diagnostic('warning', 'url-conflict', placeOf(loser), message, { text: loser.outputPath, hint });
}

function placeOf({ file }: Output) {
  return { file: file.path, line: 1, column: 1 };
}
