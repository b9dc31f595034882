import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** Which folders of src/ a folder may import from; what it names in `types` only for types. */
const MAY_IMPORT: Record<string, { readonly code: readonly string[]; readonly types?: readonly string[] }> = {
  diagnostics: { code: [] },
  output: { code: ['diagnostics'] },
  cache: { code: [] },
  bibliography: { code: ['diagnostics'] },
  images: { code: [] },
  labels: { code: ['diagnostics'] },
  math: { code: ['diagnostics'] },
  glossary: { code: ['diagnostics', 'math'] },
  liquid: { code: ['diagnostics'] },
  themes: { code: ['diagnostics'] },
  notebooks: { code: ['diagnostics', 'cache', 'math'], types: ['markdown'] },
  site: { code: ['diagnostics', 'liquid', 'themes', 'notebooks', 'glossary'], types: ['images'] },
  markdown: { code: ['diagnostics', 'labels', 'math', 'glossary'] },
  search: { code: ['labels', 'math'] },
  links: { code: ['diagnostics', 'site', 'notebooks'], types: ['markdown'] },
  generators: {
    code: ['diagnostics', 'bibliography', 'themes', 'liquid', 'site', 'math'],
    types: ['markdown', 'output'],
  },
  plugins: { code: ['diagnostics', 'liquid', 'site'] },
  course: {
    code: [
      'diagnostics',
      'themes',
      'site',
      'liquid',
      'labels',
      'glossary',
      'markdown',
      'math',
      'search',
      'links',
      'notebooks',
      'generators',
      'plugins',
      'output',
      'cache',
      'images',
    ],
  },
  repair: { code: ['diagnostics'] },
  compare: { code: ['diagnostics', 'math'] },
  web: { code: ['diagnostics'] },
  serve: { code: ['diagnostics', 'course'] },
  init: { code: ['diagnostics', 'site', 'output'] },
  cli: { code: ['diagnostics', 'themes', 'course', 'repair', 'compare', 'serve', 'web', 'init'] },
};

/** The folders of `course`, each of which may import from those before it. */
const STAGES = [
  'context',
  'git',
  'scan',
  'typeset',
  'elements',
  'accessibility',
  'render',
  'compose',
  'resolve',
  'incremental',
  'pages',
  'references',
  'search',
  'variants',
  'threads',
  'watch',
];

/** The folders of folders, each of which may import from those before it. */
const FOLDERS: Record<string, readonly string[]> = {
  cli: ['terminal', 'formats', 'options', 'findings', 'commands', 'declarations'],
  compare: ['page', 'site', 'difference', 'comparison', 'report'],
  generators: ['config', 'pages', 'tags', 'filters', 'output', 'scholar'],
  links: ['urls', 'inventory', 'faults', 'repository', 'notebooks'],
  liquid: ['core', 'time', 'values', 'syntax', 'render', 'filters', 'scan', 'tags'],
  notebooks: ['reading', 'page'],
  serve: ['site', 'live', 'client', 'http'],
  site: ['data', 'files', 'permalinks', 'config', 'words', 'pages', 'scan', 'variables'],
};

/** So many files a folder may have, its face among them. */
const MOST_FILES = 16;

/** Libraries that two folders use which may not import each other. */
const SHARED: ReadonlySet<string> = new Set(['diff']);

const SRC = path.resolve(import.meta.dirname, '../../../src');

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
  readonly isDynamic: boolean;
}

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.split(path.sep).join('/'));

const imports: Import[] = sources.flatMap((from) => {
  const text = readFileSync(path.join(SRC, from), 'utf8');
  const found = text.matchAll(
    /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s)?'([^']+)';|import\('([^']+)'\)/gm,
  );
  return [...found].map(([, type, specifier, dynamic]) => ({
    from,
    to: specifier ?? dynamic ?? '',
    typeOnly: type !== undefined,
    isDynamic: dynamic !== undefined,
  }));
});

const folderOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : '');
const local = imports
  .filter((one) => one.to.startsWith('.'))
  .map((one) => ({
    ...one,
    to: path.posix.join(path.posix.dirname(one.from), one.to).replace(/\.js$/, '.ts'),
  }));

const manifest: unknown = JSON.parse(readFileSync(path.join(SRC, '../package.json'), 'utf8'));
const dependencies = Object.keys(
  (typeof manifest === 'object' &&
    manifest !== null &&
    'dependencies' in manifest &&
    manifest.dependencies) ||
    {},
);

