import { leadingInteger, strip } from '../core/ruby-string.js';
import { Float, isInteger, isNumeric, type Numeric, numberText } from './float.js';

/**
 * A number as Liquid's arithmetic sees it (`Utils.to_number`, liquid/utils.rb): an Integer, or a BigDecimal,
 * which is `digits` × 10^-`scale`. With BigDecimals 0.1 + 0.2 is 0.3.
 */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
  readonly isInteger: boolean;
}

/** Digits kept behind the point of a quotient; more than any Float can show. */
const QUOTIENT_DIGITS = 30;

/** Texts that hold no number count as 0, and so does everything else that is none. */
export function toDecimal(value: unknown): Decimal {
  if (isInteger(value)) return { digits: BigInt(value), scale: 0, isInteger: true };
  if (isNumeric(value)) return parseDecimal(numberText(value));
  if (typeof value !== 'string') return { digits: 0n, scale: 0, isInteger: true };
  const text = strip(value);
  if (/^-?\d+\.\d+$/.test(text) && text.length < LONGEST) return parseDecimal(text);
  return toDecimal(leadingInteger(value));
}

/** Texts longer than this are read as their whole part. */
const LONGEST = 1000;

/**
 * Reads a number as Float#to_s writes it; infinities and NaN, which BigDecimal cannot compute with here, as
 * 0.
 */
function parseDecimal(text: string): Decimal {
  const match = /^(-?)(\d+)\.(\d+)(?:e([+-]\d+))?$/.exec(text);
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = match ?? [];
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(sign + whole + fraction);
  if (scale < 0) return { digits: digits * 10n ** BigInt(-scale), scale: 0, isInteger: false };
  return { digits, scale, isInteger: false };
}

/** The result as a value of a template: an Integer or a Float. */
export function fromDecimal(decimal: Decimal): Numeric {
  if (decimal.isInteger) return Number(decimal.digits);
  return new Float(Number(decimalText(decimal)));
}

function decimalText({ digits, scale }: Decimal): string {
  return `${digits}e-${scale}`;
}

function align(left: Decimal, right: Decimal): { a: bigint; b: bigint; scale: number; isInteger: boolean } {
  const scale = Math.max(left.scale, right.scale);
  return {
    a: left.digits * 10n ** BigInt(scale - left.scale),
    b: right.digits * 10n ** BigInt(scale - right.scale),
    scale,
    isInteger: left.isInteger && right.isInteger,
  };
}

export function add(left: Decimal, right: Decimal): Decimal {
  const { a, b, scale, isInteger } = align(left, right);
  return { digits: a + b, scale, isInteger };
}

export function subtract(left: Decimal, right: Decimal): Decimal {
  const { a, b, scale, isInteger } = align(left, right);
  return { digits: a - b, scale, isInteger };
}

export function multiply(left: Decimal, right: Decimal): Decimal {
  return {
    digits: left.digits * right.digits,
    scale: left.scale + right.scale,
    isInteger: left.isInteger && right.isInteger,
  };
}

/** Integers divide to the Integer below; `undefined` for a division by zero. */
export function divide(left: Decimal, right: Decimal): Decimal | undefined {
  const { a, b, isInteger } = align(left, right);
  if (b === 0n) return undefined;
  if (isInteger) return { digits: floorDivide(a, b), scale: 0, isInteger };
  return { digits: (a * 10n ** BigInt(QUOTIENT_DIGITS)) / b, scale: QUOTIENT_DIGITS, isInteger };
}

/** The remainder with the sign of the divisor; `undefined` for a division by zero. */
export function modulo(left: Decimal, right: Decimal): Decimal | undefined {
  const { a, b, scale, isInteger } = align(left, right);
  return b === 0n ? undefined : { digits: a - floorDivide(a, b) * b, scale, isInteger };
}

/** Negative, zero or positive. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const { a, b } = align(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}

export function absolute(decimal: Decimal): Decimal {
  return decimal.digits < 0n ? { ...decimal, digits: -decimal.digits } : decimal;
}

/** The whole number at or below. */
export function floor(decimal: Decimal): number {
  return Number(floorDivide(decimal.digits, 10n ** BigInt(decimal.scale)));
}

/** The whole number at or above. */
export function ceil(decimal: Decimal): number {
  return -floor({ ...decimal, digits: -decimal.digits }) + 0;
}

/** Rounded to `places` behind the point (before it, where negative), halves away from zero. */
export function round(decimal: Decimal, places: number): Decimal {
  if (places >= decimal.scale) return decimal;
  const unit = 10n ** BigInt(decimal.scale - places);
  const magnitude = absolute(decimal).digits;
  const rounded = ((magnitude + unit / 2n) / unit) * unit;
  return { ...decimal, digits: decimal.digits < 0n ? -rounded : rounded };
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}
