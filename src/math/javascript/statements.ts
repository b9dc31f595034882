import type { AnyNode, Program } from 'acorn';
import { call } from './calls.js';
import {
  bindUnknown,
  type Completion,
  noteGlobal,
  type ScriptsInWork,
  spotOf,
  type ToldValue,
  unknown,
} from './evaluation.js';
import { evaluate } from './expressions.js';
import { isKind, type ScriptScope, truth } from './values.js';

/** What the scripts of a page say to MathJax and KaTeX. */
export interface ScriptEvaluation {
  readonly told: readonly ToldValue[];
  /** Scripts, by their numbers, that also do what has nothing to do with telling it. */
  readonly active: ReadonlySet<number>;
}

/** How many expressions are read of each script, and of the functions that are called later. */
const MOST_STEPS = 100_000;

/**
 * Follows the scripts of a page as someone who reads their code would, in their order: what their variables hold, what
 * is written into their objects, what their functions return. Nothing is run; neither the page nor the network is
 * there, and what depends on them is an `UnknownValue`. Where a condition is unknown both ways are read. Functions
 * that a script hands to others, or that nothing calls, are read behind all scripts, as callbacks are called later.
 */
export function evaluateScripts(programs: readonly (Program | undefined)[]): ScriptEvaluation {
  const globals: ScriptScope = { variables: new Map(), outer: undefined, isFunction: true };
  const work: ScriptsInWork = {
    globals,
    told: [],
    active: new Set(),
    unread: new Map(),
    waiting: new Map(),
    evaluate,
    runBody: runAll,
    script: 0,
    steps: MOST_STEPS,
    depth: 0,
  };
  for (const [index, program] of programs.entries()) {
    if (program === undefined) continue;
    work.script = index;
    work.steps = MOST_STEPS;
    shallow(work, () => runAll(program.body, globals, work));
  }
  work.steps = MOST_STEPS;
  for (let [next] = work.waiting.values(); next !== undefined; [next] = work.waiting.values()) {
    const callback = next;
    work.waiting.delete(callback.node);
    shallow(work, () => call(callback, [], work));
  }
  return { told: work.told, active: new Set([...work.active, ...work.unread.values()]) };
}

/** Reads something; code that is nested too deep for that is left, and may do anything. */
function shallow(work: ScriptsInWork, read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    work.active.add(work.script);
    work.depth = 0;
  }
}

function runAll(body: readonly AnyNode[], scope: ScriptScope, work: ScriptsInWork): Completion {
  for (const node of body) {
    if (node.type === 'FunctionDeclaration' && node.id)
      scope.variables.set(node.id.name, evaluate(node, scope, work));
  }
  for (const node of body) {
    const completion = run(node, scope, work);
    if (completion !== undefined) return completion;
  }
  return undefined;
}

function run(node: AnyNode, scope: ScriptScope, work: ScriptsInWork): Completion {
  switch (node.type) {
    case 'ExpressionStatement':
      evaluate(node.expression, scope, work);
      return undefined;
    case 'VariableDeclaration':
      declareAll(node, scope, work);
      return undefined;
    case 'BlockStatement':
      return runAll(node.body, blockScope(scope), work);
    case 'IfStatement': {
      const test = truth(evaluate(node.test, scope, work));
      if (test === true) return run(node.consequent, scope, work);
      const { alternate } = node;
      if (test === false) return alternate ? run(alternate, scope, work) : undefined;
      // Whichever way it goes, the text behind may be read.
      run(node.consequent, scope, work);
      if (alternate) run(alternate, scope, work);
      return undefined;
    }
    case 'ReturnStatement':
      return { value: node.argument ? evaluate(node.argument, scope, work) : undefined };
    case 'ForOfStatement':
    case 'ForStatement':
    case 'ForInStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return runLoop(node, scope, work);
    case 'TryStatement': {
      const completion = run(node.block, scope, work);
      if (node.finalizer) run(node.finalizer, scope, work);
      return completion;
    }
    case 'LabeledStatement':
      return run(node.body, scope, work);
    case 'SwitchStatement':
      evaluate(node.discriminant, scope, work);
      for (const { consequent } of node.cases) runAll(consequent, blockScope(scope), work);
      return undefined;
    case 'ExportNamedDeclaration':
      return node.declaration ? run(node.declaration, scope, work) : undefined;
    case 'ExportDefaultDeclaration':
      evaluate(node.declaration, scope, work);
      return undefined;
    case 'ImportDeclaration':
      runImport(node, scope, work);
      return undefined;
    case 'ClassDeclaration':
      if (node.id !== null) bindUnknown(node.id, scope, work);
      work.active.add(work.script);
      return undefined;
    default:
      return undefined;
  }
}

/** What a module gives is not followed, only what it does; KaTeX's are known by their addresses, under any name. */
function runImport(
  { specifiers, source }: Extract<AnyNode, { type: 'ImportDeclaration' }>,
  scope: ScriptScope,
  work: ScriptsInWork,
): void {
  const address = String(source.value);
  const isRender = /\bauto-render\b/.test(address);
  const isKatex = isRender || /\bkatex\b/.test(address);
  for (const { local, type } of specifiers) {
    const path = isRender ? 'renderMathInElement' : 'katex';
    const isKnown = isKatex && type === 'ImportDefaultSpecifier';
    scope.variables.set(local.name, unknown(local, work, isKnown ? { path } : {}));
  }
  if (isKatex) return;
  work.told.push({ kind: 'load', values: [address], spot: spotOf(source, work) });
  work.active.add(work.script);
}

function declareAll(
  { kind, declarations }: Extract<AnyNode, { type: 'VariableDeclaration' }>,
  scope: ScriptScope,
  work: ScriptsInWork,
): void {
  for (const { id, init } of declarations) {
    const value = init ? evaluate(init, scope, work) : undefined;
    if (id.type !== 'Identifier') {
      bindUnknown(id, scope, work);
      continue;
    }
    const target = kind === 'var' ? varScope(scope) : scope;
    if (init || !target.variables.has(id.name)) target.variables.set(id.name, value);
    if (target === work.globals && init) noteGlobal(id.name, value, id, work);
  }
}

/** Of a list that is known each item is read; the body of any other loop once, with variables of any value. */
function runLoop(
  node: Extract<
    AnyNode,
    { type: 'ForOfStatement' | 'ForStatement' | 'ForInStatement' | 'WhileStatement' | 'DoWhileStatement' }
  >,
  scope: ScriptScope,
  work: ScriptsInWork,
): Completion {
  const round = blockScope(scope);
  if (node.type === 'ForStatement') {
    if (node.init?.type === 'VariableDeclaration') bindUnknown(node.init, round, work);
  } else if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') {
    const over = evaluate(node.right, scope, work);
    const list = typeof over === 'string' ? { kind: 'list' as const, items: [...over] } : over;
    const pattern = node.left.type === 'VariableDeclaration' ? node.left.declarations[0]?.id : node.left;
    if (node.type === 'ForOfStatement' && isKind(list, 'list') && pattern?.type === 'Identifier') {
      for (const item of [...list.items]) {
        const each = blockScope(scope);
        each.variables.set(pattern.name, item);
        const completion = run(node.body, each, work);
        if (completion !== undefined) return completion;
      }
      return undefined;
    }
    bindUnknown(node.left, round, work);
  }
  run(node.body, round, work);
  return undefined;
}

function blockScope(outer: ScriptScope): ScriptScope {
  return { variables: new Map(), outer, isFunction: false };
}

function varScope(scope: ScriptScope): ScriptScope {
  let at = scope;
  while (!at.isFunction && at.outer !== undefined) at = at.outer;
  return at;
}
