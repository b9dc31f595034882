import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ConfigOptions, type ConfigResult, readConfig } from '../../../src/site/index.js';
import { effects, folderOf, lines } from './scanned.js';

/** Reads the configuration of a folder with these files. */
async function read(
  files: Readonly<Record<string, string>>,
  options: Partial<ConfigOptions> = {},
): Promise<ConfigResult & { readonly folder: string }> {
  const folder = await folderOf(files);
  return { folder, ...(await readConfig({ cwd: folder, ...options }, effects())) };
}

describe('where the configuration comes from', () => {
  test('a course without one has Jekyll’s defaults, and is written to docs', async () => {
    const { folder, config, diagnostics } = await read({});
    expect(diagnostics).toEqual([]);
    expect(config).toMatchObject({
      source: folder,
      destination: join(folder, 'docs'),
      title: '',
      url: '',
      baseurl: '',
      permalink: 'date',
      markdown: 'kramdown',
      markdownExtensions: ['.markdown', '.mkdown', '.mkdn', '.mkd', '.md'],
      excerptSeparator: '\n\n',
      include: ['.htaccess'],
      timezone: 'UTC',
      limitPosts: 0,
      future: false,
      liquid: { errorMode: 'warn', strictFilters: false, strictVariables: false },
      optionalFrontMatter: { enabled: true, removeOriginals: false },
    });
    expect(config.exclude).toContain('node_modules');
  });

  test('_config.yml is preferred to _config.yaml', async () => {
    expect((await read({ '_config.yaml': 'title: yaml' })).config.title).toBe('yaml');
    expect((await read({ '_config.yaml': 'title: yaml', '_config.yml': 'title: yml' })).config.title).toBe(
      'yml',
    );
  });

  test('later files are laid over earlier ones, key by key', async () => {
    const files = {
      'a.yml': 'title: A\nkramdown: {hard_wrap: true}\ninclude: [x]\n',
      'b.yml': 'url: http://b\nkramdown: {footnote_nr: 2}\ninclude: [y]\ntitle:\n',
    };
    const { config } = await read(files, { configFiles: ['a.yml', 'b.yml'] });
    expect(config).toMatchObject({ title: 'A', url: 'http://b', include: ['y'] });
    expect(config.kramdown).toMatchObject({ hard_wrap: true, footnote_nr: 2, auto_ids: true });
  });

  test('the command line goes over every file', async () => {
    const files = { '_config.yml': 'baseurl: /a\nfuture: false\ndestination: out\n' };
    const { folder, config } = await read(files, {
      baseurl: '/b',
      future: true,
      drafts: true,
      destination: 'there',
    });
    expect(config).toMatchObject({
      baseurl: '/b',
      future: true,
      showDrafts: true,
      destination: join(folder, 'there'),
    });
    expect(config.raw['baseurl']).toBe('/b');
  });

  test('a folder that it names as the source has one of its own, over which it lies', async () => {
    const files = {
      '_config.yml': 'source: course\ntitle: Outside\n',
      'course/_config.yml': 'title: Inside\ndestination: site\nurl: 1\ncollections: x\n',
    };
    const { folder, config, diagnostics } = await read(files);
    expect(config).toMatchObject({
      source: join(folder, 'course'),
      destination: join(folder, 'site'),
      title: 'Outside',
      url: '1',
      configFiles: [join(folder, 'course/_config.yml'), join(folder, '_config.yml')],
    });
    expect(diagnostics.map(({ file, line }) => `${file}:${line}`)).toEqual(['_config.yml:4']);
    // Whoever names files or the course means these alone.
    expect((await read(files, { configFiles: ['_config.yml'] })).config.url).toBe('');
    expect((await read(files, { source: 'course' })).config.title).toBe('Inside');
  });

  test('a file that is not there is reported', async () => {
    const { diagnostics } = await read({}, { configFiles: ['missing.yml', 'settings.toml'] });
    expect(lines(diagnostics)).toEqual(['missing.yml:1:1 config-missing', 'settings.toml:1:1 config-format']);
  });

  test('a file outside of the course that is not there is named with its whole path', async () => {
    const { folder, diagnostics } = await read(
      { 'course/index.md': '' },
      { source: 'course', configFiles: ['no.yml'] },
    );
    expect(diagnostics).toMatchObject([
      {
        file: join(folder, 'no.yml'),
        message: `There is no configuration file ${join(folder, 'no.yml')}.`,
        hint: 'Correct the path given with --config: it starts from the folder that lectern is run in.',
      },
    ]);
  });
});

