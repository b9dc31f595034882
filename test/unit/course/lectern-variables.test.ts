import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { git } from '../../../src/cli/options/index.js';
import { createCourseBuilder } from '../../../src/course/index.js';
import { builtCourse } from '../../support/built-course.js';
import { checked, places, withCourse } from '../check/checked.js';

/** What a template makes on a page of a course, of which `files` are others. */
async function shown(
  template: string,
  files: Readonly<Record<string, string>> = {},
  head = '',
): Promise<string> {
  const { html } = await builtCourse({ 'page.html': `---\nlayout: none\n${head}---\n${template}`, ...files });
  return html('page.html').trim();
}

const lecture = (title: string, head: string) => `---\ntitle: ${title}\nlayout: none\n${head}---\nText\n`;

describe('lectern in templates', () => {
  test('has the settings of the course, with defaults', async () => {
    const template =
      '{{ lectern.fonts }} {{ lectern.width }} {{ lectern.show.pager }} {{ lectern.solutions }} [{{ lectern.accent }}{{ lectern.licence.name }}]';
    expect(await shown(template)).toBe('lectern 68 true closed []');
    const config =
      "lectern:\n  accent: '#9a3412'\n  fonts: system\n  width: 80\n  licence: CC BY-SA 4.0\n  show: { pager: false }\n";
    expect(await shown(template, { '_config.yml': config })).toBe(
      'system 80 false closed [#9a3412CC BY-SA 4.0]',
    );
  });

  test.each([
    ['CC-BY-NC-4.0', 'CC BY-NC 4.0 https://creativecommons.org/licenses/by-nc/4.0/'],
    ['CC0-1.0', 'CC0 1.0 https://creativecommons.org/publicdomain/zero/1.0/'],
    ['All rights reserved', 'All rights reserved'],
    ['{ name: House rules, url: /rules.html }', 'House rules /rules.html'],
  ])('knows of the licence %s where its text is', async (licence, expected) => {
    const files = { '_config.yml': `lectern: { license: ${licence} }\n` };
    expect(await shown('{{ lectern.licence.name }} {{ lectern.licence.url }}', files)).toBe(expected);
  });

  test('orders lectures by their numbers, whatever the files are called', async () => {
    const template = '{% for l in lectern.lectures %}{{ l.title }} {% endfor %}';
    const files = {
      'a.md': lecture('Tenth', 'lecture: 10\n'),
      'b.md': lecture('Second', 'lecture: 2\n'),
      'c.md': lecture('Half', 'lecture: 2.5\n'),
      'd.md': lecture('Text', 'lecture: "3b"\nweek: 1\n'),
      'e.md': lecture('Other', 'week: 1\n'),
    };
    expect(await shown(template, files)).toBe('Second Half Text Tenth');
  });

  test('orders them by their weeks where none has a number', async () => {
    const template = '{% for l in lectern.lectures %}{{ l.title }} {% endfor %}';
    const files = { 'a.md': lecture('B', 'week: 2\n'), 'b.md': lecture('A', 'week: 1\n') };
    expect(await shown(template, files)).toBe('A B');
    expect(await shown(`[${template}]`)).toBe('[]');
  });

  test('knows the lectures beside a page, in its own language where there are several', async () => {
    const template = '{{ lectern.previous.title }}<{{ page.lecture }}>{{ lectern.next.title }}';
    const files = {
      'en1.md': lecture('One', 'lecture: 1\n'),
      'en3.md': lecture('Three', 'lecture: 3\n'),
      'ja1.md': lecture('一', 'lecture: 1\nlang: ja\n'),
      'ja3.md': lecture('三', 'lecture: 3\nlang: ja\n'),
    };
    expect(await shown(template, files, 'lecture: 2\n')).toBe('One<2>Three');
    expect(await shown(template, files, 'lecture: 2\nlang: ja\n')).toBe('一<2>三');
    expect(await shown(template, files, 'lecture: 4\n')).toBe('Three<4>');
    expect(await shown(template, files)).toBe('<>');
  });

  test('links in the navigation what the course names: pages by file or address, files, other sites', async () => {
    const template =
      '{% for i in lectern.navigation %}{{ i.title }}|{{ i.url }}|{{ i.current }}\n{% endfor %}';
    const config = `permalink: pretty
lectern:
  navigation:
    - one.md
    - /two/
    - { title: This, page: page.html }
    - { title: Part, url: 'one.md#part' }
    - slides.pdf
    - { title: Forum, url: 'https://forum.example.org' }
`;
    const files = {
      '_config.yml': config,
      'one.md': lecture('One', ''),
      'two.md': lecture('Two', 'nav_title: Second\n'),
      'slides.pdf': '',
    };
    const { html } = await builtCourse({ ...files, 'page.html': `---\nlayout: none\n---\n${template}` });
    expect(html('page/index.html').trim().split('\n')).toEqual([
      'One|/one/|false',
      'Second|/two/|false',
      'This|/page/|true',
      'Part|/one/#part|false',
      'slides.pdf|/slides.pdf|false',
      'Forum|https://forum.example.org|false',
    ]);
  });

  test('tells of what the navigation names in vain, and leaves it out', async () => {
    const files = {
      '_config.yml': 'theme: none\nlectern:\n  navigation:\n    - schedul.md\n    - schedule.md\n',
      'schedule.md': '# Schedule\n',
    };
    const { diagnostics } = await checked(files);
    expect(places(diagnostics)).toEqual(['_config.yml:4:7 warning navigation-missing']);
    expect(diagnostics[0]?.hint).toBe('Did you mean schedule.md?');
  });

  test('otherwise has pages with a number nav, or those at the top of the site', async () => {
    const template = '{% for i in lectern.navigation %}{{ i.title }} {% endfor %}';
    const files = {
      'index.md': lecture('Home', ''),
      'a.md': lecture('A', 'nav_order: 2\n'),
      'b.md': lecture('B', 'nav_order: 1\n'),
      'c.md': lecture('C', 'nav_exclude: true\n'),
      'deep/d.md': lecture('D', ''),
    };
    expect(await shown(template, files)).toBe('B A');
    expect(await shown(template, { ...files, 'deep/e.md': lecture('E', 'nav: 1\n') })).toBe('E');
  });

  test('of many pages has the first five, and none where the first page lists them', async () => {
    const template = '{% for i in lectern.navigation %}{{ i.title }} {% endfor %}';
    const files = Object.fromEntries(
      ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => [`${name}.md`, lecture(name, '')]),
    );
    expect(await shown(template, files)).toBe('');
    expect(await shown(template, { ...files, 'g.md': lecture('G', 'lecture: 1\n') })).toBe('A B C D E');
  });
});

