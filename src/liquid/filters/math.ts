import { Fault } from '../core/fault.js';
import {
  absolute,
  add,
  ceil,
  compareDecimals,
  type Decimal,
  divide,
  floor,
  fromDecimal,
  modulo,
  multiply,
  round,
  subtract,
  toDecimal,
} from '../values/decimal.js';
import { Float, isNumeric, type Numeric, numberOf } from '../values/float.js';
import { type Filter, filter } from './filter.js';

/** What a value is in arithmetic. Infinities and NaN, which only a division by 0.0 makes, are no decimals. */
interface Amount {
  /** The value as a BigDecimal would hold it, where one can. */
  readonly decimal: Decimal | undefined;
  readonly number: number;
}

function amountOf(value: unknown): Amount {
  if (isNumeric(value) && !Number.isFinite(numberOf(value))) {
    return { decimal: undefined, number: numberOf(value) };
  }
  const decimal = toDecimal(value);
  return { decimal, number: numberOf(fromDecimal(decimal)) };
}

function resultOf({ decimal, number }: Amount): Numeric {
  return decimal === undefined ? new Float(number) : fromDecimal(decimal);
}

type Exact = (left: Decimal, right: Decimal) => Decimal | undefined;
type Inexact = (left: number, right: number) => number;

/** `a | name: b`, by `inexact` where the numbers or the result are no decimals. */
function arithmetic(exact: Exact, inexact: Inexact): Filter {
  return filter(1, 1, (input, [operand]) => {
    const [left, right] = [amountOf(input), amountOf(operand)];
    if (left.decimal !== undefined && right.decimal !== undefined) {
      const result = exact(left.decimal, right.decimal);
      if (result !== undefined) return fromDecimal(result);
      if (left.decimal.isInteger && right.decimal.isInteger) throw dividesByZero();
    }
    return new Float(inexact(left.number, right.number));
  });
}

/** One of `a` and `b` of `a | name: b`: `b` where `isBetter` says so of the order of the two. */
function choice(isBetter: (order: number) => boolean): Filter {
  return filter(1, 1, (input, [operand]) => {
    const [left, right] = [amountOf(input), amountOf(operand)];
    const areDecimals = left.decimal !== undefined && right.decimal !== undefined;
    const order = areDecimals
      ? compareDecimals(right.decimal, left.decimal)
      : Math.sign(right.number - left.number);
    return resultOf(isBetter(order) ? right : left);
  });
}

function dividesByZero(): Fault {
  return new Fault('liquid-argument', 'This divides by zero.', 'Ask whether the divisor is 0 before.');
}

/** The decimal of what is to be rounded to a whole number. */
function boundedDecimal(value: unknown): Decimal {
  const { decimal, number } = amountOf(value);
  if (decimal !== undefined) return decimal;
  throw new Fault('liquid-argument', `No whole number is next to ${number}.`, 'Look for a division by zero.');
}

/** The largest number of places that `round` is asked for in earnest. */
const MOST_PLACES = 400;

/** The filters over numbers of liquid/standardfilters.rb. */
export const mathFilters: Readonly<Record<string, Filter>> = {
  abs: filter(0, 0, (input) => {
    const { decimal, number } = amountOf(input);
    return decimal === undefined ? new Float(Math.abs(number)) : fromDecimal(absolute(decimal));
  }),
  ceil: filter(0, 0, (input) => ceil(boundedDecimal(input))),
  floor: filter(0, 0, (input) => floor(boundedDecimal(input))),
  plus: arithmetic(add, (a, b) => a + b),
  minus: arithmetic(subtract, (a, b) => a - b),
  times: arithmetic(multiply, (a, b) => a * b),
  divided_by: arithmetic(divide, (a, b) => a / b),
  modulo: arithmetic(modulo, (a, b) => {
    if (b === 0) throw dividesByZero();
    return a % b;
  }),
  at_least: choice((order) => order > 0),
  at_most: choice((order) => order < 0),
  round: filter(0, 1, (input, [asked = 0]) => {
    const places = Math.max(-MOST_PLACES, Math.min(MOST_PLACES, floor(boundedDecimal(asked))));
    const rounded = round(boundedDecimal(input), places);
    return places > 0 ? fromDecimal(rounded) : floor(rounded);
  }),
};
