import type { AnyNode } from 'acorn';
import {
  GLOBAL,
  isKind,
  newObject,
  type ScriptFunction,
  type ScriptObject,
  type ScriptPosition,
  type ScriptScope,
  type ScriptValue,
  type UnknownValue,
} from './values.js';

/** What reaches beyond a script: what it hands to MathJax or KaTeX, and what it loads. */
export interface ScriptEffect {
  /**
   * `config`: a configuration of MathJax; `macro`: the arguments of `TEX.Macro`; `render`: those of KaTeX's auto-render;
   * `formula`: those by which a script has KaTeX typeset one formula;
   * `code`: commands of TeX that a script implements itself; `load`: the address of a script that it loads; `folder`: a
   * name and the folder of MathJax 2's extensions that it stands for, as in `[course]/macros.js`.
   */
  readonly kind: 'config' | 'macro' | 'render' | 'formula' | 'code' | 'load' | 'folder';
  readonly values: readonly ScriptValue[];
  readonly position: ScriptPosition;
}

/** The value with which a function returns, where a statement ends it. */
export type Completion = { readonly value: ScriptValue } | undefined;

/** The state of an evaluation of scripts. */
export interface Evaluation {
  readonly globals: ScriptScope;
  readonly effects: ScriptEffect[];
  /** The scripts that do what has nothing to do with these. */
  readonly active: Set<number>;
  /** Global variables by the last script that wrote them, until one reads them. */
  readonly unread: Map<string, number>;
  /** Functions that nobody has called yet, by their nodes. */
  readonly waiting: Map<AnyNode, ScriptFunction>;
  /** `evaluate` of expressions, for what stands in calls. */
  readonly evaluate: (node: AnyNode, scope: ScriptScope, evaluation: Evaluation) => ScriptValue;
  /** What runs the statements of a function. */
  readonly runBody: (body: readonly AnyNode[], scope: ScriptScope, evaluation: Evaluation) => Completion;
  script: number;
  /** How many expressions are still looked at. */
  steps: number;
  depth: number;
}

/** The value of a variable, or of a name that no script of the page gives one. */
export function lookUp(name: string, node: AnyNode, scope: ScriptScope, evaluation: Evaluation): ScriptValue {
  for (let at: ScriptScope | undefined = scope; at !== undefined; at = at.outer) {
    if (!at.variables.has(name)) continue;
    if (at === evaluation.globals) evaluation.unread.delete(name);
    return at.variables.get(name);
  }
  if (name === 'undefined') return undefined;
  if (name === 'window' || name === 'self' || name === 'globalThis') return GLOBAL;
  return unknown(node, evaluation, { path: name, absent: true });
}

/** Gives a variable a value; one that nobody has declared is global. */
export function write(
  name: string,
  value: ScriptValue,
  node: AnyNode,
  scope: ScriptScope,
  evaluation: Evaluation,
): void {
  let at: ScriptScope | undefined = scope;
  while (at !== undefined && !at.variables.has(name)) at = at.outer;
  (at ?? evaluation.globals).variables.set(name, value);
  if (at === undefined || at === evaluation.globals) noteGlobal(name, value, node, evaluation);
}

/** Takes note of a global variable's value: `MathJax` is the configuration. */
export function noteGlobal(name: string, value: ScriptValue, node: AnyNode, evaluation: Evaluation): void {
  if (name !== 'MathJax') {
    evaluation.unread.set(name, evaluation.script);
    return;
  }
  if (value === undefined || evaluation.effects.some(({ values }) => values[0] === value)) return;
  evaluation.effects.push({ kind: 'config', values: [value], position: positionOf(node, evaluation) });
}

/** The object at a path of MathJax's configuration, made where it is not there. */
export function mathJaxPart(path: string, node: AnyNode, evaluation: Evaluation): ScriptObject {
  const known = evaluation.globals.variables.get('MathJax');
  let object = isKind(known, 'object') ? known : newObject();
  if (object !== known) {
    evaluation.globals.variables.set('MathJax', object);
    noteGlobal('MathJax', object, node, evaluation);
  }
  for (const key of path.replace(/^MathJax(?:\.Hub)?(?:\.config)?\.?/, '').split('.')) {
    if (key === '') continue;
    const held = object.entries.get(key);
    const next = isKind(held, 'object') ? held : newObject();
    object.entries.set(key, next);
    object = next;
  }
  return object;
}

/** The effect of a call on MathJax or KaTeX, by what it calls. */
export function effectOf(path: string): ScriptEffect['kind'] | undefined {
  if (path === 'MathJax.Hub.Config') return 'config';
  if (/(?:^|\.)(?:TEX|TeX)\.Macro$/.test(path)) return 'macro';
  if (/(?:^|\.)katex\.render(?:ToString)?$/.test(path)) return 'formula';
  return /(?:^|\.)renderMathInElement$/.test(path) ? 'render' : undefined;
}

