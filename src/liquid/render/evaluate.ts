import { Fault, LimitReached } from '../core/fault.js';
import { leadingInteger } from '../core/ruby-string.js';
import type { Condition } from '../syntax/condition.js';
import type { Expression, LookupStep, VariableLookup } from '../syntax/expression.js';
import { isEqual, isTruthy, order } from '../values/compare.js';
import { Drop, dropText } from '../values/drop.js';
import { isFloat, isInteger, isNumeric, numberOf, numberText } from '../values/float.js';
import { type Hash, isHash, isNil, isTime, MethodLiteral, Range } from '../values/kind.js';
import { visibleText } from '../values/noncharacters.js';
import { textOf } from '../values/text.js';
import type { Rendering } from './rendering.js';

/** The value of an expression; `null` or `undefined` for what is not defined. */
export function evaluate(expression: Expression, rendering: Rendering): unknown {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind === 'lookup') return lookUp(expression, rendering);
  return new Range(
    rangeEnd(evaluate(expression.first, rendering)),
    rangeEnd(evaluate(expression.last, rendering)),
  );
}

function rangeEnd(value: unknown): number {
  if (isNil(value)) return 0;
  if (typeof value === 'string') return leadingInteger(value);
  if (isInteger(value)) return value;
  throw new Fault('liquid-argument', 'The ends of a range have to be whole numbers.', 'Write (1..3).');
}

/** liquid/variable_lookup.rb, evaluate. */
function lookUp(lookup: VariableLookup, rendering: Rendering): unknown {
  const name = evaluate(lookup.name, rendering);
  const strict = rendering.options.config.strictVariables;
  if (typeof name !== 'string') return null;
  if (strict && !rendering.scopes.has(name)) throw undefinedVariable(lookup, name);
  let value = rendering.scopes.get(name);
  for (const step of lookup.steps) {
    const key = evaluate(step.key, rendering);
    const found = readMember(value, key, step);
    if (found === undefined) {
      if (strict) throw undefinedVariable(lookup, String(key));
      return null;
    }
    value = found.value;
  }
  return value;
}

function undefinedVariable(lookup: VariableLookup, name: string): Fault {
  return new Fault(
    'liquid-undefined-variable',
    `Nothing defines ${name} in "${lookup.markup}".`,
    'Define it in the front matter, in _config.yml or with an assign, or correct the name.',
  );
}

/**
 * Whether the variable that an expression starts from is defined; true for anything that is not a variable.
 */
export function isDefined(expression: Expression, rendering: Rendering): boolean {
  if (expression.kind !== 'lookup') return true;
  const name = evaluate(expression.name, rendering);
  return typeof name === 'string' && rendering.scopes.has(name);
}

function readMember(value: unknown, key: unknown, step: LookupStep): { value: unknown } | undefined {
  if (Array.isArray(value) && isInteger(key)) return { value: value.at(key) };
  if (isHash(value) && (typeof key === 'string' || isNumeric(key))) {
    const name = typeof key === 'string' ? key : numberText(key);
    if (Object.hasOwn(value, name)) return { value: value[name] };
  }
  if (value instanceof Drop && typeof key === 'string') {
    return { value: Object.hasOwn(value.fields, key) ? value.fields[key] : undefined };
  }
  return step.isCommand ? command(value, key) : undefined;
}

/** `.size`, `.first` and `.last` as methods. */
function command(value: unknown, name: unknown): { value: unknown } | undefined {
  if (name === 'size') {
    const size = sizeOf(value);
    return size === undefined ? undefined : { value: size };
  }
  if (name === 'first') return firstOf(value);
  if (Array.isArray(value)) return { value: value.at(-1) };
  return value instanceof Range ? { value: value.last } : undefined;
}

/** Ruby's `first`, of what has one. */
export function firstOf(value: unknown): { value: unknown } | undefined {
  if (Array.isArray(value)) return { value: value[0] };
  if (value instanceof Range) return { value: value.first };
  return isHash(value) ? { value: Object.entries(value)[0] } : undefined;
}

/** Ruby's `size`, of what has one: an Integer's is that of a machine word. */
export function sizeOf(value: unknown): number | undefined {
  if (typeof value === 'string') return codePoints(value);
  if (Array.isArray(value)) return value.length;
  if (value instanceof Range) return value.size;
  if (isHash(value)) return dropText(value) === undefined ? Object.keys(value).length : undefined;
  return isInteger(value) ? 8 : undefined;
}

/** The number of code points of a text. */
export function codePoints(source: string): number {
  const text = visibleText(source);
  let count = text.length;
  for (const _ of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) count--;
  return count;
}

