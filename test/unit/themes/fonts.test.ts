import { readFileSync } from 'node:fs';
import path from 'node:path';
import subsetFont from 'subset-font';
import { describe, expect, test } from 'vitest';

const FOLDER = path.resolve(import.meta.dirname, '../../../assets/fonts');
const CSS = readFileSync(path.join(FOLDER, 'fonts.css'), 'utf8');

/** A rule `@font-face` by its properties. */
type Face = Readonly<Record<string, string>>;

const FACES: readonly Face[] = Array.from(CSS.matchAll(/@font-face \{([^}]*)\}/g), ([, body = '']) =>
  Object.fromEntries(
    Array.from(body.matchAll(/([\w-]+):\s*([^;]+);/g), ([, name = '', value = '']) => [
      name,
      value.replace(/\s+/g, ' '),
    ]),
  ),
);
const SERVED = FACES.filter(({ src }) => src?.startsWith('url('));
const STAND_INS = FACES.filter(({ src }) => src?.startsWith('local('));

function fileOf({ src = '' }: Face): string {
  return /url\("([^"]+)"\)/.exec(src)?.[1] ?? '';
}

/** How often letters and the space between words come in a hundred letters of English (P. Norvig, 2012). */
const ENGLISH: Readonly<Record<string, number>> = {
  ' ': 20.9,
  e: 12.49,
  t: 9.28,
  a: 8.04,
  o: 7.64,
  i: 7.57,
  n: 7.23,
  s: 6.51,
  r: 6.28,
  h: 5.05,
  l: 4.07,
  d: 3.82,
  c: 3.34,
  u: 2.73,
  m: 2.51,
  f: 2.4,
  p: 2.14,
  g: 1.87,
  w: 1.68,
  y: 1.66,
  b: 1.48,
  v: 1.05,
  k: 0.54,
  x: 0.23,
  j: 0.16,
  q: 0.12,
  z: 0.09,
};

/** What a font's tables say (OpenType 1.9: cmap, head, hhea, hmtx); lengths in ems. */
interface Tables {
  readonly has: (character: string) => boolean;
  readonly ascent: number;
  readonly descent: number;
  readonly lineGap: number;
  /** The width of the average letter of English. */
  readonly width: number;
  readonly names: string;
}

async function tablesOf(file: string, weight?: number): Promise<Tables> {
  const font = await subsetFont(readFileSync(path.join(FOLDER, file)), null, {
    keepAllGlyphs: true,
    targetFormat: 'sfnt',
    preserveNameIds: [0, 13, 14],
    ...(weight === undefined ? {} : { variationAxes: { wght: weight } }),
  });
  const at = (table: string): number => {
    for (let entry = 12; ; entry += 16)
      if (font.toString('latin1', entry, entry + 4) === table) return font.readUInt32BE(entry + 8);
  };
  const [cmap, hhea, hmtx] = [at('cmap'), at('hhea'), at('hmtx')];
  const em = font.readUInt16BE(at('head') + 18);
  const glyphOf = (code: number): number => {
    for (let index = 0; index < font.readUInt16BE(cmap + 2); index++) {
      const table = cmap + font.readUInt32BE(cmap + 8 + 8 * index);
      if (font.readUInt16BE(table) !== 4) continue;
      const count = font.readUInt16BE(table + 6);
      for (let end = table + 14; end < table + 14 + count; end += 2) {
        const start = end + count + 2;
        if (code > font.readUInt16BE(end) || code < font.readUInt16BE(start)) continue;
        const offset = start + 2 * count;
        const range = font.readUInt16BE(offset);
        const by = font.readUInt16BE(start + count);
        if (range === 0) return (code + by) % 65536;
        const glyph = font.readUInt16BE(offset + range + 2 * (code - font.readUInt16BE(start)));
        return glyph === 0 ? 0 : (glyph + by) % 65536;
      }
    }
    return 0;
  };
  const last = font.readUInt16BE(hhea + 34) - 1;
  const widthOf = (letter: string): number =>
    font.readUInt16BE(hmtx + 4 * Math.min(glyphOf(letter.codePointAt(0) ?? 0), last)) / em;
  const letters = Object.entries(ENGLISH);
  const all = letters.reduce((sum, [, often]) => sum + often, 0);
  const name = at('name');
  return {
    has: (character) => glyphOf(character.codePointAt(0) ?? 0) !== 0,
    ascent: font.readInt16BE(hhea + 4) / em,
    descent: -font.readInt16BE(hhea + 6) / em,
    lineGap: font.readInt16BE(hhea + 8) / em,
    width: letters.reduce((sum, [letter, often]) => sum + often * widthOf(letter), 0) / all,
    names: Buffer.from(font.subarray(name, name + 4000))
      .toString('latin1')
      .replaceAll('\0', ''),
  };
}

