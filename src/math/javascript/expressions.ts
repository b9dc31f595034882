import type { AnyNode } from 'acorn';
import { evaluateCall } from './calls.js';
import {
  bindUnknown,
  type Evaluation,
  keyOf,
  lookUp,
  mathJaxPart,
  noteGlobal,
  pathOf,
  positionOf,
  propertyOf,
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
export function evaluate(node: AnyNode, scope: ScriptScope, evaluation: Evaluation): ScriptValue {
  if (evaluation.steps-- <= 0) return unknown(node, evaluation);
  const inside = (part: AnyNode): ScriptValue => evaluate(part, scope, evaluation);
  switch (node.type) {
    case 'Literal':
      return literal(node, evaluation);
    case 'TemplateLiteral':
      return joined(
        node.quasis.map(({ value }) => value.cooked ?? undefined),
        node.expressions.map(inside),
        node,
        evaluation,
      );
    case 'TaggedTemplateExpression': {
      const { quasis, expressions } = node.quasi;
      const values = expressions.map(inside);
      if (pathOf(node.tag) !== 'String.raw') return unknown(node, evaluation);
      return joined(
        quasis.map(({ value }) => value.raw),
        values,
        node,
        evaluation,
      );
    }
    case 'Identifier':
      return lookUp(node.name, node, scope, evaluation);
    case 'MemberExpression': {
      const object = inside(node.object);
      return propertyOf(object, keyOf(node, scope, evaluation), node, evaluation);
    }
    case 'ChainExpression':
    case 'ParenthesizedExpression':
      return inside(node.expression);
    case 'AssignmentExpression':
      return evaluateAssignment(node, scope, evaluation);
    case 'ObjectExpression':
      return evaluateObject(node, scope, evaluation);
    case 'ArrayExpression': {
      const items = node.elements.flatMap((element): ScriptValue[] =>
        element === null ? [null] : spread(element, scope, evaluation),
      );
      return items.length > LONGEST_LIST ? unknown(node, evaluation) : { kind: 'list', items };
    }
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression': {
      const made: ScriptFunction = { kind: 'function', node, scope, script: evaluation.script };
      evaluation.waiting.set(node, made);
      return made;
    }
    case 'CallExpression':
      return evaluateCall(node, scope, evaluation);
    case 'NewExpression': {
      for (const part of node.arguments) spread(part, scope, evaluation);
      if (
        /(?:^|\.)(?:Command|Macro|Environment|Character|Delimiter|RegExp)Map$/.test(pathOf(node.callee) ?? '')
      ) {
        evaluation.effects.push({ kind: 'code', values: [], position: positionOf(node, evaluation) });
      } else evaluation.active.add(evaluation.script);
      return unknown(node, evaluation);
    }
    case 'ConditionalExpression': {
      const test = truth(inside(node.test));
      if (test !== undefined) return inside(test ? node.consequent : node.alternate);
      inside(node.consequent);
      inside(node.alternate);
      return unknown(node, evaluation);
    }
    case 'LogicalExpression':
      return evaluateLogical(node.operator, inside(node.left), node.right, scope, evaluation);
    case 'UnaryExpression':
      return unary(node.operator, inside(node.argument), node, evaluation);
    case 'BinaryExpression': {
      const right = node.right;
      const left = node.left.type === 'PrivateIdentifier' ? unknown(node, evaluation) : inside(node.left);
      return binary(node.operator, left, inside(right)) ?? unknown(node, evaluation);
    }
    case 'SequenceExpression':
      return node.expressions.map(inside).at(-1);
    case 'AwaitExpression':
      return inside(node.argument);
    case 'UpdateExpression':
      if (node.argument.type === 'Identifier')
        write(node.argument.name, unknown(node, evaluation), node, scope, evaluation);
      return unknown(node, evaluation);
    case 'ImportExpression':
    case 'ClassExpression':
      evaluation.active.add(evaluation.script);
      return unknown(node, evaluation);
    default:
      return unknown(node, evaluation);
  }
}

