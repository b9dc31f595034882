import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findTheme, readThemeReference, type ThemeSearch } from '../../../src/themes/index.js';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'lectern-themes-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
}

/** Looks for a theme from the course `course/`, on a machine whose folders all lie below `root`. */
function find(theme: unknown, more: Partial<ThemeSearch> & { readonly env?: Record<string, string> } = {}) {
  const { env = {}, ...search } = more;
  const places = { env, home: path.join(root, 'home'), systemGems: [path.join(root, 'system/*')] };
  const source = path.join(root, 'course');
  return findTheme(readThemeReference(theme, undefined), {
    source,
    places,
    repositories: {},
    stored: () => undefined,
    ...search,
  });
}

/** Where a theme was found, from `root`. */
function foundIn(found: ReturnType<typeof find>): string {
  return found.kind === 'found' ? path.relative(root, found.theme.root) : found.kind;
}

const gem = (folder: string, name = 'fine-theme') => ({
  [`${folder}/gems/${name}/_layouts/default.html`]: 'x',
});

describe('a gem is found', () => {
  test.each([
    ['course/vendor/bundle/ruby/3.1.0', {}],
    ['home/.gem/ruby/3.2.0', {}],
    ['home/.local/share/gem/ruby/3.2.0', {}],
    ['home/.rbenv/versions/3.3.0/lib/ruby/gems/3.3.0', {}],
    ['home/.rvm/gems/ruby-3.3.0', {}],
    ['home/.asdf/installs/ruby/3.3.0/lib/ruby/gems/3.3.0', {}],
    ['system/all', {}],
    ['elsewhere', { GEM_HOME: 'elsewhere' }],
    ['second', { GEM_PATH: `first${path.delimiter}second` }],
    ['bundle/ruby/3.1.0', { BUNDLE_PATH: 'bundle' }],
  ])('in %s', (folder, stated: Record<string, string>) => {
    write(gem(folder, 'fine-theme-1.2.3'));
    const absolute = (value: string) =>
      value
        .split(path.delimiter)
        .map((one) => path.join(root, one))
        .join(path.delimiter);
    const env = Object.fromEntries(Object.entries(stated).map(([key, value]) => [key, absolute(value)]));
    expect(foundIn(find('fine-theme', { env }))).toBe(`${folder}/gems/fine-theme-1.2.3`);
  });

  test('that Bundler has taken from git', () => {
    write(gem('course/vendor/bundle/ruby/3.1.0/bundler', 'fine-theme-0123456789ab'));
    expect(foundIn(find('Fine-Theme'))).toBe(
      'course/vendor/bundle/ruby/3.1.0/bundler/gems/fine-theme-0123456789ab',
    );
  });

  test('in its newest version, or in that of Gemfile.lock', () => {
    for (const version of ['0.9.0', '0.10.0', '0.10.0.rc1'])
      write(gem('system/all', `fine-theme-${version}`));
    write(gem('system/all', 'fine-theme-extras-2.0'));
    expect(foundIn(find('fine-theme'))).toBe('system/all/gems/fine-theme-0.10.0');
    write({ 'course/Gemfile.lock': 'GEM\n  specs:\n    fine-theme (0.9.0)\n      jekyll (> 3)\n' });
    expect(foundIn(find('fine-theme'))).toBe('system/all/gems/fine-theme-0.9.0');
  });

  test('with the plugins that it depends on', () => {
    write(gem('system/all', 'fine-theme-1.0'));
    write({
      'system/all/specifications/fine-theme-1.0.gemspec':
        's.add_runtime_dependency(%q<jekyll-feed>.freeze, ["~> 0.9"])\ns.add_runtime_dependency(%q<jekyll>.freeze)\n  s.add_development_dependency(%q<jekyll-x>)\n',
    });
    const found = find('fine-theme');
    expect(found.kind === 'found' && found.theme.plugins).toEqual(['jekyll-feed']);
  });
});

