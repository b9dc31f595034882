import { leadingFloat, leadingInteger, strip } from '../core/ruby-string.js';
import { Float } from '../values/float.js';
import { MethodLiteral, Range } from '../values/kind.js';

/** `page.title`, `site.data["a"][0]`. */
export interface VariableLookup {
  readonly kind: 'lookup';
  readonly name: Expression;
  readonly steps: readonly LookupStep[];
  /** As the author wrote it. */
  readonly markup: string;
}

export interface LookupStep {
  readonly key: Expression;
  /** Whether `.size`, `.first` or `.last` is meant where there is no such key. */
  readonly isCommand: boolean;
}

/** `(1..page.n)`. */
export interface RangeLookup {
  readonly kind: 'range';
  readonly first: Expression;
  readonly last: Expression;
}

export interface Literal {
  readonly kind: 'literal';
  readonly value: unknown;
}

/** What stands where a value is wanted. */
export type Expression = Literal | VariableLookup | RangeLookup;

/** Whether a value is a parameter of the include that asks for it: `include.src`, `include["src"]`. */
export function isParameter(value: Expression): boolean {
  return value.kind === 'lookup' && /^include[.[]/.test(value.markup);
}

const LITERALS = new Map<string, unknown>([
  ['', null],
  ['nil', null],
  ['null', null],
  ['true', true],
  ['false', false],
  ['blank', new MethodLiteral('blank?')],
  ['empty', new MethodLiteral('empty?')],
]);

const COMMANDS = new Set(['size', 'first', 'last']);

/** The expression that `nil` is. */
export const NIL: Expression = { kind: 'literal', value: null };

/**
 * Reads an expression; never fails, as liquid/expression.rb never does: what it cannot read is an undefined
 * variable.
 */
export function parseExpression(source: string): Expression {
  const markup = strip(source);
  const quote = markup[0];
  if ((quote === '"' || quote === "'") && markup.length > 1 && markup.endsWith(quote)) {
    return { kind: 'literal', value: markup.slice(1, -1) };
  }
  if (LITERALS.has(markup)) return { kind: 'literal', value: LITERALS.get(markup) };
  if (/^-?\d+$/.test(markup)) return { kind: 'literal', value: Number(markup) + 0 };
  if (/^-?\d[\d.]+$/.test(markup)) return { kind: 'literal', value: new Float(leadingFloat(markup)) };
  return parseRange(markup) ?? parseLookup(markup);
}

function parseRange(markup: string): Expression | undefined {
  if (!markup.startsWith('(') || !markup.endsWith(')')) return undefined;
  const inner = strip(markup.slice(1, -1));
  const dots = inner.lastIndexOf('..', inner.length - 3);
  if (dots < 1) return undefined;
  const ends = [strip(inner.slice(0, dots)), strip(inner.slice(dots + 2))];
  if (ends.some((end) => end === '' || /[ \t\r\n\f\v]/.test(end))) return undefined;
  const [first, last] = [parseExpression(ends[0] ?? ''), parseExpression(ends[1] ?? '')];
  if (first.kind === 'literal' && last.kind === 'literal') {
    return { kind: 'literal', value: new Range(constantEnd(first.value), constantEnd(last.value)) };
  }
  return { kind: 'range', first, last };
}

function constantEnd(value: unknown): number {
  if (typeof value === 'number') return value;
  if (value instanceof Float) return Math.trunc(value.value);
  return typeof value === 'string' ? leadingInteger(value) : 0;
}

/** liquid/variable_lookup.rb: whatever lies between the segments is skipped. */
function parseLookup(markup: string): Expression {
  const segments = markup.match(/\[[^\]]+\]|[\w-]+\??/g) ?? [];
  const [root, ...rest] = segments;
  if (root === undefined) return NIL;
  const bracketed = (segment: string) => segment.startsWith('[');
  const name: Expression = bracketed(root)
    ? parseExpression(root.slice(1, -1))
    : { kind: 'literal', value: root };
  const steps = rest.map(
    (segment): LookupStep =>
      bracketed(segment)
        ? { key: parseExpression(segment.slice(1, -1)), isCommand: false }
        : { key: { kind: 'literal', value: segment }, isCommand: COMMANDS.has(segment) },
  );
  return { kind: 'lookup', name, steps, markup };
}
