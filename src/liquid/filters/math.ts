import { Fault } from '../fault.js';
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
import { Float } from '../values/float.js';
import { type Filter, filter } from './filter.js';

type Operation = (left: Decimal, right: Decimal) => Decimal | undefined;

/** `a | name: b`. */
function arithmetic(operation: Operation): Filter {
  return filter(1, 1, (input, [operand]) => {
    const [left, right] = [toDecimal(input), toDecimal(operand)];
    const result = operation(left, right);
    if (result !== undefined) return fromDecimal(result);
    if (left.isInteger && right.isInteger)
      throw new Fault('liquid-argument', 'This divides by zero.', 'Ask whether the divisor is 0 before.');
    return new Float(Number(left.digits) / 0);
  });
}

/** The largest number of places that `round` is asked for in earnest. */
const MOST_PLACES = 400;

/** The filters over numbers of liquid/standardfilters.rb. */
export const mathFilters: Readonly<Record<string, Filter>> = {
  abs: filter(0, 0, (input) => fromDecimal(absolute(toDecimal(input)))),
  ceil: filter(0, 0, (input) => ceil(toDecimal(input))),
  floor: filter(0, 0, (input) => floor(toDecimal(input))),
  plus: arithmetic(add),
  minus: arithmetic(subtract),
  times: arithmetic(multiply),
  divided_by: arithmetic(divide),
  modulo: arithmetic(modulo),
  at_least: arithmetic((value, least) => (compareDecimals(least, value) > 0 ? least : value)),
  at_most: arithmetic((value, most) => (compareDecimals(most, value) < 0 ? most : value)),
  round: filter(0, 1, (input, [asked = 0]) => {
    const places = Math.max(-MOST_PLACES, Math.min(MOST_PLACES, floor(toDecimal(asked))));
    const rounded = round(toDecimal(input), places);
    return places > 0 ? fromDecimal(rounded) : floor(rounded);
  }),
};
