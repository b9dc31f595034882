import { diagnostic } from '../../diagnostics/index.js';
import { didYouMean, Fault } from '../core/fault.js';
import type { CallSite, LiquidOptions } from '../core/options.js';
import { unknownFilterMessage } from '../core/unknown-name.js';
import { evaluate } from '../render/evaluate.js';
import type { Construct, Rendering } from '../render/rendering.js';
import { type FilterCall, type Filtered, parseFiltered } from '../syntax/filtered.js';
import { textOf } from '../values/text.js';
import { arrayFilters } from './array.js';
import { collectionFilters } from './collection.js';
import { dateFilters } from './date.js';
import type { Filter, FilterUse } from './filter.js';
import { jekyllFilters } from './jekyll.js';
import { mathFilters } from './math.js';
import { stringFilters } from './string.js';
import { urlFilters } from './url.js';

/**
 * Every filter by its name. Where Liquid and Jekyll have one of the same name, it is Jekyll's. None is
 * liquidjs's: those count, compare and print as JavaScript does.
 */
const standardFilters: ReadonlyMap<string, Filter> = new Map(
  [
    stringFilters,
    mathFilters,
    arrayFilters,
    dateFilters,
    urlFilters,
    collectionFilters,
    jekyllFilters,
  ].flatMap((group) => Object.entries(group)),
);

/** The value of an expression after its filters. Throws a fault where a filter cannot do its work. */
export function evaluateFiltered(filtered: Filtered, rendering: Rendering, construct: Construct): unknown {
  return filtered.filters.reduce(
    (value, call) => applyFilter(value, call, rendering, construct),
    evaluate(filtered.value, rendering),
  );
}

/** Whether a filter of Liquid's or Jekyll's goes by that name. */
export function isStandardFilter(name: string): boolean {
  return standardFilters.has(name);
}

/** Tells whether a filter goes by a name on a site. */
export function filterTest({ filters = {} }: Pick<LiquidOptions, 'filters'>): (name: string) => boolean {
  return (name) => isStandardFilter(name) || Object.hasOwn(filters, name);
}

/** What code from outside may ask at a construct. */
export function callSite(rendering: Rendering, construct: Construct): CallSite {
  return {
    place: construct.place(),
    evaluate: (expression) => rendering.filtered(parseFiltered(expression).result, construct),
    filter: (name, input, args) => {
      const literal = (value: unknown) => ({ kind: 'literal', value }) as const;
      const call = { name, args: args.map(literal), keywords: [] };
      return rendering.filtered({ value: literal(input), filters: [call] }, construct);
    },
    store: rendering.registers.store,
    report: rendering.report,
  };
}

function applyFilter(input: unknown, call: FilterCall, rendering: Rendering, construct: Construct): unknown {
  const { filters = {} } = rendering.options;
  const extra = Object.hasOwn(filters, call.name) ? filters[call.name] : undefined;
  const filter = standardFilters.get(call.name);
  if (filter === undefined && extra === undefined) {
    reportUnknown(call.name, rendering, construct);
    return input;
  }
  const args = call.args.map((argument) => evaluate(argument, rendering));
  if (call.keywords.length > 0) {
    args.push(Object.fromEntries(call.keywords.map(([key, value]) => [key, evaluate(value, rendering)])));
  }
  const result =
    extra === undefined
      ? applyStandard(call.name, filter, input, args, { rendering, construct })
      : extra(input, args, callSite(rendering, construct));
  if (typeof result === 'string' || Array.isArray(result)) rendering.charge(result.length);
  return result;
}

function applyStandard(
  name: string,
  filter: Filter | undefined,
  input: unknown,
  args: readonly unknown[],
  { rendering, construct }: Pick<FilterUse, 'rendering' | 'construct'>,
): unknown {
  if (filter === undefined) return input;
  checkCount(name, filter, args.length);
  return filter.apply(input, args, { rendering, construct, text: (value) => textOf(value, rendering.zone) });
}

function checkCount(name: string, filter: Filter, count: number): void {
  if (count >= filter.least && count <= filter.most) return;
  const wanted = filter.least === filter.most ? `${filter.least}` : `${filter.least} to ${filter.most}`;
  throw new Fault(
    'liquid-argument',
    `Of arguments, the filter ${name} takes ${wanted} and was given ${count}.`,
    `Arguments stand behind a colon with commas between them, as in {{ text | replace: "a", "b" }}.`,
  );
}

function reportUnknown(name: string, rendering: Rendering, construct: Construct): void {
  const severity = rendering.options.config.strictFilters ? 'error' : 'warning';
  const message = unknownFilterMessage(name);
  rendering.reportOnce(construct, message, () =>
    diagnostic(severity, 'liquid-unknown-filter', construct.place, message, {
      text: construct.source.text,
      hint: () =>
        didYouMean(
          name,
          [...standardFilters.keys(), ...Object.keys(rendering.options.filters ?? {})],
          'Leave it out: the value is printed as if it were not there.',
        ),
    }),
  );
}
