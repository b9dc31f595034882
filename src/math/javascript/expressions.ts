import type { AnyNode } from 'acorn';
import { evaluateCall } from './calls.js';
import {
  bindUnknown,
  keyOf,
  lookUp,
  mathJaxPart,
  noteGlobal,
  pathOf,
  propertyOf,
  type ScriptsInWork,
  spotOf,
  spread,
  unknown,
  write,
} from './evaluation.js';
import { binary, joined, literal, unary } from './operators.js';
import {
  assign,
  isKind,
  LONGEST_LIST,
  newObject,
  type ScriptFunction,
  type ScriptObject,
  type ScriptScope,
  type ScriptValue,
  truth,
} from './values.js';

/** What an expression gives, as far as it can be followed. */
export function evaluate(node: AnyNode, scope: ScriptScope, work: ScriptsInWork): ScriptValue {
  if (work.steps-- <= 0) return unknown(node, work);
  const inside = (part: AnyNode): ScriptValue => evaluate(part, scope, work);
  switch (node.type) {
    case 'Literal':
      return literal(node, work);
    case 'TemplateLiteral':
      return joined(
        node.quasis.map(({ value }) => value.cooked ?? undefined),
        node.expressions.map(inside),
        node,
        work,
      );
    case 'TaggedTemplateExpression': {
      const { quasis, expressions } = node.quasi;
      const values = expressions.map(inside);
      if (pathOf(node.tag) !== 'String.raw') return unknown(node, work);
      return joined(
        quasis.map(({ value }) => value.raw),
        values,
        node,
        work,
      );
    }
    case 'Identifier':
      return lookUp(node.name, node, scope, work);
    case 'MemberExpression': {
      const object = inside(node.object);
      return propertyOf(object, keyOf(node, scope, work), node, work);
    }
    case 'ChainExpression':
    case 'ParenthesizedExpression':
      return inside(node.expression);
    case 'AssignmentExpression':
      return evaluateAssignment(node, scope, work);
    case 'ObjectExpression':
      return evaluateObject(node, scope, work);
    case 'ArrayExpression': {
      const items = node.elements.flatMap((element): ScriptValue[] =>
        element === null ? [null] : spread(element, scope, work),
      );
      return items.length > LONGEST_LIST ? unknown(node, work) : { kind: 'list', items };
    }
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression': {
      const made: ScriptFunction = { kind: 'function', node, scope, script: work.script };
      work.waiting.set(node, made);
      return made;
    }
    case 'CallExpression':
      return evaluateCall(node, scope, work);
    case 'NewExpression': {
      for (const part of node.arguments) spread(part, scope, work);
      if (
        /(?:^|\.)(?:Command|Macro|Environment|Character|Delimiter|RegExp)Map$/.test(pathOf(node.callee) ?? '')
      ) {
        work.told.push({ kind: 'code', values: [], spot: spotOf(node, work) });
      } else work.active.add(work.script);
      return unknown(node, work);
    }
    case 'ConditionalExpression': {
      const test = truth(inside(node.test));
      if (test !== undefined) return inside(test ? node.consequent : node.alternate);
      inside(node.consequent);
      inside(node.alternate);
      return unknown(node, work);
    }
    case 'LogicalExpression':
      return evaluateLogical(node.operator, inside(node.left), node.right, scope, work);
    case 'UnaryExpression':
      return unary(node.operator, inside(node.argument), node, work);
    case 'BinaryExpression': {
      const right = node.right;
      const left = node.left.type === 'PrivateIdentifier' ? unknown(node, work) : inside(node.left);
      return binary(node.operator, left, inside(right)) ?? unknown(node, work);
    }
    case 'SequenceExpression':
      return node.expressions.map(inside).at(-1);
    case 'AwaitExpression':
      return inside(node.argument);
    case 'UpdateExpression':
      if (node.argument.type === 'Identifier')
        write(node.argument.name, unknown(node, work), node, scope, work);
      return unknown(node, work);
    case 'ImportExpression':
    case 'ClassExpression':
      work.active.add(work.script);
      return unknown(node, work);
    default:
      return unknown(node, work);
  }
}

