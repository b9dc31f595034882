import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { runProgram } from '../../../src/cli/program.js';
import { planInit, writePlan } from '../../../src/init/index.js';
import { fakeTerminal } from '../../support/terminal.ts';
import { checkFolder, places, withCourse } from '../check/checked.js';

/** Runs `lectern init` in a folder. */
async function init(cwd: string, ...args: readonly string[]) {
  const env = { HOME: path.join(cwd, '.home'), LECTERN_CACHE_DIR: path.join(cwd, '.home/cache') };
  const terminal = fakeTerminal(cwd, [], { env });
  const status = await runProgram(['init', ...args], terminal);
  return { status, output: terminal.output(), errors: terminal.errors() };
}

/** The files of a folder and what they hold, but for git's and the cache. */
async function filesOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !/^\.(?:git|home)\//.test(file))
    .sort();
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [file, await readFile(path.join(folder, file), 'utf8')] as const),
    ),
  );
}

const git = (cwd: string, ...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...args], { cwd, stdio: 'ignore' });

const COURSE = {
  '_config.yml': 'title: Analysis\n',
  'index.md': '---\ntitle: Analysis\n---\n\n# Analysis\n\n![Nothing](none.png)\n',
};

const ADDED = ['.github/workflows/lectern.yml', '.gitignore', 'package.json'];
const NEW = [
  ...ADDED.slice(0, 2),
  'README.md',
  '_config.yml',
  'assets/figures/bell-curve.svg',
  'assets/figures/walks.svg',
  'assets/notebooks/random-walk.ipynb',
  'index.md',
  'lectures/01-walk.md',
  'lectures/02-simulation.md',
  'lectures/03-bell-curve.md',
  'package.json',
];

