import { readFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { textFingerprint } from '../../cache/index.js';
import { Float, WatchedTime, WrittenTime } from '../../liquid/index.js';
import {
  decodeText,
  deserializeReading,
  isRecord,
  type Page,
  type PageBody,
  type Site,
} from '../../site/index.js';
import type { PageSources } from '../pages/index.js';
import { CourseChanged } from '../scan/index.js';

/** Thrown where something of a site cannot be told to another thread. */
class Untellable extends Error {}

/** The key of an object that stands for one that a thread would receive without its class. */
const CLASS = '\u0000class';

/**
 * A site as bytes that every thread can read; undefined where something in it cannot be told. A page's text stays in its
 * file, where the thread that makes the page reads it.
 */
export function siteMessage({ site, paginators, plugins }: PageSources): SharedArrayBuffer | undefined {
  try {
    const telling = { known: new Map(), pages: new Set<object>(site.pages) };
    const bytes = serialize(told([site, paginators, plugins], telling, 0));
    const shared = new SharedArrayBuffer(bytes.length);
    new Uint8Array(shared).set(bytes);
    return shared;
  } catch (error) {
    // There is no room for it.
    if (error instanceof Untellable || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Reads what {@link siteMessage} wrote; `now` stands for the time of the build. */
export function readSiteMessage(message: SharedArrayBuffer, now: Date): PageSources {
  // Deserializing looks at bytes that nobody else changes, but takes no shared ones.
  const heardSources = heard(deserialize(Buffer.from(new Uint8Array(message))), now, new Map());
  const [site, paginators, plugins] = heardSources as [
    Site,
    PageSources['paginators'],
    PageSources['plugins'],
  ];
  return { site, paginators, plugins };
}

/** Objects that lie deeper in each other are more than the stack may hold. */
const DEEPEST = 500;

/** What is told of a site. */
interface Telling {
  /** What each object is told as. */
  readonly known: Map<object, unknown>;
  /** Those of its objects that are pages: data may look like one. */
  readonly pages: ReadonlySet<object>;
}

/** A value in which objects of a class of lectern's own, and texts that lie in files, are plain data; one object stays one. */
function told(value: unknown, telling: Telling, depth: number): unknown {
  const { known, pages } = telling;
  if (typeof value === 'function' || typeof value === 'symbol') throw new Untellable();
  if (typeof value !== 'object' || value === null) return value;
  if (known.has(value)) return known.get(value);
  if (depth > DEEPEST) throw new Untellable();
  if (value instanceof Date || value instanceof Float) {
    const plain = toldInstance(value);
    known.set(value, plain);
    return plain;
  }
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    known.set(value, list);
    for (const member of value) list.push(told(member, telling, depth + 1));
    return list;
  }
  if (value instanceof Map) {
    const map = new Map<unknown, unknown>();
    known.set(value, map);
    for (const [key, member] of value)
      map.set(told(key, telling, depth + 1), told(member, telling, depth + 1));
    return map;
  }
  if (value instanceof Set) {
    const set = new Set<unknown>();
    known.set(value, set);
    for (const member of value) set.add(told(member, telling, depth + 1));
    return set;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if ((prototype !== Object.prototype && prototype !== null) || Object.hasOwn(value, CLASS))
    throw new Untellable();
  const record: Record<string, unknown> = {};
  known.set(value, record);
  if (pages.has(value)) {
    // It is one of the pages of the site.
    const page = value as Page;
    for (const [key, member] of Object.entries(value))
      if (key !== 'body') define(record, key, told(member, telling, depth + 1));
    record['body'] = toldBody(page, telling, depth);
    return record;
  }
  for (const [key, member] of Object.entries(value)) define(record, key, told(member, telling, depth + 1));
  return record;
}

/** Sets a property, also one that is called `__proto__`. */
function define(record: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  else record[key] = value;
}

function toldInstance(value: Date | Float): unknown {
  if (value instanceof WatchedTime) return { [CLASS]: 'now' };
  if (value instanceof WrittenTime) return { [CLASS]: 'time', moment: value.getTime(), clock: value.clock };
  if (value instanceof Float) return { [CLASS]: 'float', value: value.value };
  return value;
}

/** A page's text, or where it lies. */
function toldBody({ body, file }: Page, telling: Telling, depth: number): unknown {
  const { traits } = body;
  if (traits !== undefined && file.absolute !== '')
    return { [CLASS]: 'body', traits, path: file.path, absolute: file.absolute };
  return told({ ...body }, telling, depth + 1);
}

/** What {@link told} was told of. It changes the objects that it is given. */
function heard(value: unknown, now: Date, known: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (known.has(value)) return known.get(value);
  if (Array.isArray(value)) {
    known.set(value, value);
    for (const [index, member] of value.entries())
      if (typeof member === 'object') value[index] = heard(member, now, known);
    return value;
  }
  if (value instanceof Map) {
    known.set(value, value);
    for (const [key, member] of value)
      if (typeof member === 'object') value.set(key, heard(member, now, known));
    return value;
  }
  if (!isRecord(value)) return value;
  if (Object.hasOwn(value, CLASS)) {
    const instance = heardInstance(value, now);
    known.set(value, instance);
    return instance;
  }
  known.set(value, value);
  for (const [key, member] of Object.entries(value)) {
    if (typeof member === 'object' && member !== null) {
      const changed = heard(member, now, known);
      if (changed !== member)
        Object.defineProperty(value, key, {
          value: changed,
          enumerable: true,
          configurable: true,
          writable: true,
        });
    }
  }
  return value;
}

function heardInstance(value: Readonly<Record<string, unknown>>, now: Date): unknown {
  // `toldInstance` and `toldBody` wrote these.
  switch (value[CLASS]) {
    case 'now':
      return now;
    case 'time':
      return new WrittenTime(value['moment'] as number, value['clock'] as WrittenTime['clock']);
    case 'float':
      return new Float(value['value'] as number);
    default:
      return bodyInFile(value as unknown as BodyInFile);
  }
}

interface BodyInFile {
  readonly traits: NonNullable<PageBody['traits']>;
  readonly path: string;
  readonly absolute: string;
}

/**
 * A page's text that is read when something asks for it. Throws a {@link CourseChanged} where it is another by then, or the
 * build reads it as another.
 */
function bodyInFile({ traits, path, absolute }: BodyInFile): PageBody {
  const load = (): string => {
    const { text } = decodeText(readFileSync(absolute));
    if (textFingerprint(text) !== traits.hash) throw new CourseChanged(`${path} has changed.`);
    return text;
  };
  return deserializeReading({ data: {}, diagnostics: [], traits }, path, load).body;
}
