import {
  type Diagnostic,
  diagnostic,
  guarded,
  locator,
  mapSource,
  type SourceText,
} from '../../diagnostics/index.js';
import type { SiteConfig } from '../config/site-config.js';
import type { DataRecord } from '../data/data-value.js';
import { readTable } from '../data/table.js';
import type { Zone } from '../data/time.js';
import { readYaml } from '../data/yaml.js';
import type { SiteEffects } from '../files/effects.js';
import { compareBytes, extensionName, pathIn, stemName } from '../files/file-name.js';
import { mapConcurrently, readText, unreadable } from '../files/read-file.js';
import type { WalkedFile } from '../files/walk.js';

/** What the data folder says, and what its files had wrong. */
export interface ReadData {
  readonly data: DataRecord;
  readonly diagnostics: readonly Diagnostic[];
}

/** Extensions of data files in the order in which Jekyll reads them; of two files with one key the later counts. */
export const EXTENSIONS = ['.yaml', '.yml', '.json', '.csv', '.tsv'];

/** How many data files are read at a time. */
const CONCURRENCY = 16;

/**
 * Reads the files of the data folder (Jekyll: `data_reader.rb`): each under its name without the extension, folders as
 * mappings. `prefix` is the data folder's path in front of the files' own, for places; '' is the source itself.
 */
export async function readData(
  files: readonly WalkedFile[],
  prefix: string,
  config: SiteConfig,
  zone: Zone,
  effects: SiteEffects,
): Promise<ReadData> {
  const ordered = files
    .filter(({ path }) => EXTENSIONS.includes(extensionName(path)))
    .sort((a, b) => compareReadOrder(a.path.split('/'), b.path.split('/')));
  const read = await mapConcurrently(ordered, CONCURRENCY, async ({ path, absolute }) => {
    const file = { path: pathIn(prefix, path), absolute };
    try {
      const { source, diagnostics } = await readText(effects.fs, file);
      const faults: Diagnostic[] = [];
      const parsed = guarded<ParsedData>(
        {
          failing: 'reading this data failed, so pages see none of it',
          place: file.path,
          severity: 'error',
          tell: (fault) => faults.push(fault),
        },
        () => parseDataFile(source, config, zone),
        () => ({ value: null, diagnostics: [] }),
      );
      return { path, value: parsed.value, diagnostics: [...diagnostics, ...parsed.diagnostics, ...faults] };
    } catch (error) {
      return { path, value: null, diagnostics: [unreadable(file.path, error)] };
    }
  });
  const root: DataFolder = { entries: new Map() };
  for (const { path, value } of read) insert(root, path.split('/'), value);
  const names = read.flatMap(({ path }) => nameProblem(pathIn(prefix, path)));
  return { data: toRecord(root), diagnostics: [...read.flatMap((file) => file.diagnostics), ...names] };
}

/** In each folder the files by extension and name, then the folders by name. */
function compareReadOrder(
  [first = '', ...a]: readonly string[],
  [second = '', ...b]: readonly string[],
): number {
  if (first === second && a.length > 0 && b.length > 0) return compareReadOrder(a, b);
  const rank = (name: string, rest: readonly string[]) =>
    rest.length > 0 ? EXTENSIONS.length : EXTENSIONS.indexOf(extensionName(name));
  return rank(first, a) - rank(second, b) || compareBytes(first, second);
}

/** A folder of data while it is filled; its files' values are wrapped so that they cannot be taken for folders. */
interface DataFolder {
  readonly entries: Map<string, DataFolder | { readonly value: unknown }>;
}

function insert(root: DataFolder, parts: readonly string[], value: unknown): void {
  let folder = root;
  for (const part of parts.slice(0, -1)) {
    const key = dataKey(part);
    const existing = folder.entries.get(key);
    const inner: DataFolder =
      existing !== undefined && 'entries' in existing ? existing : { entries: new Map() };
    folder.entries.set(key, inner);
    folder = inner;
  }
  folder.entries.set(dataKey(stemName(parts.at(-1) ?? '')), { value });
}

function toRecord({ entries }: DataFolder): DataRecord {
  return Object.fromEntries(
    [...entries].map(([key, entry]) => [key, 'entries' in entry ? toRecord(entry) : entry.value]),
  );
}

/** The key of a data file or folder (`DataReader#sanitize_filename`): ASCII letters, digits, `_` and `-` stay. */
export function dataKey(name: string): string {
  return name
    .replace(/^[ \t\r\n\f\v]+(?=[\p{L}\p{M}\p{N}_]|$)/u, '')
    .replace(/[^\w \t\r\n\f\v-]+/g, '')
    .replace(/[ \t\r\n\f\v]+/g, '_');
}

function nameProblem(path: string): Diagnostic[] {
  if (dataKey(stemName(path)) !== '') return [];
  const message =
    'Jekyll keeps only ASCII letters, digits, `_` and `-` of a data file’s name, and nothing is left of this one.';
  const hint = 'Rename the file.';
  return [diagnostic('warning', 'data-name', { file: path, line: 1, column: 1 }, message, { hint })];
}

interface ParsedData {
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
}

function parseDataFile(source: SourceText, config: SiteConfig, zone: Zone): ParsedData {
  const extension = extensionName(source.file);
  if (extension === '.csv') return parseTable(source, ',', config, zone);
  if (extension === '.tsv') return parseTable(source, '\t', config, zone);
  if (extension === '.json') {
    const value = quickJson(source.text);
    if (value !== undefined) return { value, diagnostics: [] };
  }
  const { value, problem } = readYaml(source.text);
  if (problem === null) return { value, diagnostics: [] };
  const isJson = extension === '.json';
  const message = `The data cannot be read: ${problem.message}`;
  const hint = isJson ? 'Correct the JSON.' : 'Correct the YAML.';
  const place = locator(mapSource(source))(problem.offset);
  return {
    value,
    diagnostics: [diagnostic('error', isJson ? 'data-json' : 'data-yaml', place, message, { hint })],
  };
}

/** JSON by the fast way, where that gives what YAML's reader, which is Jekyll's for JSON, would give. */
function quickJson(text: string): unknown {
  // Number-like keys would lose their order, and only the other reader minds how deeply values are nested.
  if (/"\d+"\s*:/.test(text) || WHOLE_FLOAT.test(text) || nesting(text) > DEEPEST) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A number such as `1.0`, of which JavaScript's reader loses the point. */
const WHOLE_FLOAT = /[:,[]\s*-?\d+\.0+\s*[,\]}]/;

/** Deeper JSON than any table or tree in a course. */
const DEEPEST = 200;

/** How deeply brackets are nested in a text at most, those in strings counted too. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function parseTable(source: SourceText, delimiter: ',' | '\t', config: SiteConfig, zone: Zone): ParsedData {
  const result = readTable(source.text, delimiter, delimiter === ',' ? config.csv : config.tsv, zone);
  if (result.problem === null) return { value: result.rows, diagnostics: [] };
  const { message, line } = result.problem;
  const hint =
    'Put a field that holds a delimiter or quotation marks into `"…"`, its own quotation marks doubled.';
  const place = { file: source.file, line, column: 1 };
  return {
    value: [],
    diagnostics: [diagnostic('error', 'data-csv', place, `The table cannot be read: ${message}`, { hint })],
  };
}