describe('what is wrong in it', () => {
  test('is reported at its line and column, and the defaults hold', async () => {
    const { config, diagnostics } = await read({ '_config.yml': 'title: x\nexclude:\n\t- a\n' });
    expect(lines(diagnostics)).toEqual(['_config.yml:3:1 config-yaml']);
    expect(config.title).toBe('');
  });

  test('is a value of another type than its key takes', async () => {
    const files = {
      '_config.yml':
        'title: x\nfuture: maybe\nexclude: Gemfile\nkramdown: yes\nlimit_posts: -1\nliquid:\n  error_mode: loud\n' +
        'defaults: {a: b}\ntimezone: Mars/Base\nmend:\n  stars: 3\nplugins: feed\ntime: noon\n',
    };
    const { config, diagnostics } = await read(files);
    expect(lines(diagnostics)).toEqual(
      [
        '_config.yml:9:1 config-type',
        '_config.yml:11:3 config-type',
        '_config.yml:13:1 config-type',
        '_config.yml:12:1 config-type',
        '_config.yml:2:1 config-type',
        '_config.yml:3:1 config-type',
        '_config.yml:4:1 config-type',
        '_config.yml:5:1 config-type',
        '_config.yml:7:3 config-type',
        '_config.yml:8:1 config-type',
      ].sort(),
    );
    expect(config).toMatchObject({
      title: 'x',
      future: false,
      limitPosts: 0,
      timezone: 'UTC',
      time: null,
      mend: { stars: true },
    });
    expect(config.kramdown['auto_ids']).toBe(true);
  });

  test('is named in the last file that has the key', async () => {
    const files = { 'a.yml': 'future: maybe\n', 'b.yml': 'title: x\nfuture: never\n' };
    const { diagnostics } = await read(files, { configFiles: ['a.yml', 'b.yml'] });
    expect(lines(diagnostics)).toEqual(['b.yml:2:1 config-type']);
  });

  test.each(['.', '..', '/'])('is a destination, %j, that holds the course itself', async (destination) => {
    const stated = await read({ '_config.yml': `title: x\ndestination: ${destination}\n` });
    expect(lines(stated.diagnostics)).toEqual(['_config.yml:2:1 config-destination']);
    expect(stated.config.destination).toBe(join(stated.folder, 'docs'));
    const { folder, config, diagnostics } = await read({}, { destination });
    expect(lines(diagnostics)).toEqual([`${resolve(folder, destination)}:1:1 destination-refused`]);
    expect(diagnostics[0]?.hint).toContain('--destination');
    expect(config.destination).toBe(join(folder, 'docs'));
  });
});

describe('settings are put into one form', () => {
  test.each([
    ['/', ''],
    ['course', '/course'],
    ['/course/', '/course'],
    ['/a/b', '/a/b'],
  ])('baseurl %j', async (baseurl, expected) => {
    expect((await read({ '_config.yml': `baseurl: ${baseurl}\n` })).config.baseurl).toBe(expected);
  });

  test('a url loses the slash at its end, a title may be a number', async () => {
    const { config } = await read({ '_config.yml': 'url: https://example.org/\ntitle: 2024\n' });
    expect(config).toMatchObject({ url: 'https://example.org', title: '2024' });
  });

  test('folders cannot lie outside of the course', async () => {
    const { config } = await read({
      '_config.yml':
        'data_dir: ../data\nlayouts_dir: /themes/\nincludes_dir: a/../../b\nsass: {load_paths: [../../x]}\n',
    });
    expect(config).toMatchObject({
      dataDirectory: 'data',
      layoutsDirectory: 'themes',
      includesDirectory: 'b',
    });
    expect(config.sass.loadPaths).toEqual(['x']);
  });

  test('mends can be switched off together or by name', async () => {
    expect((await read({ '_config.yml': 'mend: false\n' })).config.mend).toBe(false);
    expect((await read({ '_config.yml': 'mend: {stars: false}\n' })).config.mend).toEqual({ stars: false });
    expect((await read({ '_config.yml': 'mend: true\n' })).config.mend).toEqual({});
  });

  test('collections may be a list, and posts always have output', async () => {
    const { config } = await read({
      '_config.yml': 'collections: [lectures, "odd label!"]\npermalink: pretty\n',
    });
    expect([...config.collections.keys()]).toEqual(['posts', 'lectures', 'oddlabel']);
    expect(config.collections.get('posts')).toMatchObject({
      output: true,
      permalink: '/:categories/:year/:month/:day/:title/',
    });
    expect(config.collections.get('lectures')).toMatchObject({ output: false, permalink: null });
  });

  test('katex options and macros come through as they stand', async () => {
    const { config } = await read({ '_config.yml': 'katex:\n  macros:\n    "\\\\R": "\\\\mathbb{R}"\n' });
    expect(config.katex).toEqual({ macros: { '\\R': '\\mathbb{R}' } });
  });

  test('the moment of the build can be fixed', async () => {
    expect(
      (await read({ '_config.yml': 'time: 2024-04-01 09:00\ntimezone: Asia/Tokyo\n' })).config.time,
    ).toEqual(new Date('2024-04-01T00:00:00Z'));
  });
});
