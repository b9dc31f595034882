import { Fault } from '../core/fault.js';
import { strip } from '../core/ruby-string.js';
import { type Expression, NIL, parseExpression } from './expression.js';
import { type Parsed, strictOrLax } from './filtered.js';
import { FRAGMENT, SPACE } from './fragments.js';
import { createStrictParser, type StrictParser } from './strict-parser.js';

/** One comparison, or the truth of one value, and what it is joined with: everything right of it. */
export interface Condition {
  readonly left: Expression;
  /** `==`, `contains`, …, or whatever stood there: an unknown one is a fault when it is evaluated. */
  readonly operator?: string;
  readonly right: Expression;
  readonly next?: { readonly join: 'and' | 'or'; readonly condition: Condition };
}

/**
 * Reads what stands behind `if`, `elsif` and `unless` (liquid/tags/if.rb). Throws a `liquid-syntax` fault.
 */
export function parseCondition(markup: string): Parsed<Condition> {
  return strictOrLax(
    () => strictCondition(markup),
    () => laxCondition(markup),
  );
}

/**
 * Reads a condition by the strict rules alone, which is what `where_exp` does. Throws a `liquid-syntax`
 * fault.
 */
export function strictCondition(markup: string): Condition {
  const parser = createStrictParser(markup);
  const comparisons = [strictComparison(parser)];
  const joins: ('and' | 'or')[] = [];
  for (;;) {
    const join = parser.takeWord('and') ? 'and' : parser.takeWord('or') ? 'or' : undefined;
    if (join === undefined) break;
    joins.push(join);
    comparisons.push(strictComparison(parser));
  }
  parser.take('end');
  return chain(comparisons, joins);
}

function strictComparison(parser: StrictParser): Condition {
  const left = parseExpression(parser.expression());
  const operator = parser.takeIf('comparison');
  if (operator === undefined) return { left, right: NIL };
  return { left, operator, right: parseExpression(parser.expression()) };
}

const JOIN = `\\b(?:${SPACE}?and${SPACE}?|${SPACE}?or${SPACE}?)\\b`;
const EXPRESSIONS = new RegExp(
  `(?:${JOIN}|(?:${SPACE}*(?!${JOIN})(?:${FRAGMENT}|[^ \\t\\r\\n\\f\\v]+)${SPACE}*)+)`,
  'g',
);
const COMPARISON = new RegExp(`(${FRAGMENT})${SPACE}*([=!<>a-z_]+)?${SPACE}*(${FRAGMENT})?`);

function laxCondition(markup: string): Condition {
  const pieces = markup.match(EXPRESSIONS) ?? [];
  const comparisons: Condition[] = [];
  const joins: ('and' | 'or')[] = [];
  pieces.forEach((piece, index) => {
    if ((pieces.length - index) % 2 === 1) comparisons.push(laxComparison(piece));
    else joins.push(joinWord(piece));
  });
  if (comparisons.length !== joins.length + 1) throw needsExpression();
  return chain(comparisons, joins);
}

function laxComparison(markup: string): Condition {
  const match = COMPARISON.exec(markup);
  if (match?.[1] === undefined) throw needsExpression();
  const [, left, operator, right] = match;
  return {
    left: parseExpression(left),
    ...(operator === undefined ? {} : { operator }),
    right: right === undefined ? NIL : parseExpression(right),
  };
}

function joinWord(piece: string): 'and' | 'or' {
  const word = strip(piece);
  if (word === 'and' || word === 'or') return word;
  throw needsExpression();
}

function needsExpression(): Fault {
  return new Fault('liquid-syntax', 'A condition needs an expression.', 'Write {% if page.title == "…" %}.');
}

/** Joins comparisons from the right: `a and b or c` is `a and (b or c)`. */
function chain(comparisons: readonly Condition[], joins: readonly ('and' | 'or')[]): Condition {
  return comparisons.reduceRight((condition, comparison, index) => {
    const join = joins[index];
    return join === undefined ? condition : { ...comparison, next: { join, condition } };
  });
}
