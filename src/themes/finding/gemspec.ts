import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What a gem says of itself, as far as a theme's reader needs it. */
export interface Gemspec {
  /** Whether it packs a file, by its path in the gem. */
  readonly packs: (file: string) => boolean;
  /** Jekyll's plugins that it depends on. */
  readonly plugins: readonly string[];
  /** Its version, where that is written as a text; else null. */
  readonly version: string | null;
}

/**
 * Reads the gemspec of a theme, which is Ruby and is not run: the files that it picks and its dependencies are taken from its
 * text. A folder without one packs everything and depends on nothing. `text` is the gemspec where it lies elsewhere, as
 * that of an installed gem, in which only what is packed lies.
 */
export function readGemspec(root: string, name: string, text?: string): Gemspec {
  const own = text ?? gemspecText(root, name);
  if (own === undefined) return { packs: () => true, plugins: [], version: null };
  const plugins = [...own.matchAll(DEPENDENCY)]
    .map(([, plugin = '']) => plugin)
    .filter((plugin) => plugin.startsWith('jekyll-'));
  return {
    packs: text === undefined ? packing(own) : () => true,
    plugins: [...new Set(plugins)],
    version: VERSION.exec(own)?.[1] ?? null,
  };
}

const VERSION = /^\s*\w+\.version\s*=\s*["'](\d[\w.-]*)["']/m;

/** A dependency that is needed at run time (jekyll-remote-theme: `mock_gemspec.rb`). */
const DEPENDENCY = /^\s*\w+\.add_(?:runtime_)?dependency[\s(]*(?:%q<|["'])([\w-]+)/gm;

function gemspecText(root: string, name: string): string | undefined {
  try {
    const files = readdirSync(root).filter((file) => file.endsWith('.gemspec'));
    const wanted = [`${name}.gemspec`, `jekyll-theme-${name}.gemspec`];
    const file = wanted.find((one) => files.includes(one)) ?? files[0];
    return file === undefined ? undefined : readFileSync(path.join(root, file), 'utf8');
  } catch {
    return undefined;
  }
}

/** What a gemspec says of its files, up to the next thing that it says. */
const FILES = /\.files\s*=([\s\S]*?)(?=\n\s*\n|\n\s*\w+\.\w+\s*=|\n\s*\w+\.add_|\n\s*end\b|$)/;

/**
 * Whether a gem packs a file. Where its gemspec picks the layouts by name, what it does not name is not packed: `_config.yml`
 * is written as `_config\\.yml`, `_data` often as `_(data|layouts)`.
 */
function packing(text: string): (file: string) => boolean {
  const files = FILES.exec(text)?.[1] ?? '';
  if (!files.includes('layouts')) return () => true;
  return (file) => files.includes(/[a-z]+/.exec(file)?.[0] ?? file);
}
