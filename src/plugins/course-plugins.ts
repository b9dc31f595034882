import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type RubyRegistration, rubyRegistrations } from './ruby-registrations.js';

/** What lies in a course's `_plugins`. Plain data, of which another thread can be told. */
export interface CoursePlugins {
  /** The plugins that lectern can run, in the order of their names; none where they are switched off. */
  readonly scripts: readonly PluginScript[];
  readonly ruby: readonly RubyRegistration[];
  /** Paths of Ruby files of which nothing could be read off that they register. */
  readonly silent: readonly string[];
  /** Plugins that are switched off, by `safe`. */
  readonly off: readonly PluginScript[];
  /** Everything that the plugins are: their files' and their imports' texts, by path. */
  readonly texts: readonly (readonly [path: string, text: string])[];
  /** Whether plugins are made of files of the course alone, so that they cannot read what nobody knows of. */
  readonly isSelfContained: boolean;
}

/** A file that exports a plugin. */
export interface PluginScript {
  /** Relative to the course. */
  readonly path: string;
  readonly absolute: string;
  /** The tags and filters that its text registers, as far as that can be read off. */
  readonly names: readonly { readonly kind: 'tag' | 'filter'; readonly name: string }[];
  /** Whether another plugin imports it, so that it need not be one itself. */
  readonly isImported: boolean;
}

/** A course without plugins. */
export const NO_PLUGINS: CoursePlugins = {
  scripts: [],
  ruby: [],
  silent: [],
  off: [],
  texts: [],
  isSelfContained: true,
};

/** What of a course its plugins are found by. */
export interface PluginFolder {
  /** Absolute path of the course. */
  readonly source: string;
  /** The folder of plugins, relative to it; as in Jekyll it cannot lead out of the course. */
  readonly pluginsDirectory: string;
  /** Whether plugins are switched off. */
  readonly isSafe: boolean;
}

const SCRIPT = /^[^/]+\.m?[jt]s$/;
const DECLARED = /\.\s*(tag|block|filter)\s*\(\s*(['"`])(\w+)\2/g;
const IMPORT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"`])([^'"`\n]+)\1/g;
const EXTENSIONS = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.json', '/index.js', '/index.ts'];

/** Reads what lies in the folder of plugins, without running any of it. */
export function readCoursePlugins({ source, pluginsDirectory, isSafe }: PluginFolder): CoursePlugins {
  const folder = path.posix.join('/', pluginsDirectory).slice(1);
  const files = filesIn(path.join(source, folder));
  const inSource = (file: string): string => path.posix.join(folder, file);
  const rubyFiles = files.filter((file) => file.endsWith('.rb')).map(inSource);
  const scripts = files.filter((file) => SCRIPT.test(file) && !file.endsWith('.d.ts')).map(inSource);
  if (rubyFiles.length === 0 && scripts.length === 0) return NO_PLUGINS;
  const ruby = rubyFiles.map((file) => [file, rubyRegistrations(textOf(source, file) ?? '', file)] as const);
  const { texts, imported, isSelfContained } = moduleTexts(source, scripts);
  const found = scripts.map((file): PluginScript => {
    const text = texts.get(file) ?? '';
    return {
      path: file,
      absolute: path.join(source, file),
      names: [...text.matchAll(DECLARED)].map(([, kind, , name = '']) => ({
        kind: kind === 'filter' ? 'filter' : 'tag',
        name,
      })),
      isImported: imported.has(file),
    };
  });
  return {
    scripts: isSafe ? [] : found,
    ruby: ruby.flatMap(([, registrations]) => registrations),
    silent: ruby.flatMap(([file, registrations]) => (registrations.length === 0 ? [file] : [])),
    off: isSafe ? found : [],
    texts: isSafe ? [] : [...texts],
    isSelfContained,
  };
}

/** Whether the files of plugins are still what they were when they were read. */
export function arePluginsCurrent({ texts }: CoursePlugins, source: string): boolean {
  return texts.every(([file, text]) => textOf(source, file) === text);
}

/** The texts of modules and of all that they import from the course. */
function moduleTexts(
  source: string,
  entries: readonly string[],
): {
  readonly texts: ReadonlyMap<string, string>;
  readonly imported: ReadonlySet<string>;
  readonly isSelfContained: boolean;
} {
  const texts = new Map<string, string>();
  const imported = new Set<string>();
  let isSelfContained = true;
  const queue = [...entries];
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const text = texts.has(file) ? undefined : textOf(source, file);
    if (text === undefined) continue;
    texts.set(file, text);
    for (const [, , specifier = ''] of text.matchAll(IMPORT)) {
      if (!specifier.startsWith('.')) {
        // Types are gone when the plugin runs.
        if (specifier !== 'lectern') isSelfContained = false;
        const manifest = `node_modules/${packageName(specifier)}/package.json`;
        const known = textOf(source, manifest);
        if (known !== undefined) texts.set(manifest, known);
        continue;
      }
      const target = importedFile(source, path.posix.join(path.posix.dirname(file), specifier));
      if (target === undefined) continue;
      imported.add(target);
      queue.push(target);
    }
  }
  return { texts, imported, isSelfContained };
}

function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/** The file of the course that an import leads to. TypeScript is imported under the name that it has as JavaScript. */
function importedFile(source: string, target: string): string | undefined {
  const names = [...EXTENSIONS.map((extension) => target + extension), target.replace(/\.(m?)js$/, '.$1ts')];
  return names.find((name) => {
    const file = path.join(source, name);
    return existsSync(file) && statSync(file).isFile();
  });
}

/** Paths of the files below a folder, relative to it, in order; none where there is no such folder. */
function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .map((entry) =>
        path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
      )
      .sort();
  } catch {
    return [];
  }
}

function textOf(source: string, file: string): string | undefined {
  try {
    return readFileSync(path.join(source, file), 'utf8');
  } catch {
    return undefined;
  }
}
