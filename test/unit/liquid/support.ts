import { type Diagnostic, mapSource, mapText } from '../../../src/diagnostics/index.js';
import { createLiquid, type LiquidOptions } from '../../../src/liquid/index.js';
import { Float } from '../../../src/liquid/values/float.js';

/** Options of a site that has nothing, with the files of `_includes` given by name. */
export function options(
  includes: Readonly<Record<string, string>> = {},
  more: Partial<LiquidOptions> = {},
): LiquidOptions {
  const files = new Map(
    Object.entries(includes).map(([name, text]) => [name, mapText(text, `_includes/${name}`)]),
  );
  return {
    config: {
      baseurl: '/course',
      url: 'https://example.org',
      timezone: 'America/New_York',
      strictFilters: false,
      strictVariables: false,
      errorMode: 'warn',
    },
    includes: { find: (name) => files.get(name), names: () => [...files.keys()] },
    includeRelative: () => undefined,
    links: { find: () => undefined, names: () => [] },
    posts: { find: () => undefined, names: () => [] },
    markdownify: ({ text }) => `<p>${text}</p>\n`,
    smartify: ({ text }) => text.replaceAll('--', '–'),
    sassify: ({ text }, syntax) => `/* ${syntax} */ ${text}`,
    highlight: () => undefined,
    tags: {},
    holdsFormulas: (file) => file.endsWith('.md'),
    now: new Date(1_700_000_000_000),
    random: () => 0,
    ...more,
  };
}

/** What a page's text becomes. */
export function render(
  text: string,
  scope: Readonly<Record<string, unknown>> = {},
  liquidOptions: LiquidOptions = options(),
): { text: string; diagnostics: readonly Diagnostic[] } {
  const { output, diagnostics } = createLiquid(liquidOptions).render(
    mapSource({ file: 'page.md', text }),
    scope,
  );
  return { text: output.text, diagnostics };
}

/** Diagnostics as `code line:column`. */
export function summary(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

/** Values as fixtures write them: `{"$time": seconds}` is a date, `{"$float": 1}` a number with a point. */
export function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== 'object' || value === null) return value;
  if ('$time' in value) return new Date(Number(value.$time) * 1000);
  if ('$float' in value) return new Float(Number(value.$float));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revive(item)]));
}
