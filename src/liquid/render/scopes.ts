/** The variables that a template can see. Names are looked up from the innermost scope outwards. */
export interface Scopes {
  /** The value of a name, or `undefined` where nothing defines it. */
  readonly get: (name: string) => unknown;
  /** Whether any scope defines the name. */
  readonly has: (name: string) => boolean;
  /** Sets a name for the rest of the page, as `assign` and `capture` do. */
  readonly assign: (name: string, value: unknown) => void;
  /** Sets a name in the innermost scope. */
  readonly set: (name: string, value: unknown) => void;
  /** Runs with one more scope. */
  readonly within: <T>(run: () => T) => T;
  /** Adds to a counter of `increment` and `decrement` and answers with what it was before. */
  readonly count: (name: string, by: number) => number;
}

/**
 * `environment` holds what the page was given (`site`, `page`, …). It is not written to: counters, which
 * Ruby's Liquid keeps in there, are laid over it.
 */
export function createScopes(environment: Readonly<Record<string, unknown>>): Scopes {
  const page = new Map<string, unknown>();
  const stack: Map<string, unknown>[] = [page];
  const counters = new Map<string, number>();
  const holder = (name: string) => stack.findLast((scope) => scope.has(name));
  const outer = (name: string) =>
    counters.get(name) ?? (Object.hasOwn(environment, name) ? environment[name] : undefined);
  return {
    get: (name) => {
      const scope = holder(name);
      return scope === undefined ? outer(name) : scope.get(name);
    },
    has: (name) => holder(name) !== undefined || counters.has(name) || Object.hasOwn(environment, name),
    assign: (name, value) => page.set(name, value),
    set: (name, value) => (stack.at(-1) ?? page).set(name, value),
    within: (run) => {
      stack.push(new Map());
      try {
        return run();
      } finally {
        stack.pop();
      }
    },
    count: (name, by) => {
      const before = outer(name);
      const value = typeof before === 'number' ? before : 0;
      counters.set(name, value + by);
      return value;
    },
  };
}
