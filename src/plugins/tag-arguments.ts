import type { TagArguments } from './plugin.js';

const ARGUMENT = /(?:([\w-]+)\s*[:=]\s*)?("[^"]*"|'[^']*'|[^\s,"']+)/g;
const WORD = /^[A-Za-z_][\w-]*$/;

/** Reads what stands behind a tag's name. Values are looked up when they are asked for. */
export function tagArguments(text: string, evaluate: (expression: string) => unknown): TagArguments {
  let read: Pick<TagArguments, 'positional' | 'named'> | undefined;
  const values = (): Pick<TagArguments, 'positional' | 'named'> => {
    if (read !== undefined) return read;
    const positional: unknown[] = [];
    const named: [string, unknown][] = [];
    for (const [, name, written = ''] of text.matchAll(ARGUMENT)) {
      const value = argumentValue(written, evaluate);
      if (name === undefined) positional.push(value);
      else named.push([name, value]);
    }
    read = { positional, named: Object.fromEntries(named) };
    return read;
  };
  return {
    text,
    get positional() {
      return values().positional;
    },
    get named() {
      return values().named;
    },
  };
}

function argumentValue(written: string, evaluate: (expression: string) => unknown): unknown {
  if (/^["']/.test(written)) return written.slice(1, -1);
  const value = evaluate(written);
  const isNothing = value === null || value === undefined;
  return isNothing && WORD.test(written) && !/^(?:nil|null)$/.test(written) ? written : value;
}
