import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isDay } from '../../../src/liquid/time/written-time.js';
import { Float } from '../../../src/liquid/values/float.js';
import { readTable } from '../../../src/site/data/table.js';
import { parseTime, UTC, type Zone, zoneOf } from '../../../src/site/data/time.js';
import { readYaml } from '../../../src/site/data/yaml.js';
import { extensionName, stemName } from '../../../src/site/files/file-name.js';
import { globMatcher, pathGlob } from '../../../src/site/files/glob.js';
import { slugify, titleizeSlug } from '../../../src/site/permalinks/placeholders.js';
import { escapePath, unescapePath } from '../../../src/site/permalinks/url.js';
import { dataKey } from '../../../src/site/scan/read-data.js';
import { fixture } from './scanned.js';

/** What Ruby made of an input: a value, or an error. */
interface Outcome {
  readonly text: string;
  readonly value?: unknown;
  readonly error?: true;
}

interface Reference {
  readonly yaml: readonly Outcome[];
  readonly times: readonly Outcome[];
  readonly walls: readonly {
    readonly wall: readonly [number, number, number, number, number];
    readonly time: number;
  }[];
  readonly tables: readonly Outcome[];
  readonly files: readonly { readonly path: string; readonly extension: string; readonly stem: string }[];
  readonly globs: readonly (readonly [string, string, boolean])[];
  readonly folders: readonly (readonly [string, string, boolean])[];
  readonly slugs: readonly (readonly [string, string, string])[];
  readonly titles: readonly (readonly [string, string])[];
  readonly paths: readonly (readonly [string, string])[];
  readonly names: readonly (readonly [string, string])[];
}

// Made by fixtures/reference.rb with Ruby, Psych and Jekyll themselves.
const reference: Reference = JSON.parse(readFileSync(fixture('reference.json'), 'utf8'));

function zone(name: string): Zone {
  const found = zoneOf(name);
  if (found === null) throw new Error(`There is no zone ${name}.`);
  return found;
}

/** A value as the fixture has it: mappings as lists of pairs, because their order counts. */
function plain(value: unknown): unknown {
  if (isDay(value)) return String(value);
  if (value instanceof Float) return value.value;
  if (value instanceof Date) return { time: value.getTime() };
  if (value instanceof Map) return { map: [...value].map(([key, inner]) => [key, plain(inner)]) };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'number' && !Number.isFinite(value)) return { float: String(value) };
  if (typeof value !== 'object' || value === null) return value;
  return { map: Object.entries(value).map(([key, inner]) => [key, plain(inner)]) };
}

describe('YAML is read as Psych reads it', () => {
  test.each(reference.yaml.map((outcome) => [outcome.text, outcome] as const))(
    '%j',
    (text, { value, error }) => {
      const read = readYaml(text);
      if (error) expect(read.problem).not.toBeNull();
      else expect(plain(read.value)).toEqual(value);
    },
  );
});

test('dates are read as Time.parse reads them', () => {
  const ours = reference.times.map(({ text }) => ({
    text,
    time: parseTime(text, zone('Asia/Tokyo'))?.getTime(),
  }));
  const theirs = reference.times.map(({ text, value }) => ({ text, ...(value as object | undefined) }));
  expect(ours).toEqual(theirs.map((outcome) => ({ time: undefined, ...outcome })));
});

test('clocks that change over are read as Ruby reads them', () => {
  const ours = reference.walls.map(({ wall: [year, month, day, hour, minute] }) =>
    zone('America/New_York').moment({ year, month, day, hour, minute, second: 0 }).getTime(),
  );
  expect(ours).toEqual(reference.walls.map(({ time }) => time));
});

test('a zone shows the time that its clocks show', () => {
  const wall = zone('Asia/Kolkata').wallTime(new Date('2024-01-05T20:00:00Z'));
  expect(wall).toEqual({ year: 2024, month: 1, day: 6, hour: 1, minute: 30, second: 0 });
  expect(zoneOf('Nowhere/City')).toBeNull();
});

describe('tables are read as Ruby’s CSV reads them', () => {
  test.each(reference.tables.map((outcome) => [outcome.text, outcome] as const))(
    '%j',
    (text, { value, error }) => {
      const read = readTable(text, ',', { headers: true, converters: [] }, UTC);
      if (error) expect(read.problem).not.toBeNull();
      else expect(plain(read.rows)).toEqual(value);
    },
  );
});

test('file names have the extensions that Ruby sees', () => {
  const ours = reference.files.map(({ path }) => ({
    path,
    extension: extensionName(path),
    stem: stemName(path),
  }));
  expect(ours).toEqual(reference.files);
});

test('globs match what File.fnmatch? matches', () => {
  expect(reference.globs.map(([glob, path]) => [glob, path, globMatcher(glob)(path)])).toEqual(
    reference.globs,
  );
});

test('globs of folders match what Dir.glob finds', () => {
  expect(reference.folders.map(([glob, path]) => [glob, path, pathGlob(glob)(path)])).toEqual(
    reference.folders,
  );
});

test('slugs and the titles made of them are Jekyll’s', () => {
  expect(reference.slugs.map(([text]) => [text, slugify(text), slugify(text, 'pretty', true)])).toEqual(
    reference.slugs,
  );
  expect(reference.titles.map(([slug]) => [slug, titleizeSlug(slug)])).toEqual(reference.titles);
});

test('paths are escaped as Jekyll escapes them, and unescaped to what they were', () => {
  expect(reference.paths.map(([path]) => [path, escapePath(path)])).toEqual(reference.paths);
  expect(reference.paths.map(([, url]) => unescapePath(url))).toEqual(reference.paths.map(([path]) => path));
});

test('data files go by the keys that Jekyll gives them', () => {
  expect(reference.names.map(([name]) => [name, dataKey(name)])).toEqual(reference.names);
});
