import { Time } from '../time/time.js';
import { Drop, dropText } from './drop.js';
import { isNumeric } from './float.js';

/** A Ruby Range of integers, both ends included: `(1..3)`. */
export class Range {
  constructor(
    readonly first: number,
    readonly last: number,
  ) {}

  get size(): number {
    return Math.max(0, this.last - this.first + 1);
  }

  /** Up to `limit` members from number `from` on. */
  slice(from: number, limit: number): number[] {
    const count = Math.max(0, Math.min(limit, this.size - from));
    return Array.from({ length: count }, (_, index) => this.first + from + index);
  }
}

/** `empty` or `blank` as written in a template: compared with a value, it asks the value. */
export class MethodLiteral {
  constructor(readonly method: 'empty?' | 'blank?') {}
}

/** A Ruby Hash: any object that is not a value of another kind. Only its own properties count. */
export type Hash = Readonly<Record<string, unknown>>;

export function isNil(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

export function isHash(value: unknown): value is Hash {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !isNumeric(value) &&
    !isTime(value) &&
    !(value instanceof Range || value instanceof MethodLiteral || value instanceof Drop)
  );
}

/** Whether a value is a document of a collection, as its drop stands for it. */
export function isDocument(value: unknown): value is Hash {
  return isHash(value) && dropText(value) !== undefined && Object.hasOwn(value, 'relative_path');
}

/** A point in time: a JavaScript Date counts as a Ruby Time on the site's clock. */
export function isTime(value: unknown): value is Date | Time {
  return value instanceof Date || value instanceof Time;
}
