import type { AnyNode } from 'acorn';
import { calledBuiltIn } from './built-ins.js';
import {
  bindUnknown,
  type Evaluation,
  effectOf,
  isHarmless,
  keyOf,
  pathOf,
  positionOf,
  propertyOf,
  spread,
  unknown,
} from './evaluation.js';
import { isKind, type ScriptFunction, type ScriptScope, type ScriptValue } from './values.js';

/** How deep functions call one another. */
const DEEPEST_CALL = 40;

/** Reads a function's body with these arguments and gives what it returns. */
export function call(
  { node, scope, script }: ScriptFunction,
  values: readonly ScriptValue[],
  evaluation: Evaluation,
): ScriptValue {
  evaluation.waiting.delete(node);
  if (evaluation.depth >= DEEPEST_CALL || evaluation.steps <= 0) return unknown(node, evaluation);
  const inside = functionScope(scope);
  for (const [index, parameter] of node.params.entries()) {
    const pattern = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
    if (pattern.type !== 'Identifier') {
      bindUnknown(pattern, inside, evaluation);
      continue;
    }
    const given = values[index];
    const value =
      index < values.length && given !== undefined
        ? given
        : parameter.type === 'AssignmentPattern'
          ? evaluation.evaluate(parameter.right, inside, evaluation)
          : values.length === 0
            ? unknown(pattern, evaluation)
            : undefined;
    inside.variables.set(pattern.name, value);
  }
  const before = evaluation.script;
  evaluation.script = script;
  evaluation.depth++;
  const result =
    node.body.type === 'BlockStatement'
      ? evaluation.runBody(node.body.body, inside, evaluation)?.value
      : evaluation.evaluate(node.body, inside, evaluation);
  evaluation.depth--;
  evaluation.script = before;
  return node.async || node.generator === true ? unknown(node, evaluation) : result;
}

function functionScope(outer: ScriptScope): ScriptScope {
  return { variables: new Map(), outer, isFunction: true };
}

/** What a call gives; its effects on MathJax or KaTeX are noted. */
export function evaluateCall(
  node: Extract<AnyNode, { type: 'CallExpression' }>,
  scope: ScriptScope,
  evaluation: Evaluation,
): ScriptValue {
  const { callee } = node;
  const isMember = callee.type === 'MemberExpression';
  const object =
    isMember && callee.object.type !== 'Super'
      ? evaluation.evaluate(callee.object, scope, evaluation)
      : undefined;
  const key = isMember ? keyOf(callee, scope, evaluation) : undefined;
  const target = isMember
    ? propertyOf(object, key, callee, evaluation)
    : callee.type === 'Super'
      ? undefined
      : evaluation.evaluate(callee, scope, evaluation);
  const values = node.arguments.flatMap((argument) => spread(argument, scope, evaluation));
  if (isKind(target, 'function')) return call(target, values, evaluation);
  const written = pathOf(callee) ?? '';
  const path = isKind(target, 'unknown') ? (target.path ?? written) : written;
  const kind = effectOf(path) ?? effectOf(written);
  if (kind !== undefined) {
    evaluation.effects.push({ kind, values, position: positionOf(node, evaluation) });
    if (kind === 'formula') evaluation.active.add(evaluation.script);
    return undefined;
  }
  if (key === 'setAttribute' && values[0] === 'src' && typeof values[1] === 'string') {
    evaluation.effects.push({ kind: 'load', values: [values[1]], position: positionOf(node, evaluation) });
  }
  const built = calledBuiltIn({ path, object, key, values }, (called, given) =>
    call(called, given, evaluation),
  );
  if (built !== undefined) return built.value;
  if (!isHarmless(path, key, values)) evaluation.active.add(evaluation.script);
  return unknown(node, evaluation);
}