describe('lectern init', () => {
  test.each(['en', 'ja'])('starts a course in which nothing is to be found fault with (%s)', async (lang) => {
    await withCourse({}, async (cwd) => {
      const { status, output, errors } = await init(
        cwd,
        'real-analysis',
        '--lang',
        lang,
        '--author',
        'Ada: L.',
      );
      expect([status, errors]).toEqual([0, '']);
      expect(output).toContain('written  lectures/01-walk.md');
      expect(output).toMatch(/Now run\n {2}cd real-analysis\n {2}npm install\n {2}npm run serve\n/);
      const folder = path.join(cwd, 'real-analysis');
      const files = await filesOf(folder);
      expect(Object.keys(files)).toEqual(NEW);
      expect(parse(files['_config.yml'] ?? '')).toMatchObject({
        title: 'Real analysis',
        author: 'Ada: L.',
        lang,
      });
      expect(files['lectures/02-simulation.md']).toContain('date: 2026-03-11\n');
      for (const text of Object.values(files)) expect(text).not.toMatch(/__[a-z]+__/);
      const { complete, pageCount, formulaCount, diagnostics } = await checkFolder(folder);
      expect([complete, pageCount, places(diagnostics)]).toEqual([true, 5, []]);
      expect(formulaCount).toBeGreaterThan(40);
    });
  });

  test('asks git for the repository, the address and the branch', async () => {
    await withCourse({}, async (cwd) => {
      git(cwd, 'init', '-q', '-b', 'master');
      git(cwd, 'remote', 'add', 'origin', 'git@github.com:Prof-X/Topology.git');
      await init(cwd);
      const files = await filesOf(cwd);
      expect(parse(files['_config.yml'] ?? '')).toMatchObject({
        url: 'https://prof-x.github.io',
        baseurl: '/Topology',
        repository: 'Prof-X/Topology',
        branch: 'master',
      });
      expect(parse(files['.github/workflows/lectern.yml'] ?? '').on.push.branches).toEqual(['master']);
      expect(places((await checkFolder(cwd)).diagnostics)).toEqual([]);
    });
  });

  test('serves a site of its own from the top of its host', async () => {
    await withCourse({}, async (cwd) => {
      git(cwd, 'init', '-q', '-b', 'main');
      git(cwd, 'remote', 'add', 'origin', 'https://github.com/prof-x/prof-x.github.io');
      await init(cwd);
      expect(parse((await filesOf(cwd))['_config.yml'] ?? '')).toMatchObject({ baseurl: '' });
    });
  });

  test('writes titles and names that YAML and Markdown would take for something else', async () => {
    await withCourse({}, async (cwd) => {
      const title = 'C#: *a* "first" course\\';
      await init(cwd, '--title', title, '--author', 'null');
      const files = await filesOf(cwd);
      expect(parse(files['_config.yml'] ?? '')).toMatchObject({ title, author: 'null' });
      expect(files['README.md']).toMatch(/^# C\\#: \\\*a\\\* "first" course\\\\\n/);
    });
  });

  test('keeps a README and adds to package.json where a folder has no more than that', async () => {
    await withCourse({ 'README.md': 'Mine.\n', 'package.json': '{"name":"x"}' }, async (cwd) => {
      const { status, output } = await init(cwd, '--lectern', 'file:./lectern-0.1.0.tgz');
      expect(status).toBe(0);
      expect(output).toContain('kept     README.md');
      const files = await filesOf(cwd);
      expect(files['README.md']).toBe('Mine.\n');
      expect(JSON.parse(files['package.json'] ?? '')).toMatchObject({
        name: 'x',
        dependencies: { lectern: 'file:lectern-0.1.0.tgz' },
      });
    });
  });

  test('takes the path of lectern from where the command is given, and other places as they are', async () => {
    await withCourse({}, async (cwd) => {
      const spec = async (folder: string, lectern: string) => {
        await init(cwd, folder, '--lectern', lectern);
        const { dependencies } = JSON.parse(await readFile(path.join(cwd, folder, 'package.json'), 'utf8'));
        return dependencies.lectern;
      };
      expect(await spec('a', '../lectern')).toBe('file:../../lectern');
      expect(await spec('b', 'github:lectern/lectern')).toBe('github:lectern/lectern');
      expect(await spec('c', '0.1.0')).toBe('0.1.0');
    });
  });

  test('is the same course a second time, and writes nothing', async () => {
    await withCourse({}, async (cwd) => {
      await init(cwd);
      const before = await filesOf(cwd);
      const { status, output } = await init(cwd);
      expect(status).toBe(0);
      expect(output).not.toMatch(/written|changed/);
      expect(await filesOf(cwd)).toEqual(before);
    });
  });

  test('shows what it would write and writes nothing with --dry-run', async () => {
    await withCourse(COURSE, async (cwd) => {
      const { output } = await init(cwd, '--dry-run');
      for (const file of ADDED) expect(output).toContain(`written  ${file}`);
      expect(await filesOf(cwd)).toEqual(COURSE);
      expect((await init(cwd, 'new', '--dry-run')).output).toContain('written  lectures/01-walk.md');
      expect(await filesOf(cwd)).toEqual(COURSE);
    });
  });

  test('refuses a folder of other files, unless it is told to go on, and changes none of them', async () => {
    const files = { 'thesis.tex': 'x', 'index.html': 'x' };
    await withCourse(files, async (cwd) => {
      const { status, errors } = await init(cwd);
      expect(status).toBe(1);
      expect(errors).toContain('This folder holds other files (index.html, thesis.tex) and no course.');
      expect(await filesOf(cwd)).toEqual(files);
      expect((await init(cwd, '--yes')).status).toBe(0);
      expect(await filesOf(cwd)).toMatchObject(files);
      expect(Object.keys(await filesOf(cwd))).toEqual([...NEW, ...Object.keys(files)].sort());
    });
  });

  test('refuses a file', async () => {
    await withCourse({ 'a.txt': '' }, async (cwd) => {
      const { status, errors } = await init(cwd, 'a.txt');
      expect([status, errors]).toEqual([1, 'a.txt is a file. Name a folder for the course.\n']);
    });
  });
});

describe('lectern init in a course of Jekyll', () => {
  test('adds what it lacks, keeps its files, and says what a check has found', async () => {
    await withCourse({ ...COURSE, '.gitignore': '_site\n' }, async (cwd) => {
      const { status, output } = await init(cwd);
      expect(status).toBe(0);
      const files = await filesOf(cwd);
      expect(Object.keys(files)).toEqual([...ADDED, ...Object.keys(COURSE)].sort());
      expect(files).toMatchObject(COURSE);
      expect(files['.gitignore']).toBe('_site\n/docs/\n/.lectern-cache/\nnode_modules/\n');
      expect(output).toContain('changed  .gitignore  + /docs/, /.lectern-cache/, node_modules/');
      expect(output).toMatch(/Checked: 1 page with 0 formulas\. 1 error, /);
      expect(output).toContain('1 figure-missing  The site has no figure "none.png". index.md:7');
      expect(output).not.toContain('exclude:');
    });
  });

  test('keeps what has the names of its own files, and says what it lacks', async () => {
    const own = {
      ...COURSE,
      '.github/workflows/lectern.yml': 'name: Mine\n',
      'package.json': '{"scripts": [],}\n',
    };
    await withCourse(own, async (cwd) => {
      const { status, output } = await init(cwd);
      expect(status).toBe(1);
      expect(await filesOf(cwd)).toMatchObject(own);
      expect(output).toContain('kept     .github/workflows/lectern.yml');
      expect(output).toContain(
        'kept     package.json  it is no JSON object; it lacks the scripts lectern build',
      );
    });
  });

  test('leaves what is a link to somebody else', async () => {
    await withCourse({ ...COURSE, 'other/package.json': '{}\n' }, async (cwd) => {
      await symlink('other/package.json', path.join(cwd, 'package.json'));
      const { status, output } = await init(cwd);
      expect(status).toBe(1);
      expect(output).toContain('kept     package.json  it is a link; it lacks');
      expect(await readFile(path.join(cwd, 'other/package.json'), 'utf8')).toBe('{}\n');
    });
  });

  test('does not have git ignore a folder that is published from it', async () => {
    await withCourse(
      { ...COURSE, 'docs/.lectern-manifest.json': '{}', 'docs/index.html': 'x' },
      async (cwd) => {
        git(cwd, 'init', '-q');
        git(cwd, 'add', 'docs');
        await init(cwd);
        const files = await filesOf(cwd);
        expect(files['.gitignore']).toBe('/.lectern-cache/\nnode_modules/\n');
        expect(JSON.parse(files['package.json'] ?? '').scripts.build).toBe('lectern build');
      },
    );
  });

  test('builds into another folder where docs/ and _site/ hold something else', async () => {
    const own = { ...COURSE, 'docs/handbook.md': '---\n---\nx\n', '_site/index.html': 'x' };
    await withCourse(own, async (cwd) => {
      await init(cwd);
      const files = await filesOf(cwd);
      expect(JSON.parse(files['package.json'] ?? '').scripts.build).toBe(
        'lectern build --destination public',
      );
      expect(files['.gitignore']).toBe('/public/\n/.lectern-cache/\nnode_modules/\n');
      expect(files['.github/workflows/lectern.yml']).toContain('path: ./public\n');
    });
  });

  test('calls its own scripts in the workflow, and says which of the others publishes, too', async () => {
    const own = {
      ...COURSE,
      'package.json': '{"scripts": {"build": "gulp"}}',
      '.github/workflows/jekyll.yml': 'jobs: {a: {steps: [{uses: actions/deploy-pages@v4}]}}\n',
      'yarn.lock': '',
      '.github/workflows/test.yml': 'jobs: {a: {steps: [{uses: actions/checkout@v5}]}}\n',
    };
    await withCourse(own, async (cwd) => {
      const { output } = await init(cwd);
      const workflow = await readFile(path.join(cwd, '.github/workflows/lectern.yml'), 'utf8');
      expect(workflow).toContain('run: npm run lectern:build\n');
      expect(workflow).toContain('run: npm run check -- --format github\n');
      expect(output).toContain("lectern's is lectern:build.");
      expect(output).toContain('Commit the package-lock.json that npm install writes, beside yarn.lock.');
      expect(output.match(/\S+ publishes a site, too/g)).toEqual([
        '.github/workflows/jekyll.yml publishes a site, too',
      ]);
    });
  });

  test('puts the workflow where GitHub reads it, at the top of the repository', async () => {
    await withCourse({}, async (root) => {
      const folder = path.join(root, 'site');
      await mkdir(folder);
      for (const [file, text] of Object.entries(COURSE)) await writeFile(path.join(folder, file), text);
      git(root, 'init', '-q');
      git(root, 'add', '.');
      expect((await init(folder)).output).toContain('written  ../.github/workflows/lectern.yml');
      const workflow = parse(await readFile(path.join(root, '.github/workflows/lectern.yml'), 'utf8'));
      const { defaults, steps } = workflow.jobs.build;
      expect(defaults.run['working-directory']).toBe('site');
      expect(JSON.stringify(steps)).toContain('"path":"site/docs"');
      expect(JSON.stringify(steps)).toContain('"cache-dependency-path":"site/package-lock.json"');
    });
  });

  test('has its builds fetch a theme that another machine may not have', async () => {
    await withCourse(COURSE, async (folder) => {
      const { files } = await planInit({ ...request(folder), isNew: false, fetchesTheme: true });
      const written = files.find((file) => file.path === 'package.json');
      expect(written?.action === 'write' && written.content.toString()).toContain(
        '"build": "lectern build --fetch"',
      );
    });
  });
});

function request(folder: string) {
  return {
    folder,
    isNew: true,
    lang: 'en',
    details: {
      title: 'A course',
      author: undefined,
      repository: undefined,
      branch: undefined,
      today: new Date('2026-03-04T05:06:07Z'),
    },
    spec: '^0.1.0',
    fetchesTheme: false,
    repositoryRoot: folder,
    isTracked: () => Promise.resolve(false),
  } as const;
}

describe('writing what is planned', () => {
  test('writes over nothing that has come there meanwhile', async () => {
    await withCourse({ 'package.json': '{}' }, async (folder) => {
      const plan = await planInit(request(folder));
      await writeFile(path.join(folder, 'index.md'), 'Mine.\n');
      await writeFile(path.join(folder, 'package.json'), '{"name":"mine"}');
      const done = await writePlan(folder, plan, true);
      const kept = done.filter(({ action }) => action === 'keep').map((file) => file.path);
      expect(kept).toEqual(['package.json', 'index.md']);
      const files = await filesOf(folder);
      expect([files['index.md'], files['package.json']]).toEqual(['Mine.\n', '{"name":"mine"}']);
      expect(Object.keys(files)).toEqual(NEW);
    });
  });

  test('leaves whole files only where it is interrupted, and the next run ends it', async () => {
    await withCourse({}, async (folder) => {
      const plan = await planInit(request(folder));
      const stopped = plan.files.map((file) =>
        file.path === 'lectures/02-simulation.md'
          ? { ...file, absolute: path.join(folder, 'README.md/x') }
          : file,
      );
      await expect(writePlan(folder, { files: stopped }, true)).rejects.toThrow();
      const part = await filesOf(folder);
      expect(Object.keys(part)).toEqual(NEW.filter((file) => !/_config|0[23]-/.test(file)));
      // As where the process is killed: what waits to be put into place is still there.
      await mkdir(path.join(folder, '.lectern-new-course'));
      await writeFile(path.join(folder, '.lectern-new-course/0'), 'half');
      expect((await init(folder)).status).toBe(0);
      expect(Object.keys(await filesOf(folder))).toEqual(NEW);
    });
  });

  test('keeps the permissions of a file that it adds to', async () => {
    await withCourse({ ...COURSE }, async (folder) => {
      await writeFile(path.join(folder, 'package.json'), '{}', { mode: 0o600 });
      await writePlan(folder, await planInit({ ...request(folder), isNew: false }), false);
      expect((await stat(path.join(folder, 'package.json'))).mode & 0o777).toBe(0o600);
    });
  });
});
