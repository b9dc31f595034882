import type { AnyNode } from 'acorn';
import { calledBuiltIn } from './built-ins.js';
import {
  bindUnknown,
  isHarmless,
  keyOf,
  pathOf,
  propertyOf,
  type ScriptsInWork,
  spotOf,
  spread,
  toldBy,
  unknown,
} from './evaluation.js';
import { isKind, type ScriptFunction, type ScriptScope, type ScriptValue } from './values.js';

/** How deep functions call one another. */
const DEEPEST_CALL = 40;

/** Reads a function's body with these arguments and gives what it returns. */
export function call(
  { node, scope, script }: ScriptFunction,
  values: readonly ScriptValue[],
  work: ScriptsInWork,
): ScriptValue {
  work.waiting.delete(node);
  if (work.depth >= DEEPEST_CALL || work.steps <= 0) return unknown(node, work);
  const inside = functionScope(scope);
  for (const [index, parameter] of node.params.entries()) {
    const pattern = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
    if (pattern.type !== 'Identifier') {
      bindUnknown(pattern, inside, work);
      continue;
    }
    const given = values[index];
    const value =
      index < values.length && given !== undefined
        ? given
        : parameter.type === 'AssignmentPattern'
          ? work.evaluate(parameter.right, inside, work)
          : values.length === 0
            ? unknown(pattern, work)
            : undefined;
    inside.variables.set(pattern.name, value);
  }
  const before = work.script;
  work.script = script;
  work.depth++;
  const result =
    node.body.type === 'BlockStatement'
      ? work.runBody(node.body.body, inside, work)?.value
      : work.evaluate(node.body, inside, work);
  work.depth--;
  work.script = before;
  return node.async || node.generator === true ? unknown(node, work) : result;
}

function functionScope(outer: ScriptScope): ScriptScope {
  return { variables: new Map(), outer, isFunction: true };
}

/** What a call gives; what it tells MathJax or KaTeX is noted. */
export function evaluateCall(
  node: Extract<AnyNode, { type: 'CallExpression' }>,
  scope: ScriptScope,
  work: ScriptsInWork,
): ScriptValue {
  const { callee } = node;
  const isMember = callee.type === 'MemberExpression';
  const object =
    isMember && callee.object.type !== 'Super' ? work.evaluate(callee.object, scope, work) : undefined;
  const key = isMember ? keyOf(callee, scope, work) : undefined;
  const target = isMember
    ? propertyOf(object, key, callee, work)
    : callee.type === 'Super'
      ? undefined
      : work.evaluate(callee, scope, work);
  const values = node.arguments.flatMap((argument) => spread(argument, scope, work));
  if (isKind(target, 'function')) return call(target, values, work);
  const written = pathOf(callee) ?? '';
  const path = isKind(target, 'unknown') ? (target.path ?? written) : written;
  const kind = toldBy(path) ?? toldBy(written);
  if (kind !== undefined) {
    work.told.push({ kind, values, spot: spotOf(node, work) });
    if (kind === 'formula') work.active.add(work.script);
    return undefined;
  }
  if (key === 'setAttribute' && values[0] === 'src' && typeof values[1] === 'string') {
    work.told.push({ kind: 'load', values: [values[1]], spot: spotOf(node, work) });
  }
  const built = calledBuiltIn({ path, object, key, values }, (called, given) => call(called, given, work));
  if (built !== undefined) return built.value;
  if (!isHarmless(path, key, values)) work.active.add(work.script);
  return unknown(node, work);
}
