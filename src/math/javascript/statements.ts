import type { AnyNode, Program } from 'acorn';
import { call } from './calls.js';
import {
  bindUnknown,
  type Completion,
  type Evaluation,
  noteGlobal,
  positionOf,
  type ScriptEffect,
  unknown,
} from './evaluation.js';
import { evaluate } from './expressions.js';
import { isKind, type ScriptScope, truth } from './values.js';

/** What the scripts of a page say to MathJax and KaTeX. */
export interface ScriptEvaluation {
  readonly effects: readonly ScriptEffect[];
  /** Scripts, by their numbers, that also do what has nothing to do with it. */
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
  const evaluation: Evaluation = {
    globals,
    effects: [],
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
    evaluation.script = index;
    evaluation.steps = MOST_STEPS;
    shallow(evaluation, () => runAll(program.body, globals, evaluation));
  }
  evaluation.steps = MOST_STEPS;
  for (let [next] = evaluation.waiting.values(); next !== undefined; [next] = evaluation.waiting.values()) {
    const callback = next;
    evaluation.waiting.delete(callback.node);
    shallow(evaluation, () => call(callback, [], evaluation));
  }
  return {
    effects: evaluation.effects,
    active: new Set([...evaluation.active, ...evaluation.unread.values()]),
  };
}

/** Reads something; code that is nested too deep for that is left, and may do anything. */
function shallow(evaluation: Evaluation, read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    evaluation.active.add(evaluation.script);
    evaluation.depth = 0;
  }
}

function runAll(body: readonly AnyNode[], scope: ScriptScope, evaluation: Evaluation): Completion {
  for (const node of body) {
    if (node.type === 'FunctionDeclaration' && node.id)
      scope.variables.set(node.id.name, evaluate(node, scope, evaluation));
  }
  for (const node of body) {
    const completion = run(node, scope, evaluation);
    if (completion !== undefined) return completion;
  }
  return undefined;
}

function run(node: AnyNode, scope: ScriptScope, evaluation: Evaluation): Completion {
  switch (node.type) {
    case 'ExpressionStatement':
      evaluate(node.expression, scope, evaluation);
      return undefined;
    case 'VariableDeclaration':
      declareAll(node, scope, evaluation);
      return undefined;
    case 'BlockStatement':
      return runAll(node.body, blockScope(scope), evaluation);
    case 'IfStatement': {
      const test = truth(evaluate(node.test, scope, evaluation));
      if (test === true) return run(node.consequent, scope, evaluation);
      const { alternate } = node;
      if (test === false) return alternate ? run(alternate, scope, evaluation) : undefined;
      // Whichever way it goes, the text behind may be read.
      run(node.consequent, scope, evaluation);
      if (alternate) run(alternate, scope, evaluation);
      return undefined;
    }
    case 'ReturnStatement':
      return { value: node.argument ? evaluate(node.argument, scope, evaluation) : undefined };
    case 'ForOfStatement':
    case 'ForStatement':
    case 'ForInStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return runLoop(node, scope, evaluation);
    case 'TryStatement': {
      const completion = run(node.block, scope, evaluation);
      if (node.finalizer) run(node.finalizer, scope, evaluation);
      return completion;
    }
    case 'LabeledStatement':
      return run(node.body, scope, evaluation);
    case 'SwitchStatement':
      evaluate(node.discriminant, scope, evaluation);
      for (const { consequent } of node.cases) runAll(consequent, blockScope(scope), evaluation);
      return undefined;
    case 'ExportNamedDeclaration':
      return node.declaration ? run(node.declaration, scope, evaluation) : undefined;
    case 'ExportDefaultDeclaration':
      evaluate(node.declaration, scope, evaluation);
      return undefined;
    case 'ImportDeclaration':
      runImport(node, scope, evaluation);
      return undefined;
    case 'ClassDeclaration':
      if (node.id !== null) bindUnknown(node.id, scope, evaluation);
      evaluation.active.add(evaluation.script);
      return undefined;
    default:
      return undefined;
  }
}

/** What a module gives is not followed, only what it does; KaTeX's are known by their addresses, under any name. */
function runImport(
  { specifiers, source }: Extract<AnyNode, { type: 'ImportDeclaration' }>,
  scope: ScriptScope,
  evaluation: Evaluation,
): void {
  const address = String(source.value);
  const isRender = /\bauto-render\b/.test(address);
  const isKatex = isRender || /\bkatex\b/.test(address);
  for (const { local, type } of specifiers) {
    const path = isRender ? 'renderMathInElement' : 'katex';
    const isKnown = isKatex && type === 'ImportDefaultSpecifier';
    scope.variables.set(local.name, unknown(local, evaluation, isKnown ? { path } : {}));
  }
  if (isKatex) return;
  evaluation.effects.push({ kind: 'load', values: [address], position: positionOf(source, evaluation) });
  evaluation.active.add(evaluation.script);
}

function declareAll(
  { kind, declarations }: Extract<AnyNode, { type: 'VariableDeclaration' }>,
  scope: ScriptScope,
  evaluation: Evaluation,
): void {
  for (const { id, init } of declarations) {
    const value = init ? evaluate(init, scope, evaluation) : undefined;
    if (id.type !== 'Identifier') {
      bindUnknown(id, scope, evaluation);
      continue;
    }
    const target = kind === 'var' ? varScope(scope) : scope;
    if (init || !target.variables.has(id.name)) target.variables.set(id.name, value);
    if (target === evaluation.globals && init) noteGlobal(id.name, value, id, evaluation);
  }
}

/** Of a list that is known each item is read; the body of any other loop once, with variables of any value. */
function runLoop(
  node: Extract<
    AnyNode,
    { type: 'ForOfStatement' | 'ForStatement' | 'ForInStatement' | 'WhileStatement' | 'DoWhileStatement' }
  >,
  scope: ScriptScope,
  evaluation: Evaluation,
): Completion {
  const round = blockScope(scope);
  if (node.type === 'ForStatement') {
    if (node.init?.type === 'VariableDeclaration') bindUnknown(node.init, round, evaluation);
  } else if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') {
    const over = evaluate(node.right, scope, evaluation);
    const list = typeof over === 'string' ? { kind: 'list' as const, items: [...over] } : over;
    const pattern = node.left.type === 'VariableDeclaration' ? node.left.declarations[0]?.id : node.left;
    if (node.type === 'ForOfStatement' && isKind(list, 'list') && pattern?.type === 'Identifier') {
      for (const item of [...list.items]) {
        const each = blockScope(scope);
        each.variables.set(pattern.name, item);
        const completion = run(node.body, each, evaluation);
        if (completion !== undefined) return completion;
      }
      return undefined;
    }
    bindUnknown(node.left, round, evaluation);
  }
  run(node.body, round, evaluation);
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
