import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type Diagnostic, diagnostic, escapePattern, type Place } from '../diagnostics/index.js';
import type { CoursePlugins, PluginScript } from './course-plugins.js';
import type { BlockRenderer, FilterFunction, Generator, PluginApi, TagRenderer } from './plugin.js';

/** Something registered, with the path of the plugin that did. */
export interface Registered<T> {
  readonly plugin: string;
  readonly run: T;
}

/** What a course's plugins have registered. */
export interface LoadedPlugins {
  readonly tags: ReadonlyMap<string, Registered<TagRenderer>>;
  readonly blocks: ReadonlyMap<string, Registered<BlockRenderer>>;
  readonly filters: ReadonlyMap<string, Registered<FilterFunction>>;
  readonly generators: readonly Registered<Generator>[];
  /** The plugins that could not be loaded. */
  readonly failed: readonly PluginScript[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Names that Liquid itself reads, before any tag is asked. */
const RESERVED = /^(?:raw|comment|end.*|else|elsif|when)$/;

/**
 * Loads a course's plugins anew and has them register, one after the other. One that cannot be loaded is reported; the others
 * work all the same.
 */
export async function loadPlugins({
  scripts,
  texts,
}: Pick<CoursePlugins, 'scripts' | 'texts'>): Promise<LoadedPlugins> {
  const tags = new Map<string, Registered<TagRenderer>>();
  const blocks = new Map<string, Registered<BlockRenderer>>();
  const filters = new Map<string, Registered<FilterFunction>>();
  const generators: Registered<Generator>[] = [];
  const failed: PluginScript[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const script of scripts) {
    const plugin = script.path;
    const add = <T>(kind: string, into: Map<string, Registered<T>>, name: string, run: T): void => {
      if (typeof name !== 'string' || !/^\w+$/.test(name) || (kind !== 'filter' && RESERVED.test(name)))
        throw new TypeError(`"${String(name)}" cannot be the name of a ${kind}.`);
      if (typeof run !== 'function') throw new TypeError(`The ${kind} ${name} is no function.`);
      into.set(name, { plugin, run });
    };
    const api: PluginApi = {
      tag: (name, run) => {
        add('tag', tags, name, run);
        blocks.delete(name);
      },
      block: (name, run) => {
        add('block', blocks, name, run);
        tags.delete(name);
      },
      filter: (name, run) => add('filter', filters, name, run),
      generator: (run) => {
        if (typeof run !== 'function') throw new TypeError('A generator is a function.');
        generators.push({ plugin, run });
      },
    };
    try {
      const register = await exported(script, texts);
      if (typeof register === 'function') await register(api);
      else if (!script.isImported)
        throw new TypeError('It exports no function: write export default (lectern) => { … }.');
    } catch (error) {
      failed.push(script);
      diagnostics.push(unloadable(script, error));
    }
  }
  return { tags, blocks, filters, generators, failed, diagnostics };
}

/** What Node says of an `await` outside of functions in a module that is loaded at once. */
const AWAITS = /^await is only valid in async functions/;

/**
 * What a file exports as its default. It is loaded anew, with all that it imports from the course: at once, as modules that
 * are awaited come out of Node's own memory, which forgets none. Only what awaits something outside of functions is awaited.
 */
async function exported({ path, absolute }: PluginScript, texts: CoursePlugins['texts']): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const { cache } = createRequire(import.meta.url);
  const source = absolute.slice(0, -path.length);
  for (const [file] of texts) delete cache[`${source}${file}`];
  const jiti = createJiti(pathToFileURL(absolute).href, {
    moduleCache: false,
    fsCache: false,
    tryNative: false,
  });
  const load = async (): Promise<unknown> => {
    try {
      return jiti(absolute);
    } catch (error) {
      if (!(error instanceof Error && AWAITS.test(error.message))) throw error;
      const text = readFileSync(absolute, 'utf8');
      return jiti.evalModule(text, { id: absolute, filename: absolute, async: true, forceTranspile: true });
    }
  };
  const loaded = await load();
  const isModule = typeof loaded === 'object' && loaded !== null && 'default' in loaded;
  return isModule ? loaded.default : loaded;
}

function unloadable({ path, absolute }: PluginScript, error: unknown): Diagnostic {
  const { reason, place } = thrownAt(error, path, absolute);
  return diagnostic(
    'error',
    'plugin-unloadable',
    place ?? { file: path, line: 1, column: 1 },
    `The plugin ${path} cannot be loaded, so nothing that it registers works: ${reason}`,
    { text: path, hint: 'Correct the plugin, or move it out of the folder of plugins.' },
  );
}

/** What an error of a plugin's says, and where in the plugin's file it was met, where it tells that. */
export function thrownAt(
  error: unknown,
  path: string,
  absolute: string,
): { readonly reason: string; readonly place: Place | undefined } {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const mentioned = new RegExp(`${escapePattern(absolute)}:(\\d+):(\\d+)`);
  // The parser counts columns from 0. An error that is thrown has the columns of the code that was made of the file, but its lines.
  const [, parsedLine, parsedColumn] = mentioned.exec(message) ?? [];
  const line = parsedLine ?? mentioned.exec(stack)?.[1];
  const column = parsedColumn === undefined ? 1 : Number(parsedColumn) + 1;
  const [first = ''] = message.trim().split('\n', 1);
  const sentence = first.replace(/^(?:Error: |ParseError: )+/, '').trim() || 'it gives no reason';
  return {
    reason: /[.!?]$/.test(sentence) ? sentence : `${sentence}.`,
    place: line === undefined ? undefined : { file: path, line: Number(line), column },
  };
}
