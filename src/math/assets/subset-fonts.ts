import { readFile } from 'node:fs/promises';
import { type Diagnostic, guardedLater } from '../../diagnostics/index.js';
import { subsetFont } from './harfbuzz.js';
import { katexFile } from './katex-file.js';
import type { UsedGlyphs } from './used-glyphs.js';
import { woff2 } from './woff2.js';

/**
 * Where fonts that have been made are kept from one build to the next. A key holds all that decides the bytes but
 * the versions of lectern, KaTeX and HarfBuzz: whoever keeps them longer throws them away when one changes.
 */
export interface FontCache {
  readonly get: (key: string) => Promise<Uint8Array | undefined> | Uint8Array | undefined;
  readonly set: (key: string, font: Uint8Array) => unknown;
}

/** Makes a font as {@link makeFont} does, perhaps elsewhere. */
export type FontMaker = (name: string, characters: string) => Promise<Uint8Array>;

/**
 * The fonts that show `glyphs`, each with no other glyph, by their names, out of the cache where it has them; where that
 * fails, which is told, with all glyphs.
 */
export async function subsetFonts(
  glyphs: UsedGlyphs,
  cache: FontCache,
  make: FontMaker,
  tell: (fault: Diagnostic) => void,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const fonts = await Promise.all(
    Object.entries(glyphs).map(async ([name, characters]) => {
      const key = `${name} ${characters}`;
      const known = await cache.get(key);
      if (known !== undefined) return [name, known] as const;
      const font = await guardedLater(
        {
          failing: `making the font ${name} smaller failed, so it is there as a whole`,
          place: '_config.yml',
          tell,
        },
        async () => {
          const made = await make(name, characters);
          cache.set(key, made);
          return made;
        },
        () => readFile(katexFile(`fonts/${name}.woff2`)),
      );
      return [name, font] as const;
    }),
  );
  return new Map(fonts);
}

/**
 * A font of KaTeX's, by its name, with no other glyphs than those of `characters`, in the format WOFF2. Hinting is left
 * out: it is a third of what remains, and only Windows on screens of low resolution makes anything of it. HarfBuzz, which
 * makes the subset, is loaded with the first. Throws the system's error where KaTeX's file cannot be read.
 */
export async function makeFont(name: string, characters: string): Promise<Uint8Array> {
  return woff2(await subsetFont(await readFile(katexFile(`fonts/${name}.ttf`)), characters));
}
