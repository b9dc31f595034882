/**
 * A Ruby Float. JavaScript has one kind of number, so `1` and `1.0` would print alike; where the difference
 * shows (`1.0`, `10 | divided_by: 2.0`, `version: 2.0` in front matter) the value is one of these. A plain
 * number counts as an Integer when it is whole, as a Float otherwise.
 */
export class Float {
  constructor(readonly value: number) {}

  /** As Ruby prints it: `2.0`. */
  toString(): string {
    return numberText(this);
  }

  toJSON(): number {
    return this.value;
  }
}

/** A number of either kind. */
export type Numeric = number | Float;

export function isNumeric(value: unknown): value is Numeric {
  return typeof value === 'number' || value instanceof Float;
}

export function isInteger(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value);
}

export function isFloat(value: unknown): value is Numeric {
  return isNumeric(value) && !isInteger(value);
}

/** The number itself. */
export function numberOf(value: Numeric): number {
  return typeof value === 'number' ? value : value.value;
}

/**
 * `Integer#to_s` and `Float#to_s`: floats always show a point, and an exponent below 1e-4 and from 1e16 on
 * (Ruby's numeric.c, flo_to_s).
 */
export function numberText(value: Numeric): string {
  if (isInteger(value)) return Math.abs(value) < 1e21 ? String(value) : BigInt(value).toString();
  const number = numberOf(value);
  if (Number.isNaN(number)) return 'NaN';
  if (!Number.isFinite(number)) return number > 0 ? 'Infinity' : '-Infinity';
  if (number === 0) return Object.is(number, -0) ? '-0.0' : '0.0';
  const [mantissa = '0', power = '0'] = number.toExponential().split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    const digits = mantissa.includes('.') ? mantissa : `${mantissa}.0`;
    const sign = exponent < 0 ? '-' : '+';
    return `${digits}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  return positional(mantissa, exponent);
}

/** `d.ddd` × 10^exponent written out with a point. */
function positional(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}
