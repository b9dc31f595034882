// Makes the fonts of lectern's own theme out of the packages that bring them whole: only the letters of languages that are
// written in Latin ones, and only the features that browsers use unasked. `assets/fonts/` is what comes of it.
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);
const root = path.resolve(import.meta.dirname, '..');
const out = path.join(root, 'assets/fonts');

const range = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join('');

/** What a course in a language of Western Europe is written in. The same characters stand in assets/fonts/fonts.css. */
const LATIN = `${range(0x20, 0x7e)}\u00a0¡£§©«®°±²³·»¿${range(0xc0, 0xff)}ıŒœŸ–—‘’‚“”„†•…′″‹›€−`;
/** What others need besides; browsers load it where one of these is on the page. */
const EXTENDED = `${range(0x100, 0x130)}${range(0x132, 0x151)}${range(0x154, 0x177)}${range(0x179, 0x17e)}ȘșȚțẞ`;

/** Each file by the package that it is made of, and the name that the package has for it. */
const FONTS = [
  ['serif-regular', '@fontsource/stix-two-text', 'stix-two-text', '400-normal'],
  ['serif-italic', '@fontsource/stix-two-text', 'stix-two-text', '400-italic'],
  ['serif-bold', '@fontsource/stix-two-text', 'stix-two-text', '700-normal'],
  ['serif-bold-italic', '@fontsource/stix-two-text', 'stix-two-text', '700-italic'],
  ['sans', '@fontsource-variable/source-sans-3', 'source-sans-3', 'wght-normal'],
];

const OPTIONS = {
  noHinting: true,
  keepFeatures: ['kern', 'liga', 'ccmp', 'locl', 'mark', 'lnum', 'tnum'],
  dropTables: ['gasp', 'STAT', 'BASE'],
  // Whose they are, and under which licence.
  preserveNameIds: [0, 13, 14],
};

/** Names that a licence reserves for the fonts as their makers have made them, each with one that is as long. */
const RESERVED = [
  ['Source Sans 3', 'Lectern Sans3'],
  ['SourceSans3', 'LecternSans'],
];

await mkdir(out, { recursive: true });
const newest = Math.max(...(await Promise.all(['scripts/fonts.mjs', 'package-lock.json'].map(changed))));
for (const [name, from, file, style] of FONTS) {
  for (const [suffix, subset, characters] of [
    ['', 'latin', LATIN],
    ['-extended', 'latin-ext', EXTENDED],
  ]) {
    const target = `assets/fonts/${name}${suffix}.woff2`;
    if ((await changed(target)) > newest) continue;
    const whole = await readFile(require.resolve(`${from}/files/${file}-${subset}-${style}.woff2`));
    const smaller = renamed(await subsetFont(whole, characters, { ...OPTIONS, targetFormat: 'sfnt' }));
    const font = await subsetFont(smaller, null, { ...OPTIONS, keepAllGlyphs: true, targetFormat: 'woff2' });
    await writeFile(path.join(root, target), font);
  }
}

/** A font without the reserved names; its checksums are those of its maker, which the next step makes anew. */
function renamed(font) {
  const copy = Buffer.from(font);
  for (const [name, other] of RESERVED) {
    const [from, to] = [name, other].map((text) => Buffer.from(text, 'utf16le').swap16());
    for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + 1)) copy.set(to, at);
  }
  return copy;
}

/** When a file was changed last; 0 where there is none. */
async function changed(file) {
  try {
    return (await stat(path.join(root, file))).mtimeMs;
  } catch {
    return 0;
  }
}