function evaluateObject(
  node: Extract<AnyNode, { type: 'ObjectExpression' }>,
  scope: ScriptScope,
  work: ScriptsInWork,
): ScriptObject {
  const object = newObject();
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      assign(object, evaluate(property.argument, scope, work));
      continue;
    }
    const { key } = property;
    const computed = property.computed ? evaluate(key, scope, work) : undefined;
    const name =
      typeof computed === 'string' || typeof computed === 'number'
        ? String(computed)
        : property.computed
          ? undefined
          : key.type === 'Identifier'
            ? key.name
            : key.type === 'Literal'
              ? String(key.value)
              : undefined;
    const value = property.kind === 'init' ? evaluate(property.value, scope, work) : unknown(property, work);
    if (name === undefined) {
      object.unknown.push(unknown(property, work));
      continue;
    }
    object.entries.set(name, value);
    object.spots.set(name, spotOf(property, work));
  }
  return object;
}

function evaluateLogical(
  operator: string,
  left: ScriptValue,
  right: AnyNode,
  scope: ScriptScope,
  work: ScriptsInWork,
): ScriptValue {
  if (isKind(left, 'unknown')) {
    const other = evaluate(right, scope, work);
    // A name that no script of the page has given a value is what `name || {}` is written for.
    return left.absent === true && operator !== '&&' ? other : left;
  }
  const takesRight =
    operator === '&&'
      ? truth(left) === true
      : operator === '||'
        ? truth(left) === false
        : left === null || left === undefined;
  return takesRight ? evaluate(right, scope, work) : left;
}

function evaluateAssignment(
  node: Extract<AnyNode, { type: 'AssignmentExpression' }>,
  scope: ScriptScope,
  work: ScriptsInWork,
): ScriptValue {
  const { operator, left, right } = node;
  if (left.type !== 'Identifier' && left.type !== 'MemberExpression') {
    evaluate(right, scope, work);
    bindUnknown(left, scope, work);
    return unknown(node, work);
  }
  const value =
    operator === '='
      ? evaluate(right, scope, work)
      : /^(?:\|\||&&|\?\?)=$/.test(operator)
        ? evaluateLogical(operator.slice(0, 2), evaluate(left, scope, work), right, scope, work)
        : (binary(operator.slice(0, -1), evaluate(left, scope, work), evaluate(right, scope, work)) ??
          unknown(node, work));
  if (left.type === 'Identifier') write(left.name, value, node, scope, work);
  else writeProperty(left, value, scope, work);
  return value;
}

function writeProperty(
  node: Extract<AnyNode, { type: 'MemberExpression' }>,
  value: ScriptValue,
  scope: ScriptScope,
  work: ScriptsInWork,
): void {
  const key = keyOf(node, scope, work);
  const path = pathOf(node.object) ?? '';
  if (path === 'MathJax.Ajax.config.path') {
    if (key !== undefined) work.told.push({ kind: 'folder', values: [key, value], spot: spotOf(node, work) });
    return;
  }
  // Called when the page is there.
  if (isKind(value, 'function') && /^on(?:load|readystatechange)$/.test(key ?? '')) return;
  if (key === 'src' && typeof value === 'string') {
    work.told.push({ kind: 'load', values: [value], spot: spotOf(node, work) });
  }
  const held = evaluate(node.object, scope, work);
  const isMissing = held === undefined || isKind(held, 'unknown');
  const object = isMissing && /^MathJax(?:\.|$)/.test(path) ? mathJaxPart(path, node, work) : held;
  if (isKind(object, 'global') && key !== undefined) {
    work.globals.variables.set(key, value);
    noteGlobal(key, value, node, work);
  } else if (isKind(object, 'object') && key !== undefined) {
    object.entries.set(key, value);
    object.spots.set(key, spotOf(node.property, work));
  } else if (isKind(object, 'object')) object.unknown.push(unknown(node, work));
  else if (isKind(object, 'list') && Number(key) <= object.items.length) object.items[Number(key)] = value;
  else work.active.add(work.script);
}
