import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What is known of a page of the web. */
export type Outcome =
  | { readonly kind: 'found' }
  /** It has moved for good, and is found there. */
  | { readonly kind: 'moved'; readonly to: string }
  /** Its host says that it is not there. */
  | { readonly kind: 'missing'; readonly status: number }
  /** No computer has the name of its host, or this one has no network. */
  | { readonly kind: 'no-host' }
  /** Nothing can be said of it. */
  | { readonly kind: 'unreachable'; readonly reason: string };

/** What was found out on other days. */
export interface OutcomeCache {
  /** What is still known of a URL. */
  readonly get: (url: string) => Outcome | undefined;
  /** Keeps what was found out; what may change from hour to hour is not kept. */
  readonly set: (url: string, outcome: Outcome) => void;
  /** Writes the file. That it cannot be written is nobody's loss. */
  readonly save: () => Promise<void>;
}

const VERSION = 1;
const WEEK = 7 * 24 * 60 * 60 * 1000;

/** What is kept of a URL. */
interface Entry {
  /** When it was found out, in milliseconds since the epoch. */
  readonly at: number;
  readonly outcome: Outcome;
}

/** Opens the cache in a file; whatever else the file holds is forgotten. Without a file nothing is kept. */
export async function openOutcomeCache(file: string | undefined, now: number): Promise<OutcomeCache> {
  const entries = file === undefined ? new Map<string, Entry>() : await readEntries(file, now);
  return {
    get: (url) => entries.get(url)?.outcome,
    set: (url, outcome) => {
      if (outcome.kind !== 'unreachable' && outcome.kind !== 'no-host')
        entries.set(url, { at: now, outcome });
    },
    save: async () => {
      if (file !== undefined) await writeEntries(file, entries);
    },
  };
}

async function readEntries(file: string, now: number): Promise<Map<string, Entry>> {
  const data = await readJson(file);
  const entries = new Map<string, Entry>();
  if (!isObject(data) || data['version'] !== VERSION || !isObject(data['urls'])) return entries;
  for (const [url, value] of Object.entries(data['urls'])) {
    const entry = readEntry(value);
    if (entry !== undefined && entry.at <= now && now - entry.at < WEEK) entries.set(url, entry);
  }
  return entries;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function readEntry(value: unknown): Entry | undefined {
  if (!isObject(value) || typeof value['at'] !== 'number') return undefined;
  const { at, kind, to, status } = value;
  if (kind === 'found') return { at, outcome: { kind } };
  if (kind === 'moved' && typeof to === 'string') return { at, outcome: { kind, to } };
  if (kind === 'missing' && typeof status === 'number') return { at, outcome: { kind, status } };
  return undefined;
}

async function writeEntries(file: string, entries: ReadonlyMap<string, Entry>): Promise<void> {
  const urls = Object.fromEntries([...entries].map(([url, { at, outcome }]) => [url, { at, ...outcome }]));
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(temporary, JSON.stringify({ version: VERSION, urls }));
    await rename(temporary, file);
  } catch {
    await rm(temporary, { force: true }).catch(() => {});
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