/** Whether a call does nothing but ask the page, MathJax or the console, or wait until a page is there. */
export function isHarmless(
  path: string,
  key: string | undefined,
  [first, ...others]: readonly ScriptValue[],
): boolean {
  if (/^(?:MathJax|console)\.|^document\.(?:querySelector|getElement)|^Array\.from$/.test(path)) return true;
  if (key === 'addEventListener') return first === 'DOMContentLoaded' || first === 'load';
  const isReady = key === 'ready' || key === 'forEach' || path === '$' || path === 'jQuery';
  return isReady && others.length === 0 && (isKind(first, 'function') || path === '$' || path === 'jQuery');
}

/** What a name or a chain of names is called, without `window.`; undefined for anything else. */
export function pathOf(node: AnyNode): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier')
    return undefined;
  const object = pathOf(node.object);
  if (object === undefined) return undefined;
  return /^(?:window|self|globalThis)$/.test(object) ? node.property.name : `${object}.${node.property.name}`;
}

/** Gives every name in a pattern a value that is not known. */
export function bindUnknown(pattern: AnyNode, scope: ScriptScope, evaluation: Evaluation): void {
  switch (pattern.type) {
    case 'Identifier':
      scope.variables.set(pattern.name, unknown(pattern, evaluation));
      return;
    case 'VariableDeclaration':
      for (const { id } of pattern.declarations) bindUnknown(id, scope, evaluation);
      return;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        bindUnknown(property.type === 'RestElement' ? property.argument : property.value, scope, evaluation);
      }
      return;
    case 'ArrayPattern':
      for (const element of pattern.elements) if (element !== null) bindUnknown(element, scope, evaluation);
      return;
    case 'AssignmentPattern':
      bindUnknown(pattern.left, scope, evaluation);
      return;
    case 'RestElement':
      bindUnknown(pattern.argument, scope, evaluation);
      return;
    default:
  }
}

/** The value of an expression that cannot be followed. */
export function unknown(
  { start }: AnyNode,
  { script }: Evaluation,
  more: Partial<UnknownValue> = {},
): UnknownValue {
  return { kind: 'unknown', position: { script, at: start }, ...more };
}

/** Where a node starts. */
export function positionOf({ start }: AnyNode, { script }: Evaluation): ScriptPosition {
  return { script, at: start };
}

/** The value of a property, which is JavaScript's `undefined` where an object that is known has none. */
export function propertyOf(
  object: ScriptValue,
  key: string | undefined,
  node: AnyNode,
  evaluation: Evaluation,
): ScriptValue {
  if (key === undefined) return unknown(node, evaluation);
  if (isKind(object, 'global')) return lookUp(key, node, evaluation.globals, evaluation);
  const isMathJax = object === evaluation.globals.variables.get('MathJax');
  if (isKind(object, 'object')) {
    if (object.entries.has(key)) return object.entries.get(key);
    if (!isMathJax) return object.unknown.length > 0 ? unknown(node, evaluation) : undefined;
    // What MathJax has besides its configuration, once it is loaded.
    return key === 'config' ? object : unknown(node, evaluation, { path: `MathJax.${key}` });
  }
  if (isKind(object, 'list')) return key === 'length' ? object.items.length : object.items[Number(key)];
  if (typeof object === 'string') return key === 'length' ? object.length : object[Number(key)];
  const path = isKind(object, 'unknown') ? object.path : undefined;
  return unknown(node, evaluation, path === undefined ? {} : { path: `${path}.${key}` });
}

/** The name of the property that a member expression reads or writes, where it is known. */
export function keyOf(
  { computed, property }: Extract<AnyNode, { type: 'MemberExpression' }>,
  scope: ScriptScope,
  evaluation: Evaluation,
): string | undefined {
  if (!computed) return property.type === 'Identifier' ? property.name : undefined;
  const key = evaluation.evaluate(property, scope, evaluation);
  return typeof key === 'string' || typeof key === 'number' ? String(key) : undefined;
}

/** The values of an argument or an element, of which a spread list gives several. */
export function spread(node: AnyNode, scope: ScriptScope, evaluation: Evaluation): ScriptValue[] {
  if (node.type !== 'SpreadElement') return [evaluation.evaluate(node, scope, evaluation)];
  const list = evaluation.evaluate(node.argument, scope, evaluation);
  return isKind(list, 'list') ? list.items : [unknown(node, evaluation)];
}
