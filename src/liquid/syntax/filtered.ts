import { Fault } from '../core/fault.js';
import { type Expression, NIL, parseExpression } from './expression.js';
import { ATTRIBUTE, FRAGMENT, SPACE } from './fragments.js';
import { createStrictParser, type StrictParser } from './strict-parser.js';

/** One filter of `value | name: argument, key: argument`. */
export interface FilterCall {
  readonly name: string;
  readonly args: readonly Expression[];
  readonly keywords: readonly (readonly [string, Expression])[];
}

/** An expression and the filters it is sent through. */
export interface Filtered {
  readonly value: Expression;
  readonly filters: readonly FilterCall[];
}

/** What parsing gave, and what the strict parser had against it where the lax one had to be asked. */
export interface Parsed<T> {
  readonly result: T;
  readonly complaint?: Fault;
}

/**
 * Reads strictly, and where that fails, laxly: `error_mode: warn`, which is Jekyll's
 * (liquid/parser_switching.rb).
 */
export function strictOrLax<T>(strict: () => T, lax: () => T): Parsed<T> {
  try {
    return { result: strict() };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { result: lax(), complaint: error };
  }
}

/** Reads what stands in `{{ … }}` or behind the `=` of an assign (liquid/variable.rb). */
export function parseFiltered(markup: string): Parsed<Filtered> {
  return strictOrLax(
    () => strictFiltered(markup),
    () => laxFiltered(markup),
  );
}

/** Reads it by the strict rules alone. Throws a `liquid-syntax` fault. */
export function strictFiltered(markup: string): Filtered {
  const parser = createStrictParser(markup);
  if (parser.sees('end')) return { value: NIL, filters: [] };
  const value = parseExpression(parser.expression());
  const filters: FilterCall[] = [];
  while (parser.takeIf('|') !== undefined) {
    const name = parser.take('id');
    filters.push(filterCall(name, parser.takeIf(':') === undefined ? [] : strictArguments(parser)));
  }
  parser.take('end');
  return { value, filters };
}

function strictArguments(parser: StrictParser): string[] {
  const args: string[] = [];
  do {
    const key = parser.sees('id') && parser.sees(':', 1) ? parser.take('id') + parser.take(':') : '';
    args.push(key + parser.expression());
  } while (parser.takeIf(',') !== undefined);
  return args;
}

const VALUE = new RegExp(FRAGMENT);
const FILTER = new RegExp(`(?:${SPACE}+|${FRAGMENT}|,)+`, 'g');
const ARGUMENT = new RegExp(`[:,]${SPACE}*((?:\\w+${SPACE}*:${SPACE}*)?${FRAGMENT})`, 'g');
const KEYWORD = new RegExp(`^${ATTRIBUTE}$`);

function laxFiltered(markup: string): Filtered {
  const value = VALUE.exec(markup);
  if (value === null) return { value: NIL, filters: [] };
  const rest = markup.slice(value.index + value[0].length);
  const bar = rest.indexOf('|');
  const filters: FilterCall[] = [];
  for (const [text] of bar < 0 ? [] : rest.slice(bar + 1).matchAll(FILTER)) {
    const name = /\w+/.exec(text)?.[0];
    if (name !== undefined)
      filters.push(
        filterCall(
          name,
          [...text.matchAll(ARGUMENT)].map((arg) => arg[1] ?? ''),
        ),
      );
  }
  return { value: parseExpression(value[0]), filters };
}

function filterCall(name: string, markups: readonly string[]): FilterCall {
  const args: Expression[] = [];
  const keywords: [string, Expression][] = [];
  for (const markup of markups) {
    const [, key, value] = KEYWORD.exec(markup) ?? [];
    if (key !== undefined && value !== undefined) keywords.push([key, parseExpression(value)]);
    else args.push(parseExpression(markup));
  }
  return { name, args, keywords };
}
