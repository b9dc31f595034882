import type { UsedGlyphs } from './used-glyphs.js';

/**
 * Where fonts that have been made are kept from one build to the next. A key holds all that decides the bytes but
 * the versions of lectern, KaTeX and subset-font: whoever keeps them longer throws them away when one changes.
 */
export interface FontMemory {
  readonly get: (key: string) => Promise<Uint8Array | undefined> | Uint8Array | undefined;
  readonly set: (key: string, font: Uint8Array) => unknown;
}

/**
 * The fonts that show `glyphs`, each with no other glyph, by their names, in the format WOFF2. `read` gives a font of
 * KaTeX's by its name. Hinting is left out: it is a third of what remains, and only Windows on screens of low
 * resolution makes anything of it.
 */
export async function subsetFonts(
  glyphs: UsedGlyphs,
  read: (name: string) => Promise<Uint8Array>,
  memory: FontMemory,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const fonts = new Map<string, Uint8Array>();
  for (const [name, characters] of Object.entries(glyphs)) {
    const key = `${name} ${characters}`;
    const known = await memory.get(key);
    const font = known ?? (await subset(await read(name), characters));
    if (known === undefined) memory.set(key, font);
    fonts.set(name, font);
  }
  return fonts;
}

/** The library, which brings its own compiler of fonts, is loaded where a font has to be made. */
async function subset(font: Uint8Array, characters: string): Promise<Uint8Array> {
  const { default: subsetFont } = await import('subset-font');
  return subsetFont(Buffer.from(font), characters, { targetFormat: 'woff2', noHinting: true });
}
