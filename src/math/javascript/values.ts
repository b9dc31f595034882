import type { AnyNode } from 'acorn';

/** A value that a script writes out. What it computes in a way that cannot be followed is missing, not guessed. */
export type Literal = string | number | boolean | null | readonly Literal[] | LiteralObject;
export interface LiteralObject {
  readonly [key: string]: Literal | undefined;
}

/** Whether a value is an object of names and values. */
export function isObject(value: Literal | undefined): value is LiteralObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A place in the scripts of a page: which of them, and the offset into its text. */
export interface ScriptPosition {
  readonly script: number;
  readonly at: number;
}

/** What a reader of a script knows of a value; `undefined` is JavaScript's own. */
export type ScriptValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | ScriptObject
  | ScriptList
  | ScriptFunction
  | UnknownValue
  | GlobalObject;

export interface ScriptObject {
  readonly kind: 'object';
  readonly entries: Map<string, ScriptValue>;
  /** Where each entry was written last. */
  readonly positions: Map<string, ScriptPosition>;
  /** What was spread into it or merged with it and cannot be followed. */
  readonly unknown: UnknownValue[];
}

export interface ScriptList {
  readonly kind: 'list';
  readonly items: ScriptValue[];
}

export interface ScriptFunction {
  readonly kind: 'function';
  readonly node: Extract<
    AnyNode,
    { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
  >;
  readonly scope: ScriptScope;
  readonly script: number;
}

/** A value that cannot be followed. */
export interface UnknownValue {
  readonly kind: 'unknown';
  readonly position: ScriptPosition;
  /** What it is called, where it is a name that no script of the page gives a value, or a property of such a one. */
  readonly path?: string;
  /** Whether it is such a name itself, so that it may have no value at all. */
  readonly absent?: boolean;
}

/** `window`: its properties are the global variables. */
export interface GlobalObject {
  readonly kind: 'global';
}

/** The variables of a block or a function. */
export interface ScriptScope {
  readonly variables: Map<string, ScriptValue>;
  readonly outer: ScriptScope | undefined;
  /** Whether it is a function's, in which `var` declares. */
  readonly isFunction: boolean;
}

export const GLOBAL: GlobalObject = { kind: 'global' };

export function newObject(entries: Iterable<readonly [string, ScriptValue]> = []): ScriptObject {
  return { kind: 'object', entries: new Map(entries), positions: new Map(), unknown: [] };
}

export function isKind<Kind extends 'object' | 'list' | 'function' | 'unknown' | 'global'>(
  value: ScriptValue,
  kind: Kind,
): value is Extract<ScriptValue, { kind: Kind }> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}

/** Whether a value counts as true; undefined where that is not known. */
export function truth(value: ScriptValue): boolean | undefined {
  if (isKind(value, 'unknown')) return undefined;
  return typeof value === 'object' ? value !== null : Boolean(value);
}

/** Texts of more characters, and lists of more items, are not followed: a few lines can double them for ever. */
export const LONGEST_TEXT = 100_000;
export const LONGEST_LIST = 10_000;
const MOST_UNKNOWN = 20;

/** Writes what `source` has into `target`, as `Object.assign` does; `deep` merges objects within, as MathJax does. */
export function assign(target: ScriptObject, source: ScriptValue, deep = false): void {
  if (isKind(source, 'unknown')) {
    // A name that has no value adds nothing.
    if (source.absent !== true && target.unknown.length < MOST_UNKNOWN) target.unknown.push(source);
    return;
  }
  if (!isKind(source, 'object') || source === target) return;
  for (const [key, value] of source.entries) {
    const known = target.entries.get(key);
    if (deep && isKind(known, 'object') && isKind(value, 'object')) assign(known, value, true);
    else target.entries.set(key, value);
    const position = source.positions.get(key);
    if (position !== undefined) target.positions.set(key, position);
  }
  target.unknown.push(...source.unknown.slice(0, MOST_UNKNOWN - target.unknown.length));
}

/** A value as plain data, and the paths in it that cannot be followed. */
export interface PlainValue {
  readonly value: Literal | undefined;
  readonly unknown: readonly { readonly path: readonly string[]; readonly position: ScriptPosition }[];
  /** Where each key of its objects was written, by the path of the key joined by spaces. */
  readonly positions: ReadonlyMap<string, ScriptPosition>;
}

/** The deepest that values are looked into: an object may hold itself. */
const DEEPEST = 12;

/** What is known of a value when the scripts have been read. Functions are no data, and left out. */
export function plainValue(value: ScriptValue): PlainValue {
  const unknown: { path: readonly string[]; position: ScriptPosition }[] = [];
  const positions = new Map<string, ScriptPosition>();
  const plain = (part: ScriptValue, path: readonly string[]): Literal | undefined => {
    if (part === null || typeof part !== 'object') return part;
    if (isKind(part, 'unknown')) {
      unknown.push({ path, position: part.position });
      return undefined;
    }
    if (path.length >= DEEPEST) return undefined;
    if (isKind(part, 'list')) {
      return part.items.map((item, index) => plain(item, [...path, String(index)]) ?? null);
    }
    if (isKind(part, 'function')) {
      const position = { script: part.script, at: part.node.start };
      unknown.push({ path, position });
      return undefined;
    }
    if (!isKind(part, 'object')) return undefined;
    const entries: [string, Literal][] = [];
    for (const [key, entry] of part.entries) {
      const inside = [...path, key];
      const position = part.positions.get(key);
      if (position !== undefined) positions.set(inside.join(' '), position);
      const literal = plain(entry, inside);
      if (literal !== undefined) entries.push([key, literal]);
    }
    for (const { position } of part.unknown) unknown.push({ path, position });
    return Object.fromEntries(entries);
  };
  return { value: plain(value, []), unknown, positions };
}

/** Data out of JSON as a value. */
export function valueOfJson(json: unknown): ScriptValue {
  if (Array.isArray(json)) return { kind: 'list', items: json.map(valueOfJson) };
  if (typeof json === 'object' && json !== null) {
    return newObject(Object.entries(json).map(([key, value]) => [key, valueOfJson(value)] as const));
  }
  return typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean' ? json : null;
}
