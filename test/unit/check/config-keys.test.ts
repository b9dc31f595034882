import { expect, test } from 'vitest';
import { checked } from './checked.js';

/** What is said of the keys of a configuration, as `line:column code text: hint`. */
async function said(config: string): Promise<string[]> {
  const { diagnostics } = await checked({ 'index.md': '---\n---\nText.\n', '_config.yml': config });
  return diagnostics.map(
    ({ file, line, column, code, text = '', hint }) => `${file}:${line}:${column} ${code} ${text}: ${hint}`,
  );
}

test('a misspelt key of a mapping that is lectern’s own is reported where it stands', async () => {
  const config = [
    'katex:',
    '  dolars: true',
    'mend:',
    '  html-spans: false',
    '  stray-tag: false',
    'diagnostics:',
    '  severities: {alt-missing: warning}',
    '  accept:',
    '    - {code: page-missing, file: a.md, reason: It is old.}',
    '',
  ].join('\n');
  expect(await said(config)).toEqual([
    '_config.yml:2:3 config-key dolars: Did you mean dollars?',
    '_config.yml:5:3 config-key stray-tag: Did you mean stray-tags?',
    '_config.yml:7:3 config-key severities: Did you mean severity?',
    '_config.yml:9:7 accepted-unused page-missing: Take the entry out of diagnostics: accept:, or correct its path and text.',
    '_config.yml:9:28 config-key file: Take it out, or correct its name: there are code, path, text, reason.',
  ]);
});

test('settings of lectern’s theme are checked, their keys and their values', async () => {
  const config = [
    'theme: none',
    'lectern:',
    '  acent: red',
    '  accent: "red; } * { color: red"',
    '  fonts: systm',
    '  width: 120',
    '  show: {pagr: true, edit: maybe}',
    '  images: {size: true}',
    '  notebooks: {page: true}',
    '  license: {href: x, name: y}',
    '  citations: pandoc',
    '  solutions: hiden',
    '  navigation: [{title: Forum, link: x}, index.md]',
    '  licence: 4',
    '',
  ].join('\n');
  expect(await said(config)).toEqual([
    '_config.yml:3:3 config-key acent: Did you mean accent?',
    "_config.yml:4:3 config-type : Write for example `accent: '#9a3412'`, in quotes.",
    '_config.yml:5:3 config-type : Write `fonts: system`.',
    '_config.yml:6:3 config-type : Write for example `width: 68`.',
    '_config.yml:7:10 config-key pagr: Did you mean pager?',
    '_config.yml:7:22 config-type : Write `edit: true` or `edit: false`.',
    '_config.yml:8:12 config-key size: Take it out, or correct its name: there are dimensions, format, optimise.',
    '_config.yml:9:15 config-key page: Did you mean pages?',
    '_config.yml:10:13 config-key href: Take it out, or correct its name: there are name, url.',
    '_config.yml:12:3 config-type : Write `solutions: hidden`.',
    '_config.yml:13:16 config-type : Write `- schedule.md`, or `- {title: Forum, url: https://forum.example.org}`.',
    '_config.yml:13:31 config-key link: Take it out, or correct its name: there are title, url, page.',
    '_config.yml:14:3 config-type : Write `licence: CC-BY-4.0`, or `licence: {name: "…", url: "…"}`.',
  ]);
});

test('a slip in the name of a setting of Jekyll’s is reported', async () => {
  const config = [
    'markdwon: kramdown',
    'Timezone: UTC',
    'base-url: /course',
    'plugin: [jekyll-feed]',
    'titles_from_heading: {enabled: true}',
    'kramdown: {auto_idz: true, input: GFM}',
    'readme_index: {enabeld: false}',
    '',
  ].join('\n');
  expect(await said(config)).toEqual([
    '_config.yml:1:1 config-key markdwon: Did you mean markdown?',
    '_config.yml:2:1 config-key Timezone: Did you mean timezone?',
    '_config.yml:3:1 config-key base-url: Did you mean baseurl?',
    '_config.yml:4:1 config-key plugin: Did you mean plugins?',
    '_config.yml:5:1 config-key titles_from_heading: Did you mean titles_from_headings?',
    '_config.yml:6:12 config-key auto_idz: Did you mean auto_ids?',
    '_config.yml:7:16 config-key enabeld: Did you mean enabled?',
  ]);
});

test('variables of an author’s own are left alone, however they are called', async () => {
  const own = ['menu', 'themes', 'latex', 'titles', 'links', 'post', 'pages', 'hosts', 'times', 'images'];
  const more = ['scheme', 'highlight', 'term', 'description', 'author', 'email', 'logo', 'social', 'locale'];
  const config = [...own, ...more].map((key) => `${key}: x\n`).join('');
  expect(
    await said(`${config}theme_color: red\nkramdown: {coderay: {}}\nsass: {sourcemap: never}\n`),
  ).toEqual([]);
});

test('beside the setting itself a similar name is a variable', async () => {
  expect(await said('markdown: kramdown\nmarkdowns: 3\ninclude: [.x]\nincludes: 4\n')).toEqual([]);
});

test('a value that a setting of formulas cannot have is reported', async () => {
  expect(await said('katex:\n  dollars: "yes"\n  tags: amsmath\n  output: html\n')).toEqual([
    '_config.yml:2:3 config-type : Write true or false.',
    '_config.yml:3:3 config-type : Write ams or all or none.',
  ]);
});

test('of a list where a mapping should be, only that is said', async () => {
  expect(await said('theme: none\nlectern:\n  licence: [CC0]\n  show: [pager]\n')).toEqual([
    '_config.yml:3:3 config-type : Write `licence: CC-BY-4.0`, or `licence: {name: "…", url: "…"}`.',
    '_config.yml:4:3 config-type : Write `show:` and indented `key: value` lines below it.',
  ]);
});

test.each([
  ['grren', 'Write `accent: green`.'],
  ['"#12"', "Write for example `accent: '#9a3412'`, in quotes."],
  ['"9a3412"', "Write for example `accent: '#9a3412'`, in quotes."],
  ['#9a3412', "Write for example `accent: '#9a3412'`, in quotes."],
  ['"url(x)"', "Write for example `accent: '#9a3412'`, in quotes."],
])('%s is no colour', async (colour, hint) => {
  expect(await said(`theme: none\nlectern:\n  accent: ${colour}\n`)).toEqual([
    `_config.yml:3:3 config-type : ${hint}`,
  ]);
});

test.each([
  'RebeccaPurple',
  '"#9a3412"',
  '"#9a34"',
  '"rgb(10 20 30 / 50%)"',
  '"oklch(60% 0.1 calc(2 * 30))"',
])('%s is a colour', async (colour) => {
  expect(await said(`theme: none\nlectern:\n  accent: ${colour}\n`)).toEqual([]);
});
