import { readdirSync, readFileSync, utimesSync } from 'node:fs';
import { isDay } from '../../../src/liquid/time/written-time.js';
import { Float } from '../../../src/liquid/values/float.js';
import { fixture, folderOf, type Scanned, scanned } from './scanned.js';

// Each folder of the fixtures is a site with one or more configurations, and beside each configuration stands what
// Jekyll with GitHub Pages' plugins reads from the site under it (see fixtures/jekyll.rb).

/** Names of a site and of one of its configurations. */
export type Case = readonly [site: string, configuration: string];

export const CASES: readonly Case[] = readdirSync(fixture('.'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(fixture(name))
      .filter((file) => file.endsWith('.yml'))
      .map((file) => [name, file.replace('.yml', '')] as const),
  );

/** What Jekyll read in a case, with the headings that it made titles of. */
export function readByJekyll<T>([name, configuration]: Case): T & {
  readonly headings: Readonly<Record<string, string>>;
} {
  return JSON.parse(readFileSync(fixture(`${name}/${configuration}.json`), 'utf8'));
}

/** Reads a case's site ourselves. */
export async function readByUs(
  [name, configuration]: Case,
  headings: Readonly<Record<string, string>>,
): Promise<Scanned> {
  const source =
    name === 'names'
      ? await folderOf(JSON.parse(readFileSync(fixture('names/files.json'), 'utf8')))
      : fixture(`${name}/site`);
  // An undated draft takes its file's time for its date.
  const draftTime = new Date('2024-05-20T00:00:00Z');
  for (const path of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (/(?:^|\/)_drafts\/[^/]+$/.test(path)) utimesSync(`${source}/${path}`, draftTime, draftTime);
  }
  const configFiles = [`${source}/_config.yml`, fixture(`${name}/${configuration}.yml`)];
  return scanned(source, { configFiles }, headings);
}

/** A value as the fixtures have it: a point in time as `{ time }`, in milliseconds. */
export function plain(value: unknown): unknown {
  if (isDay(value)) return String(value);
  if (value instanceof Float) return value.value;
  if (value instanceof Date) return { time: value.getTime() };
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
