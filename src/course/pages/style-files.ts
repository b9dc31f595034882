import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { once, type Page, type Site, type StaticFile } from '../../site/index.js';
import { NO_RULES, type StyleRules, styleRules } from '../elements/index.js';

/** What the style sheets of a site say of the sizes of pictures. */
export interface StyleFiles {
  /** Undefined where that cannot be told; nothing where there is no such sheet. */
  readonly rulesAt: (sitePath: string) => StyleRules | undefined;
}

/** Longer ones, in bytes, are not read. */
const LARGEST = 2_000_000;

/** How a sheet loads another: its address, as far as it is written out. */
const IMPORT = /@import\s+(?:url\(\s*)?["']?([^"')\s;?#]+)/g;

/** By what a sheet takes over others before it is one. */
const USES_OTHERS = /@(?:use|forward|import)\b/;
const INCLUDES = /\{%-?\s*include(?:_relative|_cached)?\s/;

/** Finds the style sheets of a site, each read once in a build: those made by Sass as they are written, with all partials. */
export function createStyleFiles(site: Site): StyleFiles {
  const known = new Map<string, StyleRules | undefined>();
  const partials = once(() => partialsOf(site.sassDirectories));
  /** `seen` are the sheets by which a page's own has come to this one: what they say is known already. */
  const read = (sitePath: string, seen: Set<string>): StyleRules | undefined => {
    const file = site.files.get(sitePath);
    if (file === undefined || seen.has(sitePath)) return NO_RULES;
    seen.add(sitePath);
    if (file.kind !== 'static' && isSass(file)) return sassRules(file, partials);
    const text = file.kind === 'static' ? staticText(file) : file.body.text;
    if (text === undefined || INCLUDES.test(text)) return undefined;
    const imported = [...text.matchAll(IMPORT)].map(([, address = '']) =>
      /^(?:[a-z]+:)?\/\//i.test(address) || address.startsWith('/')
        ? undefined
        : read(path.posix.join(path.posix.dirname(sitePath), address), seen),
    );
    return merged([styleRules(text), ...imported]);
  };
  return {
    rulesAt: (sitePath) => {
      if (!known.has(sitePath)) known.set(sitePath, read(sitePath, new Set()));
      return known.get(sitePath);
    },
  };
}

function isSass({ file }: Page): boolean {
  return /\.s[ac]ss$/i.test(file.path);
}

function sassRules({ file, body }: Page, partials: () => StyleRules | undefined): StyleRules | undefined {
  // Sass that is indented has no braces.
  if (/\.sass$/i.test(file.path) || INCLUDES.test(body.text)) return undefined;
  const own = styleRules(body.text);
  return USES_OTHERS.test(body.text) ? merged([own, partials()]) : own;
}

/** Of all partials, as it takes Sass to tell which a sheet uses. */
function partialsOf(folders: readonly string[]): StyleRules | undefined {
  const texts = folders.flatMap((folder) => {
    try {
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(?:s[ac]ss|css)$/i.test(entry.name))
        .map((entry) => path.join(entry.parentPath, entry.name))
        .sort();
    } catch {
      return [];
    }
  });
  if (texts.some((file) => /\.sass$/i.test(file))) return undefined;
  // As a whole, since mixins are defined in one and used in another.
  return styleRules(texts.map((file) => readText(file) ?? '').join('\n'));
}

function staticText({ file }: StaticFile): string | undefined {
  return file.size > LARGEST ? undefined : readText(file.absolute);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function merged(sheets: readonly (StyleRules | undefined)[]): StyleRules | undefined {
  const all = sheets.filter((sheet) => sheet !== undefined);
  if (all.length < sheets.length) return undefined;
  return {
    heights: all.flatMap(({ heights }) => heights),
    keepsRatio: all.some(({ keepsRatio }) => keepsRatio),
  };
}
