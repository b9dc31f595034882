import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { subsetFont } from '../../../src/math/assets/harfbuzz.js';
import { katexFile } from '../../../src/math/assets/katex-file.js';
import { woff2 } from '../../../src/math/assets/woff2.js';

/** Google's own program for WOFF2, compiled to WebAssembly. */
interface Reference {
  readonly compress: (font: Uint8Array) => Promise<Uint8Array>;
  readonly decompress: (file: Uint8Array) => Promise<Uint8Array>;
}
const reference: Reference = createRequire(import.meta.url)('wawoff2');

/** What it unpacks of a file; its results lie in its own memory, where the next one comes to lie, too. */
const unpacked = async (file: Uint8Array): Promise<Buffer> => Buffer.from(await reference.decompress(file));

const FOLDER = path.dirname(katexFile('fonts/KaTeX_Main-Regular.ttf'));
const FONTS = readdirSync(FOLDER).filter((name) => name.endsWith('.ttf'));
const ASCII = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');

describe('a font as WOFF2', () => {
  it.each(FONTS)('is, unpacked, what the reference implementation makes of it: %s', async (name) => {
    const whole = new Uint8Array(readFileSync(path.join(FOLDER, name)));
    // With the instructions of its glyphs, and without.
    for (const font of [whole, await subsetFont(whole, ASCII), await subsetFont(whole, 'x')]) {
      const [file, theirs] = [woff2(font), Buffer.from(await reference.compress(font))];
      expect(Buffer.compare(await unpacked(file), await unpacked(theirs))).toBe(0);
      expect(file.length).toBeLessThan(1.02 * theirs.length + 50);
    }
  });

  it('has composed glyphs, and points that lie far apart', async () => {
    const font = composedFont();
    const theirs = Buffer.from(await reference.compress(font));
    expect(Buffer.compare(await unpacked(woff2(font)), await unpacked(theirs))).toBe(0);
  });

  it('is none of what ends too early', () => {
    const font = new Uint8Array(readFileSync(path.join(FOLDER, FONTS[0] ?? '')));
    expect(() => woff2(font.subarray(0, 2000))).toThrow(RangeError);
  });
});

describe('a subset of a font', () => {
  it('has the glyphs of its characters only', async () => {
    const font = new Uint8Array(readFileSync(path.join(FOLDER, 'KaTeX_Main-Regular.ttf')));
    const [none, one, three] = [
      await subsetFont(font, ''),
      await subsetFont(font, 'x'),
      await subsetFont(font, 'xyz'),
    ];
    expect(none.length).toBeLessThan(one.length);
    expect(one.length).toBeLessThan(three.length);
    expect(three.length).toBeLessThan(font.length / 10);
  });

  it('cannot be made of what is no font', async () => {
    await expect(subsetFont(new Uint8Array(100), 'x')).rejects.toThrow('HarfBuzz');
  });
});

/** A glyph of a far point and three that are composed of it in all the ways that there are, as a font. */
function composedFont(): Uint8Array {
  const uint16 = (...values: number[]): Buffer => {
    const bytes = Buffer.alloc(2 * values.length);
    for (const [index, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, 2 * index);
    return bytes;
  };
  const box = [-9000, 0, 9000, 9000];
  const outline = Buffer.concat([
    uint16(1, ...box, 3, 2, 0x4f01),
    Buffer.from([0x01, 0x01, 0x01, 0x00]),
    uint16(-9000, 18000, -800, -2000, 0, 9000, -4000, -300),
  ]);
  const composed = [
    [0x0001 | 0x0020, 1, 5, -5, 0x0008 | 0x0003 | 0x0020, 1, 1, 2, 0x4000, 0x0002, 1, 0x0102],
    [0x0040 | 0x0002, 1, 0x0304, 0x4000, 0x2000],
    [0x0080 | 0x0002 | 0x0100, 1, 0x0304, 0x4000, 0, 0, 0x2000, 2, 0x4f4f],
  ].map((component) => uint16(-1, ...box, ...component));
  const glyphs = [Buffer.alloc(0), outline, ...composed].map((glyph) =>
    Buffer.concat([glyph, Buffer.alloc((4 - (glyph.length % 4)) % 4)]),
  );
  const ends = glyphs.map((_, index) => Buffer.concat(glyphs.slice(0, index + 1)).length);
  const head = Buffer.alloc(54);
  head.writeUInt32BE(0x5f0f3cf5, 12);
  head.writeUInt16BE(1000, 18);
  const maxp = Buffer.alloc(32);
  maxp.writeUInt32BE(0x00010000, 0);
  maxp.writeUInt16BE(glyphs.length, 4);
  const hhea = Buffer.alloc(36);
  hhea.writeUInt32BE(0x00010000, 0);
  hhea.writeUInt16BE(1, 34);
  const tables: readonly (readonly [tag: string, data: Buffer])[] = [
    ['glyf', Buffer.concat(glyphs)],
    ['head', head],
    ['hhea', hhea],
    ['hmtx', uint16(500, 0, ...glyphs.slice(1).map(() => 0))],
    ['loca', uint16(0, ...ends.map((end) => end / 2))],
    ['maxp', maxp],
    ['zzzz', Buffer.from('more')],
  ];
  const header = Buffer.alloc(12 + 16 * tables.length);
  header.writeUInt32BE(0x00010000, 0);
  header.writeUInt16BE(tables.length, 4);
  let at = header.length;
  const parts: Buffer[] = [header];
  for (const [index, [tag, data]] of tables.entries()) {
    const record = 12 + 16 * index;
    header.write(tag, record, 'latin1');
    header.writeUInt32BE(at, record + 8);
    header.writeUInt32BE(data.length, record + 12);
    const padding = Buffer.alloc((4 - (data.length % 4)) % 4);
    parts.push(data, padding);
    at += data.length + padding.length;
  }
  return Buffer.concat(parts);
}