test('the lectures around a page are ten on either side, and none around another', async () => {
  const template = '{{ lectern.nearby | map: "title" | join: " " }}';
  const files = Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [`${at}.md`, lecture(String(at), `lecture: ${at}\n`)]),
  );
  expect(await shown(template, files)).toBe('');
  const names = Array.from({ length: 14 }, (_, at) => String(at));
  expect(await shown(template, files, 'lecture: 3.5\ntitle: own\n')).toBe(
    [...names.slice(0, 4), 'own', ...names.slice(4)].join(' '),
  );
});

describe('words for readers', () => {
  const template = '{{ lectern.words.theorem }}, {{ lectern.words.figure }}';

  test.each([
    ['', 'Theorem, Figure'],
    ['lang: ja\n', '定理, 図'],
    ['lang: de-AT\n', 'Satz, Abbildung'],
    ['lang: zh_Hant\n', '定理, 图'],
    ['lang: xx\n', 'Theorem, Figure'],
    ['lang: [a]\n', 'Theorem, Figure'],
  ])('are those of the page’s language: %j', async (head, expected) => {
    expect(await shown(template, {}, head)).toBe(expected);
  });

  test('are those of the site’s language where the page’s is not known', async () => {
    expect(await shown(template, { '_config.yml': 'lang: fr\n' }, 'lang: xx\n')).toBe('Théorème, Figure');
  });

  test('a course changes, and adds a language', async () => {
    const files = {
      '_data/lectern/en.yml': 'figure: Fig.\n',
      '_data/lectern/nl.yml': 'theorem: Stelling\n',
      '_data/lectern/de_AT.yml': 'figure: Bild\n',
    };
    expect(await shown(template, files)).toBe('Theorem, Fig.');
    expect(await shown(template, files, 'lang: nl\n')).toBe('Stelling, Fig.');
    expect(await shown(template, files, 'lang: de-AT\n')).toBe('Satz, Bild');
    expect(await shown(template, files, 'lang: de\n')).toBe('Satz, Abbildung');
  });

  test('may still stand under labels: in the configuration', async () => {
    const files = { '_config.yml': 'labels: { en: { figure: Fig, other: x }, ja: [1] }\n' };
    expect(await shown(template, files)).toBe('Theorem, Fig');
  });

  test('are there in the languages of other pages, as these spell them', async () => {
    const other = '{% for p in site.pages %}{{ lectern.languages[p.lang].figure }} {% endfor %}';
    expect(await shown(other, { 'a.md': lecture('A', 'lang: ko-KR\n') })).toBe('그림');
    expect(await shown('{{ lectern.languages.en.figure }}', {}, 'lang: ja\n')).toBe('Figure');
  });

  test('that are misspelt or no texts are told', async () => {
    const { diagnostics } = await checked({
      '_config.yml': 'theme: none\n',
      'index.md': 'Text\n',
      '_data/lectern/ja.yml': 'figure: 図\nteorem: 定理\ntable: [表]\nzzz: x\n',
      '_data/lectern/schedule-of-the-year.yml': 'a: 1\n',
    });
    expect(diagnostics.map(({ line, code, hint }) => `${line} ${code} ${hint}`)).toEqual([
      '2 word-unknown Did you mean theorem?',
      '3 word-type Write `table: "…"`.',
      '4 word-unknown Take it out: README.md, “Languages”, says which words there are.',
    ]);
  });
});

