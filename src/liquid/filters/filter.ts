import { Fault } from '../core/fault.js';
import { leadingInteger, strip } from '../core/ruby-string.js';
import type { Construct, Rendering } from '../render/rendering.js';
import { Float, isNumeric } from '../values/float.js';
import { isNil } from '../values/kind.js';

/** What a filter can ask for besides its input and arguments. */
export interface FilterUse {
  readonly rendering: Rendering;
  /** The construct that the filter stands in. */
  readonly construct: Construct;
  /** Ruby's `to_s`. */
  readonly text: (value: unknown) => string;
}

/** A filter: its arguments come in the order they were written, named ones as an object at the end. */
export interface Filter {
  readonly least: number;
  readonly most: number;
  readonly apply: (input: unknown, args: readonly unknown[], use: FilterUse) => unknown;
}

/** A filter that takes from `least` to `most` arguments. */
export function filter(least: number, most: number, apply: Filter['apply']): Filter {
  return { least, most, apply };
}

/** A filter without arguments over the text of its input. */
export function textFilter(apply: (text: string) => unknown): Filter {
  return filter(0, 0, (input, _, use) => apply(use.text(input)));
}

/** As {@link textFilter}, but nil stays nil. */
export function textOrNilFilter(apply: (text: string) => unknown): Filter {
  return filter(0, 0, (input, _, use) => (isNil(input) ? null : apply(use.text(input))));
}

/** `Utils.to_integer` of liquid/utils.rb. */
export function integerArgument(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  if (typeof value === 'string' && /^[+-]?\d(?:_?\d)*$/.test(strip(value))) return leadingInteger(value);
  throw new Fault(
    'liquid-argument',
    `${describe(value)} is not a whole number.`,
    'Write a number without a point.',
  );
}

/** A value as a message shows it. */
export function describe(value: unknown): string {
  if (isNil(value)) return 'nil';
  if (value instanceof Float) return String(value.value);
  if (typeof value === 'string') return `"${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  if (isNumeric(value) || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}

/** Ruby's NoMethodError: the filter cannot work on such an input. */
export function cannotTake(name: string, input: unknown): Fault {
  return new Fault(
    'liquid-argument',
    `The filter ${name} cannot work on ${describe(input)}.`,
    'Look at the value, or give it a default.',
  );
}