/** The characters of `unicode-range`. */
function charactersOf(range: string): string[] {
  return range.split(', ').flatMap((part) => {
    const [from = 0, to = from] = part
      .slice(2)
      .split('-')
      .map((code) => Number.parseInt(code, 16));
    return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
  });
}

test('what a course in English loads of them is less than 60 KB', () => {
  const files = ['serif-regular', 'serif-italic', 'serif-bold', 'sans'];
  const bytes = files.map((name) => readFileSync(path.join(FOLDER, `${name}.woff2`)).length);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000);
});

describe.each(SERVED.map((face) => [fileOf(face), face] as const))('%s', (file, face) => {
  test('has the characters for which browsers load it, and is there when the page is read', async () => {
    const { has } = await tablesOf(file);
    expect(charactersOf(face['unicode-range'] ?? '').filter((character) => !has(character))).toEqual([]);
    expect(face['font-display']).toBe('swap');
  });

  test('says whose it is, and goes by no name that its licence reserves', async () => {
    const { names } = await tablesOf(file);
    expect(names).toMatch(/The STIX Fonts Project Authors|Adobe/);
    expect(names).toContain('scripts.sil.org/OFL');
    expect(names).not.toMatch(/Source ?Sans/);
  });
});

/**
 * The width of the average letter of English in fonts that readers' devices have, by their tables. Those of Times New Roman and
 * Arial are Liberation's too, which was made to have the same.
 */
const WIDTHS: Readonly<Record<string, number>> = {
  'Lectern Serif Times 400 normal': 0.3978,
  'Lectern Serif Times 400 italic': 0.3998,
  'Lectern Serif Times 700 normal': 0.4235,
  'Lectern Serif Times 700 italic': 0.4094,
  'Lectern Serif Noto 400 normal': 0.4764,
  'Lectern Serif Noto 400 italic': 0.4625,
  'Lectern Serif Noto 700 normal': 0.506,
  'Lectern Serif Noto 700 italic': 0.5107,
  'Lectern Sans Arial 400 normal': 0.4388,
  'Lectern Sans Arial 600 normal': 0.4751,
  'Lectern Sans Roboto 400 normal': 0.4408,
  'Lectern Sans Roboto 600 normal': 0.4469,
};

test.each(
  STAND_INS.map((face) => {
    const family = (face['font-family'] ?? '').replaceAll('"', '');
    return [
      `${family} ${(face['font-weight'] ?? '').slice(0, 3)} ${face['font-style'] ?? 'normal'}`,
      face,
    ] as const;
  }),
)('letters that stand in are as wide and as high: %s', async (name, face) => {
  const [, kind = '', weight = '', style = ''] = /^Lectern (Serif|Sans) \w+ (\d+) (\w+)$/.exec(name) ?? [];
  const own = FACES.find(
    (one) =>
      one['font-family'] === `"Lectern ${kind}"` &&
      (kind === 'Sans' || one['font-weight'] === weight) &&
      (one['font-style'] ?? 'normal') === style,
  );
  const { ascent, descent, lineGap, width } = await tablesOf(
    fileOf(own ?? {}),
    kind === 'Sans' ? Number(weight) : undefined,
  );
  const size = width / (WIDTHS[name] ?? 0);
  const stated = (property: string): number => Number.parseFloat(face[property] ?? '');
  expect(stated('size-adjust')).toBeCloseTo(100 * size, 1);
  expect(stated('ascent-override')).toBeCloseTo((100 * ascent) / size, 1);
  expect(stated('descent-override')).toBeCloseTo((100 * descent) / size, 1);
  expect(stated('line-gap-override')).toBeCloseTo((100 * lineGap) / size, 1);
});
