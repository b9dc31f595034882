import { Float, isNumeric, numberOf, Time } from '../liquid/index.js';

/** Gives plugins values that they cannot change, and takes back what they make of them. */
export interface PluginValues {
  /** A value of Liquid's as a plugin sees it: numbers are numbers, times are `Date`s, and nothing can be changed. */
  readonly view: (value: unknown) => unknown;
  /** What a plugin gives as a value of Liquid's. Functions and the like are nothing. */
  readonly value: (given: unknown) => unknown;
}

/** Makes a giver of values, which knows again what it has given. */
export function pluginValues(): PluginValues {
  const views = new WeakMap<object, object>();
  const originals = new WeakMap<object, unknown>();
  const view = (value: unknown): unknown => {
    if (isNumeric(value)) return numberOf(value);
    if (typeof value !== 'object' || value === null) return value ?? null;
    const known = views.get(value);
    if (known !== undefined) return known;
    const made =
      value instanceof Time
        ? new Date(value.epoch)
        : value instanceof Date
          ? new Date(value)
          : readOnly(value, view);
    views.set(value, made);
    originals.set(made, value);
    return made;
  };
  const value = (given: unknown): unknown => {
    if (typeof given === 'function' || typeof given === 'symbol' || given === undefined) return null;
    if (typeof given === 'bigint') return Number(given);
    if (typeof given !== 'object' || given === null) return given;
    if (originals.has(given)) return originals.get(given);
    if (given instanceof Date || given instanceof Float) return given;
    if (Array.isArray(given)) return given.map(value);
    if (given instanceof Set) return [...given].map(value);
    if (given instanceof Map)
      return Object.fromEntries([...given].map(([key, member]) => [String(key), value(member)]));
    return Object.fromEntries(Object.entries(given).map(([key, member]) => [key, value(member)]));
  };
  return { view, value };
}

/** An object or list whose members are seen through `view` and cannot be set. */
function readOnly(value: object, view: (value: unknown) => unknown): object {
  const refuse = (): never => {
    throw new TypeError('What a plugin is given cannot be changed; make a copy of it.');
  };
  // A proxy may not say otherwise than its target of members that cannot be configured, so it has a target of its own.
  return new Proxy(Array.isArray(value) ? [] : {}, {
    get: (target, key, receiver) =>
      typeof key === 'string' && Object.hasOwn(value, key)
        ? view(Reflect.get(value, key))
        : Reflect.get(target, key, receiver),
    has: (_, key) => Object.hasOwn(value, key),
    ownKeys: (target) => [...new Set([...Reflect.ownKeys(target), ...Object.keys(value)])],
    getOwnPropertyDescriptor: (target, key) => {
      const own = Reflect.getOwnPropertyDescriptor(target, key);
      if (own?.configurable === false) return { ...own, value: Reflect.get(value, key) };
      if (typeof key !== 'string' || !Object.hasOwn(value, key)) return undefined;
      return { value: view(Reflect.get(value, key)), enumerable: true, configurable: true, writable: false };
    },
    set: refuse,
    defineProperty: refuse,
    deleteProperty: refuse,
    setPrototypeOf: refuse,
  });
}