describe('what the repository says of a page', () => {
  const files = {
    'course/_config.yml': 'theme: lectern\nrepository: ada/course\nbranch: main\n',
    'course/week 1/a.md':
      '---\npermalink: /a/\n---\n{{ lectern.edit_url }} on {{ lectern.changed | date: "%Y-%m-%d" }}.\n',
  };

  async function build(source: string): Promise<string> {
    const now = () => new Date('2026-03-04T05:06:07Z');
    const effects = { cwd: source, env: {}, now, timezone: 'UTC', progress: () => {}, git };
    const builder = createCourseBuilder({ source, cache: false }, effects);
    const { files: built } = await builder.build();
    await builder.close();
    const file = built.get('a/index.html');
    return file?.kind === 'generated' ? Buffer.from(file.content()).toString() : '';
  }

  test('is where it is edited, and when it was committed last', () =>
    withCourse(files, async (folder) => {
      const source = path.join(folder, 'course');
      // Nothing is known of a folder without a repository but its name.
      expect(await build(source)).toContain(
        '<p>https://github.com/ada/course/edit/main/week%201/a.md on .</p>',
      );
      const run = (...args: readonly string[]) =>
        execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
          cwd: folder,
          env: { ...process.env, GIT_COMMITTER_DATE: '2025-06-07T08:00:00Z' },
        });
      run('init', '-q', '-b', 'main');
      run('add', '.');
      run('commit', '-q', '-m', 'One');
      const edit = 'https://github.com/ada/course/edit/main/course/week%201/a.md';
      expect(await build(source)).toContain(`<p>${edit} on 2025-06-07.</p>`);
      // So it is with layouts of the course's own.
      await mkdir(path.join(source, '_layouts'));
      await writeFile(path.join(source, '_config.yml'), 'theme: none\n');
      await writeFile(
        path.join(source, '_layouts/page.html'),
        '{{ content }}{{ lectern.changed | date: "%Y" }}',
      );
      expect(await build(source)).toContain('<p>on 2025-06-07.</p>\n2025');
      await rm(path.join(source, '_layouts/page.html'));
      await writeFile(path.join(source, '_config.yml'), files['course/_config.yml']);
      // Of another repository only the name counts.
      run('remote', 'add', 'origin', 'https://github.com/bo/notes.git');
      expect(await build(source)).toContain('/ada/course/edit/main/week%201/a.md on');
    }));
});