test('a package of npm is found in the course and above it, with or without a scope', () => {
  write({ 'node_modules/@ada/theme/_layouts/default.html': 'x', 'course/index.md': '' });
  expect(foundIn(find('@ada/theme'))).toBe('node_modules/@ada/theme');
  write({ 'course/node_modules/plain-theme/assets/a.css': 'x' });
  expect(foundIn(find('plain-theme'))).toBe('course/node_modules/plain-theme');
});

describe('a folder', () => {
  test('is a theme where it has a folder of one', () => {
    write({ 'course/vendor/look/_includes/a.html': 'x', 'course/vendor/other/README': 'x' });
    const found = find('./vendor/look');
    expect(found).toMatchObject({
      kind: 'found',
      theme: {
        name: 'look',
        prefix: 'vendor/look/',
        folders: { layouts: null, includes: '_includes', sass: null, data: null, assets: [] },
      },
    });
    expect(find('./vendor/other')).toMatchObject({ kind: 'missing', reason: 'folder' });
    expect(find('./vendor/nothing')).toMatchObject({ kind: 'missing', reason: 'folder' });
  });

  test('is not the course itself', () => {
    write({ 'course/_layouts/a.html': 'x' });
    expect(find('./')).toMatchObject({ kind: 'missing', reason: 'folder' });
  });

  test('of a theme that leads out of it is none of it', () => {
    write({ 'course/look/_layouts/a.html': 'x', 'secret/key': 'x' });
    symlinkSync(path.join(root, 'secret'), path.join(root, 'course/look/assets'));
    expect(find('./look')).toMatchObject({ kind: 'found', theme: { folders: { assets: [] } } });
  });

  test('gives its configuration as far as its gemspec packs it', () => {
    write({ 'look/_layouts/a.html': 'x', 'look/_config.yml': 'a: 1\n', 'look/_data/a.yml': '1\n' });
    const configOf = () => {
      const found = find('../look');
      return found.kind === 'found' && [found.theme.configFile !== null, found.theme.folders.data];
    };
    expect(configOf()).toEqual([true, '_data']);
    const packing = (pattern: string) =>
      `  spec.files = \`git ls-files -z\`.split("\\x0").select do |f|\n    f.match(%r!^(assets|_(${pattern}layouts|sass)/|LICENSE)!i)\n  end\n\n  spec.add_dependency "jekyll"\n`;
    write({ 'look/look.gemspec': packing('') });
    expect(configOf()).toEqual([false, null]);
    write({ 'look/look.gemspec': packing('data|') });
    expect(configOf()).toEqual([false, '_data']);
  });
});

test('a gem that is not installed is what has been fetched of its repository, at the version of Gemfile.lock', () => {
  write({ 'store/one/_layouts/default.html': 'x', 'course/index.md': '' });
  const asked: string[] = [];
  const stored: ThemeSearch['stored'] = ({ owner, name, ref }) => {
    asked.push(`${owner}/${name} ${ref}`);
    return path.join(root, 'store/one');
  };
  expect(foundIn(find('just-the-docs', { stored }))).toBe('store/one');
  write({ 'course/Gemfile.lock': 'GEM\n  specs:\n    just-the-docs (0.8.2)\n' });
  find('just-the-docs', { stored });
  find('minima', { stored });
  find('house-theme', { stored, repositories: { 'house-theme': 'ada/house@main' } });
  expect(asked).toEqual([
    'just-the-docs/just-the-docs null',
    'just-the-docs/just-the-docs v0.8.2',
    'jekyll/minima v2.5.1',
    'ada/house main',
  ]);
});

test('what nobody knows is missing, and why', () => {
  expect(find('no-such-theme')).toMatchObject({ kind: 'missing', reason: 'unknown', repository: null });
  expect(find('minima')).toMatchObject({
    kind: 'missing',
    reason: 'unfetched',
    repository: { name: 'minima' },
  });
  expect(find(undefined)).toEqual({ kind: 'none', stated: false });
});
