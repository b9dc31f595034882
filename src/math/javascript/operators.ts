import type { AnyNode } from 'acorn';
import { type Evaluation, unknown } from './evaluation.js';
import { LONGEST_TEXT, type ScriptValue, truth } from './values.js';

/** What `texts` are with `values` between them, as in a template. */
export function joined(
  texts: readonly (string | undefined)[],
  values: readonly ScriptValue[],
  node: AnyNode,
  evaluation: Evaluation,
): ScriptValue {
  let text = '';
  for (const [index, part] of texts.entries()) {
    const value = values[index];
    const isLast = index === texts.length - 1;
    if (part === undefined || !(isLast || typeof value === 'string' || typeof value === 'number'))
      return unknown(node, evaluation);
    text += isLast ? part : `${part}${String(value)}`;
    if (text.length > LONGEST_TEXT) return unknown(node, evaluation);
  }
  return text;
}

/** What two values give; undefined where the result is not known. */
export function binary(operator: string, left: ScriptValue, right: ScriptValue): ScriptValue {
  const arePrimitive = [left, right].every((value) => value === null || typeof value !== 'object');
  if (!arePrimitive) return undefined;
  if (operator === '===' || operator === '==') return left === right;
  if (operator === '!==' || operator === '!=') return left !== right;
  if (operator !== '+') return undefined;
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  const areTexts = [left, right].every((value) => typeof value === 'string' || typeof value === 'number');
  const text = areTexts ? `${String(left)}${String(right)}` : undefined;
  return text !== undefined && text.length <= LONGEST_TEXT ? text : undefined;
}

/** What an operator gives before a value. */
export function unary(
  operator: string,
  value: ScriptValue,
  node: AnyNode,
  evaluation: Evaluation,
): ScriptValue {
  if (operator === 'void') return undefined;
  if (operator === '-' && typeof value === 'number') return -value;
  if (operator === '+' && typeof value === 'number') return value;
  if (operator === '!') {
    const known = truth(value);
    return known === undefined ? unknown(node, evaluation) : !known;
  }
  if (operator === 'typeof' && (value === undefined || typeof value !== 'object')) return typeof value;
  return unknown(node, evaluation);
}

/** What a literal of JavaScript stands for; regular expressions are not followed. */
export function literal(node: Extract<AnyNode, { type: 'Literal' }>, evaluation: Evaluation): ScriptValue {
  const { value } = node;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null && node.raw === 'null' ? null : unknown(node, evaluation);
}
