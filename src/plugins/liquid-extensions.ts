import { diagnostic } from '../diagnostics/index.js';
import {
  type CallSite,
  type ExtraBlock,
  type ExtraFilter,
  type ExtraTag,
  isLiquidError,
} from '../liquid/index.js';
import { type LoadedPlugins, type Registered, thrownAt } from './load-plugins.js';
import type { PluginContext } from './plugin.js';
import { type PluginValues, pluginValues } from './plugin-value.js';
import { tagArguments } from './tag-arguments.js';

/** The tags and filters that plugins bring to templates. */
export interface LiquidExtensions {
  readonly tags: Readonly<Record<string, ExtraTag | ExtraBlock>>;
  readonly filters: Readonly<Record<string, ExtraFilter>>;
}

/** What plugins' tags and filters may reach of the course. */
export interface PluginHost {
  /** Absolute path of the course. */
  readonly source: string;
  /** The text of a file, by its path in the course; it is noted that a page was made from it. */
  readonly read: (path: string) => string | undefined;
}

/**
 * What plugins have registered for templates. What one of them throws is reported where it was called, and costs that tag or
 * filter only.
 */
export function liquidExtensions(loaded: LoadedPlugins, host: PluginHost): LiquidExtensions {
  const values = pluginValues();
  const tags = [...loaded.tags].map(([name, { plugin, run }]): [string, ExtraTag] => [
    name,
    (call) =>
      attempted(`tag ${name}`, plugin, call, host, () => {
        const context = contextOf(call, values, host);
        return printed(run(tagArguments(call.markup, context.evaluate), context));
      }) ?? '',
  ]);
  const blocks = [...loaded.blocks].map(([name, { plugin, run }]): [string, ExtraBlock] => [
    name,
    {
      block: (call, body) =>
        attempted(`tag ${name}`, plugin, call, host, () => {
          const context = contextOf(call, values, host);
          return printed(run(body, tagArguments(call.markup, context.evaluate), context));
        }) ?? '',
    },
  ]);
  const filters = [...loaded.filters].map(([name, registered]): [string, ExtraFilter] => [
    name,
    filterOf(name, registered, values, host),
  ]);
  return { tags: Object.fromEntries([...tags, ...blocks]), filters: Object.fromEntries(filters) };
}

function filterOf(
  name: string,
  { plugin, run }: Registered<(this: PluginContext, input: unknown, ...args: readonly unknown[]) => unknown>,
  values: PluginValues,
  host: PluginHost,
): ExtraFilter {
  return (input, args, call) => {
    const given = attempted(`filter ${name}`, plugin, call, host, () => {
      const result = run.call(contextOf(call, values, host), values.view(input), ...args.map(values.view));
      if (isPromise(result)) throw new TypeError(NO_PROMISES);
      return { value: values.value(result) };
    });
    return given === undefined ? input : given.value;
  };
}

const NO_PROMISES =
  'It gives a promise, but a page cannot wait for one: do what takes time when the plugin is loaded.';

/** What a tag's result prints. */
function printed(result: unknown): string {
  if (isPromise(result)) throw new TypeError(NO_PROMISES);
  return result === null || result === undefined || result === false ? '' : String(result);
}

function isPromise(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** What a plugin's function gives; undefined where it throws, which is reported. */
function attempted<T>(
  what: string,
  plugin: string,
  call: CallSite,
  { source }: PluginHost,
  run: () => T,
): T | undefined {
  try {
    return run();
  } catch (error) {
    if (isLiquidError(error)) throw error;
    const { reason, place } = thrownAt(error, plugin, `${source}/${plugin}`);
    call.report(
      diagnostic('error', 'plugin-failed', call.place, `The ${what} of ${plugin} failed: ${reason}`, {
        hint:
          place === undefined
            ? 'Correct the plugin.'
            : `It was thrown in line ${place.line} of ${place.file}.`,
      }),
    );
    return undefined;
  }
}

function contextOf(call: CallSite, { view, value }: PluginValues, { read }: PluginHost): PluginContext {
  const evaluate = (expression: string): unknown => view(call.evaluate(expression));
  const record = (name: string): Readonly<Record<string, unknown>> => {
    const found = evaluate(name);
    return typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>) : {};
  };
  return {
    place: call.place,
    get page() {
      return record('page');
    },
    get site() {
      return record('site');
    },
    evaluate,
    filter: (name, input, ...args) => view(call.filter(name, value(input), args.map(value))),
    read,
    report: (message, { severity = 'warning', hint } = {}) =>
      call.report(
        diagnostic(
          severity,
          'plugin-report',
          call.place,
          String(message),
          hint === undefined ? {} : { hint },
        ),
      ),
  };
}