function evaluateObject(
  node: Extract<AnyNode, { type: 'ObjectExpression' }>,
  scope: ScriptScope,
  evaluation: Evaluation,
): ScriptObject {
  const object = newObject();
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      assign(object, evaluate(property.argument, scope, evaluation));
      continue;
    }
    const { key } = property;
    const computed = property.computed ? evaluate(key, scope, evaluation) : undefined;
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
    const value =
      property.kind === 'init' ? evaluate(property.value, scope, evaluation) : unknown(property, evaluation);
    if (name === undefined) {
      object.unknown.push(unknown(property, evaluation));
      continue;
    }
    object.entries.set(name, value);
    object.positions.set(name, positionOf(property, evaluation));
  }
  return object;
}

function evaluateLogical(
  operator: string,
  left: ScriptValue,
  right: AnyNode,
  scope: ScriptScope,
  evaluation: Evaluation,
): ScriptValue {
  if (isKind(left, 'unknown')) {
    const other = evaluate(right, scope, evaluation);
    // A name that no script of the page has given a value is what `name || {}` is written for.
    return left.absent === true && operator !== '&&' ? other : left;
  }
  const takesRight =
    operator === '&&'
      ? truth(left) === true
      : operator === '||'
        ? truth(left) === false
        : left === null || left === undefined;
  return takesRight ? evaluate(right, scope, evaluation) : left;
}

function evaluateAssignment(
  node: Extract<AnyNode, { type: 'AssignmentExpression' }>,
  scope: ScriptScope,
  evaluation: Evaluation,
): ScriptValue {
  const { operator, left, right } = node;
  if (left.type !== 'Identifier' && left.type !== 'MemberExpression') {
    evaluate(right, scope, evaluation);
    bindUnknown(left, scope, evaluation);
    return unknown(node, evaluation);
  }
  const value =
    operator === '='
      ? evaluate(right, scope, evaluation)
      : /^(?:\|\||&&|\?\?)=$/.test(operator)
        ? evaluateLogical(operator.slice(0, 2), evaluate(left, scope, evaluation), right, scope, evaluation)
        : (binary(
            operator.slice(0, -1),
            evaluate(left, scope, evaluation),
            evaluate(right, scope, evaluation),
          ) ?? unknown(node, evaluation));
  if (left.type === 'Identifier') write(left.name, value, node, scope, evaluation);
  else writeProperty(left, value, scope, evaluation);
  return value;
}

function writeProperty(
  node: Extract<AnyNode, { type: 'MemberExpression' }>,
  value: ScriptValue,
  scope: ScriptScope,
  evaluation: Evaluation,
): void {
  const key = keyOf(node, scope, evaluation);
  const path = pathOf(node.object) ?? '';
  if (path === 'MathJax.Ajax.config.path') {
    if (key !== undefined)
      evaluation.effects.push({
        kind: 'folder',
        values: [key, value],
        position: positionOf(node, evaluation),
      });
    return;
  }
  // Called when the page is there.
  if (isKind(value, 'function') && /^on(?:load|readystatechange)$/.test(key ?? '')) return;
  if (key === 'src' && typeof value === 'string') {
    evaluation.effects.push({ kind: 'load', values: [value], position: positionOf(node, evaluation) });
  }
  const held = evaluate(node.object, scope, evaluation);
  const isMissing = held === undefined || isKind(held, 'unknown');
  const object = isMissing && /^MathJax(?:\.|$)/.test(path) ? mathJaxPart(path, node, evaluation) : held;
  if (isKind(object, 'global') && key !== undefined) {
    evaluation.globals.variables.set(key, value);
    noteGlobal(key, value, node, evaluation);
  } else if (isKind(object, 'object') && key !== undefined) {
    object.entries.set(key, value);
    object.positions.set(key, positionOf(node.property, evaluation));
  } else if (isKind(object, 'object')) object.unknown.push(unknown(node, evaluation));
  else if (isKind(object, 'list') && Number(key) <= object.items.length) object.items[Number(key)] = value;
  else evaluation.active.add(evaluation.script);
}