/** liquid/condition.rb, evaluate: from the right, and no further than needed. */
export function isMet(condition: Condition, rendering: Rendering): boolean {
  for (let current: Condition | undefined = condition; ; ) {
    const met = compare(current, rendering);
    const next: Condition['next'] = current.next;
    if (next === undefined || met === (next.join === 'or')) return met;
    current = next.condition;
  }
}

function compare(condition: Condition, rendering: Rendering): boolean {
  const left = evaluate(condition.left, rendering);
  const { operator } = condition;
  if (operator === undefined) return isTruthy(left);
  const right = evaluate(condition.right, rendering);
  switch (operator) {
    case '==':
      return equalOrAsked(left, right);
    case '!=':
    case '<>':
      return !equalOrAsked(left, right);
    case 'contains':
      return contains(left, right, rendering);
    case '<':
    case '>':
    case '<=':
    case '>=':
      return ordered(left, operator, right);
    default:
      throw new Fault(
        'liquid-argument',
        `"${operator}" is not an operator.`,
        operator === '=' ? 'Write == to compare.' : 'Operators are ==, !=, <, >, <=, >= and contains.',
      );
  }
}

/** `==`, where `empty` asks the other side whether it is empty. */
export function equalOrAsked(left: unknown, right: unknown): boolean {
  if (left instanceof MethodLiteral) return asks(left, right);
  if (right instanceof MethodLiteral) return asks(right, left);
  return isEqual(left, right);
}

/** Plain Ruby, and so Jekyll, has no `blank?`: nothing equals `blank`. */
function asks(literal: MethodLiteral, value: unknown): boolean {
  return literal.method === 'empty?' && isEmpty(value);
}

/** Ruby's `empty?`, of what has it. */
export function isEmpty(value: unknown): boolean {
  return (
    value === '' || (Array.isArray(value) && value.length === 0) || (isHash(value) && sizeOf(value) === 0)
  );
}

function contains(left: unknown, right: unknown, rendering: Rendering): boolean {
  if (!isTruthy(left) || !isTruthy(right)) return false;
  if (typeof left === 'string') return visibleText(left).includes(visibleText(textOf(right, rendering.zone)));
  if (Array.isArray(left)) return left.some((item) => isEqual(item, right));
  if (left instanceof Range) {
    return isNumeric(right) && numberOf(right) >= left.first && numberOf(right) <= left.last;
  }
  return (
    isHash(left) && dropText(left) === undefined && typeof right === 'string' && Object.hasOwn(left, right)
  );
}

function ordered(left: unknown, operator: '<' | '>' | '<=' | '>=', right: unknown): boolean {
  if (!isOrderable(left) || !isOrderable(right)) return false;
  const sign = order(left, right);
  if (sign === undefined) {
    if (isFloat(left) || isFloat(right)) return false;
    throw new Fault(
      'liquid-argument',
      `${capitalized(kindOf(left))} cannot be compared with ${kindOf(right)}.`,
      'Compare numbers with numbers: the filter plus: 0 makes a number of a text.',
    );
  }
  if (operator === '<') return sign < 0;
  if (operator === '>') return sign > 0;
  return operator === '<=' ? sign <= 0 : sign >= 0;
}

function isOrderable(value: unknown): boolean {
  return typeof value === 'string' || isNumeric(value) || isTime(value);
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** What a value is called in messages. */
function kindOf(value: unknown): string {
  if (isNil(value)) return 'nothing';
  if (typeof value === 'string') return 'a text';
  if (isNumeric(value)) return 'a number';
  if (isTime(value)) return 'a date';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'boolean' ? 'true or false' : 'an object';
}

/**
 * The members `from` to `to` of what a loop runs over (liquid/utils.rb, slice_collection): all but lists,
 * ranges, objects and texts have none; a text is its own only member, and a drop gives the names of its fields.
 */
export function membersOf(value: unknown, from = 0, to = Number.POSITIVE_INFINITY): unknown[] {
  const start = Math.max(0, from);
  const end = Math.max(start, to);
  if (value instanceof Range) {
    if (Math.min(end, value.size) - start > RANGE_LIMIT) throw new LimitReached('A range is too long.');
    return value.slice(start, end - start);
  }
  if (Array.isArray(value)) return value.slice(start, end);
  if (isHash(value)) return pairsOf(value).slice(start, end);
  return typeof value === 'string' && value !== '' ? [value] : [];
}

/** What a block with one name is given of an object: its pairs, of a drop the names alone (`drops/drop.rb`, each). */
function pairsOf(value: Hash): unknown[] {
  return dropText(value) === undefined ? Object.entries(value) : Object.keys(value);
}

/** More rounds of a loop than any page can want. */
const RANGE_LIMIT = 1_000_000;
