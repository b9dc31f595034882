// Puts lectern's own modules together, behind the compiler, into few files: Node reads and compiles these in a fifth of
// the time that it takes for hundreds. Libraries stay packages. What a command does not need stays in chunks that it
// does not load. All is CommonJS, of which Node 20, too, can keep what V8 has compiled (`cli/code-cache.ts`).
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, transform } from 'esbuild';
import { commonJs } from './common-js.mjs';

const root = path.resolve(import.meta.dirname, '..');
const out = path.resolve(root, process.argv[2] ?? 'dist/bundle');

const katex = createRequire(import.meta.url).resolve('katex/dist/katex.js');

/** Libraries that look for files beside their own, or that few commands load. */
const EXTERNAL = [
  'chokidar',
  'diff',
  'esbuild',
  'highlight.js',
  'jiti',
  'jsonc-parser',
  'open',
  'sass',
  'send',
];

/** `import { a, type B } from '../folder/index.js';` and the same of exports. */
const NAMED = /^(import|export)\s+(type\s+)?\{([^}]*)\}\s+from\s+'(\.[^']*)';/gm;

/** The file that each name of a folder's face comes from, by its path; also where a face has it from another. */
async function faceOf(index) {
  const names = new Map();
  for (const [, , , list, file] of (await readFile(index, 'utf8')).matchAll(NAMED)) {
    const from = path.resolve(path.dirname(index), file);
    const further =
      path.basename(from) === 'index.js' ? await faceOf(from.replace(/\.js$/, '.ts')) : undefined;
    for (const name of namesIn(list)) names.set(name, further?.get(name.split(' ')[0]) ?? from);
  }
  return names;
}

/** The file that is compiled to a module. */
function sourceOf(module) {
  return module.replace(/\.js$/, '.ts');
}

function isFace(file) {
  return path.basename(file) === 'index.ts';
}

function namesIn(list) {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '));
}

/**
 * Has each module import from the files themselves rather than through the faces of folders, since the bundler would
 * take everything behind a face to be needed by whoever needs one thing of it.
 */
const pastFaces = {
  name: 'past-faces',
  setup: ({ onLoad, onResolve }) => {
    const faces = new Map();
    const readFace = async (index) => {
      if (faces.has(index)) return;
      const face = await faceOf(index);
      faces.set(index, face);
      for (const file of new Set(face.values())) if (isFace(sourceOf(file))) await readFace(sourceOf(file));
    };
    /** The file behind a face, or behind the faces behind it, that a name comes from. */
    const fileOf = (face, name) => {
      const file = face.get(name);
      const behind = file === undefined ? undefined : faces.get(sourceOf(file));
      return (behind && fileOf(behind, name)) ?? file;
    };
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      for (const [, , , , specifier] of text.matchAll(NAMED)) {
        const index = sourceOf(path.resolve(path.dirname(file), specifier));
        if (isFace(index)) await readFace(index);
      }
      const contents = text.replace(NAMED, (statement, keyword, type, list, specifier) => {
        const face = faces.get(sourceOf(path.resolve(path.dirname(file), specifier)));
        if (face === undefined || type !== undefined) return statement;
        return namesIn(list)
          .map((name) => `${keyword} { ${name} } from '${fileOf(face, name.split(' ')[0]) ?? specifier}';`)
          .join(' ');
      });
      return { contents, loader: 'ts' };
    });
    // One KaTeX for whoever imports and whoever requires it.
    onResolve({ filter: /^katex$/ }, () => ({ path: katex }));
    // gray-matter is told how YAML is read, and its own way would be loaded all the same, with a parser of JavaScript.
    onLoad({ filter: /[\\/]gray-matter[\\/]lib[\\/]engines\.js$/ }, () => ({
      contents: 'module.exports = {};',
    }));
  },
};

rmSync(out, { recursive: true, force: true });
const common = {
  absWorkingDir: root,
  outdir: out,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [pastFaces],
};

/** What is loaded from outside, all in one folder, so that what a module finds beside itself it finds here, too. */
const ENTRIES = {
  program: 'src/cli/program.ts',
  index: 'src/index.ts',
  'page-worker': 'src/course/threads/page-worker.ts',
  'sheet-worker': 'src/course/render/sheet-worker.ts',
};

const { outputFiles, metafile } = await build({
  ...common,
  entryPoints: ENTRIES,
  splitting: true,
  external: EXTERNAL,
  sourcemap: true,
  metafile: true,
  write: false,
});
await mkdir(out, { recursive: true });
const asCommonJs = (file) => file.replace(/\.js$/, '.cjs');
for (const { path: file, text } of outputFiles) {
  await writeFile(asCommonJs(file), file.endsWith('.js') ? commonJs(text, asCommonJs) : text);
}

/** An entry under its name in the program: a thread's code is compiled as the program's is. */
function entryOf(name, exported) {
  return [
    '"use strict";',
    ...(name.endsWith('-worker') ? ["require('./code-cache.js').useCodeCache();"] : []),
    `const code = require('./${name}.cjs');`,
    // Written out, so that modules can import them by their names.
    ...exported.map((one) => `exports.${one} = code.${one};`),
    '',
  ].join('\n');
}

for (const [file, { entryPoint, exports: exported }] of Object.entries(metafile.outputs)) {
  const [name] = Object.entries(ENTRIES).find(([, source]) => source === entryPoint) ?? [];
  if (name !== undefined) await writeFile(path.join(root, file), entryOf(name, exported));
}

// What comes before any of it. Node's loader of modules would take longer, and start the threads for files before their number
// is said.
const { outputFiles: starts } = await build({
  ...common,
  entryPoints: { main: 'src/cli/main.ts', 'code-cache': 'src/cli/code-cache.ts' },
  external: ['./program.js', './code-cache.js'],
  write: false,
});
for (const { path: file, text } of starts)
  await writeFile(
    file,
    commonJs(text, (specifier) => specifier),
  );
await writeFile(path.join(out, 'package.json'), '{ "type": "commonjs", "sideEffects": false }\n');
// npm lets it be run where it installs it, and not where it is a link to this folder.
await chmod(path.join(out, 'main.js'), 0o755);

// What readers' browsers run of a search.
await build({
  absWorkingDir: root,
  outdir: out,
  entryPoints: { 'search-open': 'src/search/client/open.ts', 'search-client': 'src/search/client/search.ts' },
  bundle: true,
  minify: true,
  platform: 'browser',
  format: 'iife',
  target: ['es2022', 'chrome105', 'firefox110', 'safari16'],
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [
    {
      name: 'style-sheets',
      setup: ({ onLoad }) => {
        onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
          const { code } = await transform(await readFile(file, 'utf8'), { loader: 'css', minify: true });
          return { contents: code, loader: 'text' };
        });
      },
    },
  ],
});
const searchClient = path.join(out, 'search-client.js');
const notice = '/*! with MiniSearch, (c) Luca Ongaro, MIT License */\n';
await writeFile(searchClient, notice + (await readFile(searchClient, 'utf8')));

// What `course/incremental/program-version.ts` would compute at each start.
const digest = {};
for (const name of (await readdir(out)).filter((file) => /\.c?js$/.test(file))) {
  const bytes = await readFile(path.join(out, name));
  const print = createHash('sha256').update(bytes).digest().subarray(0, 18).toString('base64url');
  digest[name] = [bytes.length, print];
}
await writeFile(path.join(out, 'digest.json'), JSON.stringify(digest));
