import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { fakeTerminal } from '../../support/terminal.js';
import { withCourse } from '../check/checked.js';

const SITES = path.join(import.meta.dirname, '../compare/fixtures');
const OLD = '<html><title>A</title><p>One and two.</p><p>Three &amp; <img src="a.png" alt="x"></p></html>';

async function run(folder: string, ...args: readonly string[]) {
  const terminal = fakeTerminal(folder);
  const status = await runProgram(['compare', ...args], terminal);
  return { status, output: terminal.output(), errors: terminal.errors() };
}

describe('lectern compare', () => {
  test('says in its first line whether a move is safe, and exits with it', async () => {
    const sites = {
      'old/index.html': OLD,
      'new/index.html': OLD.replace('two', ''),
      'better/index.html': `${OLD}<p>More.`,
    };
    await withCourse(sites, async (folder) => {
      const same = await run(folder, 'old', 'old');
      expect(same.status).toBe(0);
      expect(same.output.split('\n')[0]).toBe('Nothing differs: old shows all that old does, on 1 page.');
      const lost = await run(folder, 'old', 'new');
      expect(lost.status).toBe(1);
      expect(lost.output.split('\n')[0]).toBe(
        'Something is lost or reads otherwise in new on 1 of 1 page: 1 word.',
      );
      expect(lost.output).toContain('! text is missing: One and [-two-].');
      const better = await run(folder, 'old', 'better');
      expect(better.status).toBe(0);
      expect(better.output).toContain('+ text is new: {+More.+}');
    });
  });

  test('exits with 2 where it does not know what to compare', async () => {
    await withCourse({ 'old/index.html': OLD }, async (folder) => {
      for (const args of [
        [],
        ['old'],
        ['old', 'none'],
        ['none', 'old'],
        ['old', 'old', 'old'],
        ['--jekyll', 'old', 'old'],
      ]) {
        const { status, errors, output } = await run(folder, ...args);
        expect([args, status, output]).toEqual([args, 2, '']);
        expect(errors).toMatch(/^error: /);
      }
    });
  });

  test('reads a commit of the course that it is told of, wherever it is called', async () => {
    const files = { 'course/index.md': 'Hello\n', 'course/docs/index.html': OLD, 'elsewhere/a.txt': '' };
    await withCourse(files, async (folder) => {
      const git = (...args: readonly string[]) =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
          cwd: path.join(folder, 'course'),
        });
      git('init', '--quiet', '--initial-branch=main');
      git('add', '.');
      git('commit', '--quiet', '--message=a');
      const elsewhere = path.join(folder, 'elsewhere');
      const { errors, output } = await run(elsewhere, 'main:docs', '--source', '../course', '--no-cache');
      expect(errors).not.toContain('There is no folder main:docs');
      expect(output).toContain('a build of the course');
    });
  });

  test('tells of a folder without pages', async () => {
    await withCourse({ 'old/index.html': OLD, 'new/a.txt': '' }, async (folder) => {
      const { status, output } = await run(folder, 'old', 'new');
      expect(status).toBe(1);
      expect(output.split('\n')[0]).toBe(
        'There is no page in new: name the folder of a built site, such as _site or docs.',
      );
    });
  });

  test('reads a site from a commit, and leaves the work tree alone', async () => {
    await withCourse({ 'docs/index.html': OLD, 'docs/week/index.html': OLD }, async (folder) => {
      const git = (...args: readonly string[]) =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: folder });
      git('init', '--quiet', '--initial-branch=main');
      git('add', '.');
      git('commit', '--quiet', '--message=a');
      const sites = { 'new/index.html': OLD, 'new/week/index.html': OLD.replace('Three', '3') };
      await withCourse(sites, async (other) => {
        cpSync(path.join(other, 'new'), path.join(folder, 'new'), { recursive: true });
        const before = git('status', '--porcelain').toString();
        const found = await run(folder, 'HEAD:docs', 'new');
        expect(found.output).toContain('on 1 of 2 pages: 1 word.');
        expect((await run(folder, 'main:docs', 'docs')).status).toBe(0);
        expect((await run(folder, 'main:docs/week', 'docs/week')).status).toBe(0);
        expect((await run(folder, 'main:docs/index.html', 'docs')).status).toBe(2);
        expect((await run(folder, '--', '--upload-pack=x', 'docs')).status).toBe(2);
        expect(git('status', '--porcelain').toString()).toBe(before);
      });
    });
  });

  test('builds the course that it is told of, and tells mends and source files', async () => {
    const course = {
      '_layouts/bare.html': '{{ content }}',
      'index.md': '---\nlayout: bare\n---\n# A\n\n<div>**this** is it</div>\n',
      'week/a.md': '---\nlayout: bare\n---\nWords of *A*.\n',
    };
    const old = {
      'old/index.html': '<h1 id="a">A</h1><div>**this** is it</div>',
      'old/week/a.html': '<p>More words of <em>A</em>.</p>',
    };
    await withCourse(old, (folder) =>
      withCourse(course, async (source) => {
        const before = readdirSync(source, { recursive: true }).sort();
        const { status, output } = await run(
          folder,
          'old',
          '--source',
          source,
          '--no-cache',
          '--format',
          'json',
        );
        expect(status).toBe(1);
        const report = JSON.parse(output);
        expect(report).toMatchObject({ version: 1, hasLoss: true, tellsMends: true, compared: 2 });
        const [week, index] = report.pages;
        expect(week).toMatchObject({ address: '/week/a.html', source: 'week/a.md' });
        expect(week.differences).toMatchObject([
          { subject: 'text', kind: 'changed', isMended: false, old: 'More words' },
        ]);
        expect(index.differences.every((one: { readonly isMended: boolean }) => one.isMended)).toBe(true);
        expect(readdirSync(source, { recursive: true }).sort()).toEqual(before);
      }),
    );
  });

  test('writes a page that needs nothing else, and cannot be taken over by what it shows', async () => {
    const evil = '<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=alert(1)&gt;</p>';
    await withCourse(
      { 'old/"><script>x/index.html': evil, 'old/index.html': OLD, 'new/index.html': OLD },
      async (folder) => {
        expect((await run(folder, 'old', 'new', '--html', 'report.html')).status).toBe(1);
        const html = readFileSync(path.join(folder, 'report.html'), 'utf8');
        expect(html).not.toMatch(/<script|<img|<link|https?:|url\(/);
        expect(html).toContain('is missing');
        const refused = await run(folder, 'old', 'new', '--html', 'none/report.html');
        expect(refused.status).toBe(1);
        expect(refused.errors).toContain('The report could not be written.');
      },
    );
  });

  test("does not miss what sets lectern up, which Jekyll publishes, and misses what is another's", async () => {
    // A Jekyll that publishes every file as it is.
    const jekyll =
      '#!/bin/sh\n[ "$1" = --version ] || { mkdir -p "$5" && cp -r "$3"/*.html "$3"/*.json "$3"/docs "$5"; }\n';
    const site = { 'docs/.lectern-manifest.json': '{}', 'docs/index.html': OLD };
    const course = {
      'index.html': OLD,
      'a.png': 'x',
      'package-lock.json': '{}',
      'marks.json': '{}',
      ...site,
    };
    await withCourse({ jekyll, gem: '#!/bin/sh\n' }, async (bin) => {
      for (const name of ['jekyll', 'gem']) chmodSync(path.join(bin, name), 0o755);
      const compared = async (manifest: string, config: string) =>
        withCourse({ ...course, 'package.json': manifest, '_config.yml': config }, async (folder) => {
          const env = { PATH: `${bin}:${process.env['PATH']}` };
          const terminal = fakeTerminal(folder, [], { env });
          const status = await runProgram(['compare', '--jekyll', '--no-cache'], terminal);
          return [status, terminal.output() + terminal.errors()] as const;
        });
      const [status, output] = await compared('{"dependencies": {"lectern": "1"}}', 'theme: none\n');
      expect([status, output]).toEqual([0, expect.stringMatching(/^(?:Nothing|Jekyll)/)]);
      expect(output).not.toContain('package');
      expect(output).not.toContain('docs/');
      const [other, told] = await compared('{}', 'theme: none\nexclude: [marks.json]\n');
      expect(other).toBe(1);
      expect(told).toContain('marks.json');
    });
  });

  test('says why Jekyll failed, without what Ruby called on the way', async () => {
    const lines = [
      "/gems/theme.rb:86:in `gemspec': The fine theme could not be found. (MissingDependencyException)",
      ...Array.from({ length: 30 }, (_, index) => `\tfrom /gems/site.rb:${index}:in \`process'`),
    ];
    const jekyll = `#!/bin/sh\n[ "$1" = --version ] && exit 0\ncat >&2 <<'END'\n${lines.join('\n')}\nEND\nexit 1\n`;
    await withCourse({ jekyll, gem: '#!/bin/sh\n', 'course/index.html': OLD }, async (bin) => {
      for (const name of ['jekyll', 'gem']) chmodSync(path.join(bin, name), 0o755);
      const env = { PATH: `${bin}:${process.env['PATH']}` };
      const terminal = fakeTerminal(path.join(bin, 'course'), [], { env });
      expect(await runProgram(['compare', '--jekyll', '--no-cache'], terminal)).toBe(1);
      expect(terminal.errors()).toContain(`It said:\n${lines[0]}\n`);
      expect(terminal.errors()).not.toContain('from /gems');
    });
  });

  test('finds what Jekyll and lectern have made of one course the same', async () => {
    const { status, output } = await run(SITES, 'jekyll', 'lectern');
    expect(status).toBe(0);
    expect(output).toContain('Nothing differs: lectern shows all that jekyll does, on 3 pages.');
  });
});
