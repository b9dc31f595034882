import { Time } from '../time/time.js';
import { Drop, dropText } from './drop.js';
import { isNumeric } from './float.js';
import { MethodLiteral } from './method-literal.js';
import { Range } from './range.js';

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
