import {
  assign,
  isKind,
  LONGEST_LIST,
  LONGEST_TEXT,
  newObject,
  type ScriptFunction,
  type ScriptValue,
  valueOfJson,
} from './values.js';

/** A call of something that no script of the page defines. */
export interface BuiltInCall {
  /** What is called, as far as it has a name: `Object.assign`. */
  readonly path: string;
  /** The value whose method is called, and the method's name. */
  readonly object: ScriptValue;
  readonly key: string | undefined;
  readonly values: readonly ScriptValue[];
}

/** Reads a function of the page with these arguments. */
type CallFunction = (called: ScriptFunction, values: readonly ScriptValue[]) => ScriptValue;

/** What a function of JavaScript's own, or jQuery's `$.extend`, gives; undefined for calls that are not followed. */
export function calledBuiltIn(
  { path, object, key, values }: BuiltInCall,
  call: CallFunction,
): { readonly value: ScriptValue } | undefined {
  const [first, ...others] = values;
  switch (path) {
    case 'Object.assign':
      return merged(first, others, false);
    case '$.extend':
    case 'jQuery.extend':
      return first === true ? merged(others[0], others.slice(1), true) : merged(first, others, false);
    case 'Object.freeze':
    case 'structuredClone':
      return { value: first };
    case 'Object.keys':
    case 'Object.values':
    case 'Object.entries':
      return isKind(first, 'object') ? { value: listed(path, first.entries) } : undefined;
    case 'Object.fromEntries':
      return fromEntries(first);
    case 'JSON.parse':
      return typeof first === 'string' ? parsed(first) : undefined;
    default:
  }
  if (isKind(object, 'list') && key !== undefined) {
    const items = values.reduce<number>(
      (sum, one) => sum + (isKind(one, 'list') ? one.items.length : 1),
      object.items.length,
    );
    return items > LONGEST_LIST ? undefined : calledOnList(object.items, key, values, call);
  }
  if (typeof object === 'string' && key === 'split' && typeof first === 'string') {
    const items = object.split(first);
    return items.length > LONGEST_LIST ? undefined : { value: { kind: 'list', items } };
  }
  return isKind(object, 'function') && key === 'call' ? { value: call(object, others) } : undefined;
}

function merged(
  target: ScriptValue,
  sources: readonly ScriptValue[],
  deep: boolean,
): { readonly value: ScriptValue } | undefined {
  const into = isKind(target, 'object') ? target : newObject();
  if (into !== target) assign(into, target);
  for (const source of sources) assign(into, source, deep);
  return { value: into };
}

function listed(path: string, entries: ReadonlyMap<string, ScriptValue>): ScriptValue {
  const pairs = [...entries];
  if (path === 'Object.keys') return { kind: 'list', items: pairs.map(([key]) => key) };
  if (path === 'Object.values') return { kind: 'list', items: pairs.map(([, value]) => value) };
  return { kind: 'list', items: pairs.map((pair): ScriptValue => ({ kind: 'list', items: [...pair] })) };
}

function fromEntries(list: ScriptValue): { readonly value: ScriptValue } | undefined {
  if (!isKind(list, 'list')) return undefined;
  const made = newObject();
  for (const item of list.items) {
    const [key, value] = isKind(item, 'list') ? item.items : [];
    if (typeof key !== 'string') return undefined;
    made.entries.set(key, value);
  }
  return { value: made };
}

function parsed(json: string): { readonly value: ScriptValue } | undefined {
  try {
    return { value: valueOfJson(JSON.parse(json)) };
  } catch {
    return undefined;
  }
}

function joinedList(
  items: readonly ScriptValue[],
  between: string,
): { readonly value: ScriptValue } | undefined {
  const texts = items.flatMap((item) =>
    typeof item === 'string' || typeof item === 'number' ? [String(item)] : [],
  );
  const length = texts.reduce((sum, text) => sum + text.length + between.length, 0);
  return texts.length < items.length || length > LONGEST_TEXT ? undefined : { value: texts.join(between) };
}

function calledOnList(
  items: ScriptValue[],
  key: string,
  values: readonly ScriptValue[],
  call: CallFunction,
): { readonly value: ScriptValue } | undefined {
  const [first] = values;
  switch (key) {
    case 'concat':
      return {
        value: {
          kind: 'list',
          items: [...items, ...values.flatMap((one) => (isKind(one, 'list') ? one.items : [one]))],
        },
      };
    case 'push':
      items.push(...values);
      return { value: items.length };
    case 'join':
      return joinedList(items, typeof first === 'string' ? first : ',');
    case 'forEach':
    case 'map': {
      if (!isKind(first, 'function')) return undefined;
      const results = [...items].map((item, index) => call(first, [item, index]));
      return { value: key === 'map' ? { kind: 'list', items: results } : undefined };
    }
    default:
      return undefined;
  }
}
