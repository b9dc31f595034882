import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type MappedText, mapText } from '../../../src/diagnostics/index.js';
import type { LiquidOptions } from '../../../src/liquid/index.js';
import { options, render, revive } from './support.js';

/** Pairs that reference.rb made by asking Jekyll. */
interface Expected {
  readonly files: Readonly<Record<string, string>>;
  readonly groups: readonly Group[];
  /** Seconds since 1970. */
  readonly moments: readonly number[];
  /** What clocks show at these moments. */
  readonly clocks: readonly { readonly zone: string; readonly shows: readonly string[] }[];
}

interface Group {
  readonly title: string;
  readonly scope: Readonly<Record<string, unknown>>;
  readonly pairs: readonly Pair[];
}

interface Pair {
  readonly template: string;
  /** What Jekyll prints; nothing where it stops with an error. */
  readonly output?: string;
}

const expected: Expected = JSON.parse(
  readFileSync(new URL('fixtures/expected.json', import.meta.url), 'utf8'),
);

const LINKS = new Map([
  ['index.md', '/'],
  ['lectures/one.md', '/lectures/one.html'],
  ['lectures/two words.md', '/two-words/'],
  ['assets/plot.png', '/assets/plot.png'],
  ['/assets/plot.png', '/assets/plot.png'],
]);

const POSTS = new Map([
  ['2015-02-28-first-lecture', '/2015/02/28/first-lecture.html'],
  ['notes/2016-03-01-in-folder', '/notes/2016/03/01/in-folder.html'],
]);

function siteOptions(): LiquidOptions {
  const files = new Map(Object.entries(expected.files).map(([path, text]) => [path, mapText(text, path)]));
  const lookup = (urls: ReadonlyMap<string, string>) => ({
    find: (name: string) => urls.get(name),
    names: () => [...urls.keys()],
  });
  const included = (name: string): MappedText | undefined => files.get(`_includes/${name}`);
  return options(
    {},
    {
      includes: { find: included, names: () => [] },
      includeRelative: (path, from) => files.get(from.replace(/[^/]*$/, path)),
      links: lookup(LINKS),
      posts: lookup(POSTS),
    },
  );
}

function revived(scope: Group['scope']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(scope).map(([key, value]) => [key, revive(value)]));
}

const printing = expected.groups
  .map((group) => ({ ...group, pairs: group.pairs.filter((pair) => pair.output !== undefined) }))
  .filter((group) => group.pairs.length > 0);

describe.each(printing)('$title', ({ scope, pairs }) => {
  const shared = siteOptions();
  test.each(pairs)('$template', ({ template, output }) => {
    const { text, diagnostics } = render(template, revived(scope), shared);
    expect(text).toBe(output);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

const stopping = expected.groups.flatMap(({ scope, pairs }) =>
  pairs.filter((pair) => pair.output === undefined).map(({ template }) => ({ template, scope })),
);

/** What Jekyll stops at, and lectern reads as its author meant it. */
const MENDED = ['{%- comment -%} no {% if %}'];

describe('what Jekyll stops at is reported, and the rest of the page is rendered', () => {
  test.each(stopping)('$template', ({ template, scope }) => {
    const { text, diagnostics } = render(`before ${template} after`, revived(scope), siteOptions());
    expect(text).toMatch(/^before .*after/s);
    const isMended = MENDED.some((mended) => template.includes(mended));
    expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(!isMended);
    expect(diagnostics.every(({ file, line }) => file === 'page.md' && line >= 1)).toBe(true);
  });
});

describe('dates are printed on the clock of the site', () => {
  test.each(expected.clocks)('$zone', ({ zone, shows }) => {
    const { config } = options();
    const local = options({}, { config: { ...config, timezone: zone } });
    const template = '{% for t in times %}{{ t | date: "%F %T %z %Z" }};{% endfor %}';
    const times = expected.moments.map((seconds) => new Date(seconds * 1000));
    expect(render(template, { times }, local).text.split(';').slice(0, -1)).toEqual(shows);
  });
});