describe('the source tree', () => {
  test('imports only in the direction of the layers', () => {
    const wrong = local.filter(({ from, to, typeOnly }) => {
      const [a, b] = [folderOf(from), folderOf(to)];
      if (a === b || a === '') return false;
      const rule = MAY_IMPORT[a];
      return !(rule?.code.includes(b) || (typeOnly && rule?.types?.includes(b)));
    });
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('imports the stages of a build only in their order, and through their faces', () => {
    const stageOf = (file: string) => /^course\/([a-z]+)\//.exec(file)?.[1];
    const wrong = local.filter(({ from, to, isDynamic }) => {
      const [a, b] = [stageOf(from), stageOf(to)];
      if (a === b || b === undefined) return false;
      const climbs = a !== undefined && STAGES.indexOf(b) > STAGES.indexOf(a);
      // What is loaded late is one file, and not all that a face has.
      return climbs || !(isDynamic || to.endsWith('/index.ts'));
    });
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
    const climbing = local.filter(
      ({ from, to }) => stageOf(from) !== undefined && /^course\/[^/]+$/.test(to),
    );
    expect(climbing.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
    expect(new Set(sources.flatMap((file) => stageOf(file) ?? []))).toEqual(new Set(STAGES));
  });

  test.each(Object.entries(FOLDERS))('imports the folders of %s only in their order', (area, folders) => {
    const folderIn = (file: string) => file.split('/').slice(1, -1)[0];
    const inside = sources.filter((file) => folderOf(file) === area && folderIn(file) !== undefined);
    expect(new Set(inside.map(folderIn))).toEqual(new Set(folders));
    const indexOf = (file: string) => folders.indexOf(folderIn(file) ?? '');
    const climbing = local.filter(
      ({ from, to }) =>
        inside.includes(from) && folderOf(to) === area && !(indexOf(to) >= 0 && indexOf(to) <= indexOf(from)),
    );
    expect(climbing.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('has no circles of imports', () => {
    const next = new Map<string, string[]>();
    for (const { from, to, typeOnly } of local)
      if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
      else if (!done.has(file)) {
        for (const to of next.get(file) ?? []) walk(to, [...trail, file]);
        done.add(file);
      }
    };
    for (const file of sources) walk(file, []);
    expect(circles).toEqual([]);
  });

  test('has no circles of folders, and none that takes more than a glance', () => {
    // A face lies before all that its folder has.
    const parent = (file: string) => path.posix.dirname(file);
    const next = new Map<string, Set<string>>();
    for (const { from, to } of local)
      if (parent(from) !== parent(to))
        next.set(parent(from), (next.get(parent(from)) ?? new Set()).add(parent(to)));
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (folder: string, trail: readonly string[]): void => {
      if (trail.includes(folder)) circles.push([...trail.slice(trail.indexOf(folder)), folder].join(' → '));
      else if (!done.has(folder)) {
        for (const to of next.get(folder) ?? []) walk(to, [...trail, folder]);
        done.add(folder);
      }
    };
    for (const folder of new Set(sources.map(parent))) walk(folder, []);
    expect(circles).toEqual([]);
    const sizes = new Map<string, number>();
    for (const file of sources) sizes.set(parent(file), (sizes.get(parent(file)) ?? 0) + 1);
    expect([...sizes].filter(([, size]) => size > MOST_FILES)).toEqual([]);
  });

  test('lets each outside library in through one folder', () => {
    const users = new Map<string, Set<string>>();
    for (const { from, to } of imports) {
      if (to.startsWith('.') || to.startsWith('node:')) continue;
      const name = to.startsWith('@') ? to.split('/').slice(0, 2).join('/') : (to.split('/')[0] ?? to);
      users.set(name, (users.get(name) ?? new Set()).add(folderOf(from)));
    }
    const several = [...users].filter(([name, folders]) => folders.size > 1 && !SHARED.has(name));
    expect(several.map(([name, folders]) => `${name}: ${[...folders].join(', ')}`)).toEqual([]);
  });

  test('is built on the packages that it was ordered with', () => {
    const ordered = ['chokidar', 'fast-glob', 'gray-matter', 'katex', 'markdown-it', 'markdown-it-katex'];
    expect(ordered.filter((name) => !dependencies.includes(name))).toEqual([]);
  });

  test('uses every package that it depends on', () => {
    const names = dependencies;
    const used = new Set(
      sources.flatMap((file) =>
        names.filter((name) => readFileSync(path.join(SRC, file), 'utf8').includes(`'${name}`)),
      ),
    );
    expect(names.filter((name) => !used.has(name))).toEqual([]);
  });

  test('has every file that its map names', () => {
    const map = readFileSync(path.join(SRC, '../ARCHITECTURE.md'), 'utf8');
    const named = [...map.matchAll(/`([\w-]+(?:\/[\w-]+)*(?:\.ts|\.mjs|\/))`/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(20);
    // A file beside the one that the text has just spoken of goes by its name alone.
    const isThere = (name: string) =>
      existsSync(path.join(SRC, name)) ||
      existsSync(path.join(SRC, '..', name)) ||
      (!name.includes('/') && sources.some((file) => file.endsWith(`/${name}`)));
    expect(named.filter((name) => !isThere(name) && name !== 'docs/')).toEqual([]);
  });

  test('keeps the face of each folder free of logic', () => {
    const faces = sources.filter((file) => /^[a-z]+\/index\.ts$/.test(file));
    const busy = faces.filter((file) => {
      const text = readFileSync(path.join(SRC, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      return text.replace(/export\s+(type\s+)?(\{[^}]*\}|\*)\s+from\s+'[^']+';/g, '').trim() !== '';
    });
    expect(busy).toEqual([]);
  });
});
