import { Time } from '../time/time.js';
import { isDay } from '../time/written-time.js';
import { dropText } from './drop.js';
import { isNumeric, numberOf } from './float.js';
import { type Hash, isDocument, isHash, isNil, isTime, Range } from './kind.js';
import { visibleText } from './noncharacters.js';

/** Only nil and false are false: 0, '' and [] are true. */
export function isTruthy(value: unknown): boolean {
  return !isNil(value) && value !== false;
}

/** Values nested deeper than this count as different; only values that hold themselves are. */
const DEPTH_LIMIT = 50;

/** Ruby's `==`: numbers by value, arrays and hashes member by member, never across kinds. */
export function isEqual(left: unknown, right: unknown, depth = 0): boolean {
  if (isNil(left)) return isNil(right);
  if (left === right) return true;
  if (typeof left === 'string' && typeof right === 'string') return visibleText(left) === visibleText(right);
  if (depth > DEPTH_LIMIT) return false;
  if (isNumeric(left) && isNumeric(right)) return numberOf(left) === numberOf(right);
  if (isTime(left) && isTime(right)) return isDay(left) === isDay(right) && moment(left) === moment(right);
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length && left.every((item, index) => isEqual(item, right[index], depth + 1))
    );
  }
  if (left instanceof Range && right instanceof Range) {
    return left.first === right.first && left.last === right.last;
  }
  if (isHash(left) && isHash(right)) {
    // A drop is equal to itself alone.
    if (dropText(left) !== undefined || dropText(right) !== undefined) return false;
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key], right[key], depth + 1))
    );
  }
  return false;
}

/** Ruby's `<=>`: negative, zero or positive, or `undefined` where the two cannot be ordered. */
export function order(left: unknown, right: unknown): number | undefined {
  if (isNumeric(left) && isNumeric(right)) return sign(numberOf(left) - numberOf(right));
  if (typeof left === 'string' && typeof right === 'string') return orderText(left, right);
  if (isTime(left) && isTime(right)) {
    // Ruby has no order between a Date and a Time.
    return isDay(left) === isDay(right) ? sign(moment(left) - moment(right)) : undefined;
  }
  if (Array.isArray(left) && Array.isArray(right)) return orderArrays(left, right);
  if (isDocument(left) && isDocument(right)) return orderDocuments(left, right);
  return isEqual(left, right) ? 0 : undefined;
}

/** `DocumentDrop#<=>`: by date, then by path. */
function orderDocuments(left: Hash, right: Hash): number | undefined {
  return order(left['date'], right['date']) || order(left['path'], right['path']);
}

/** Strings by code point, which is how Ruby orders the bytes of UTF-8. */
export function orderText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return codeUnitRank(a) - codeUnitRank(b);
  }
  return left.length - right.length;
}

/** Surrogates stand for code points above all that fit in one unit, though their numbers do not. */
function codeUnitRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function orderArrays(left: readonly unknown[], right: readonly unknown[]): number | undefined {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const member = order(left[at], right[at]);
    if (member !== 0) return member;
  }
  return sign(left.length - right.length);
}

function sign(difference: number): number | undefined {
  return Number.isNaN(difference) ? undefined : Math.sign(difference);
}

function moment(value: Date | Time): number {
  return value instanceof Time ? value.epoch : value.getTime();
}
