import { brotliCompressSync, constants } from 'node:zlib';
import { transformedGlyf } from './glyf-transform.js';
import { type FontTable, fontTables, viewOf } from './sfnt.js';

/** Tables that have a number in a WOFF2 file; all others go by their name. */
const KNOWN_TAGS = [
  ...['cmap', 'head', 'hhea', 'hmtx', 'maxp', 'name', 'OS/2', 'post', 'cvt ', 'fpgm', 'glyf', 'loca', 'prep'],
  ...['CFF ', 'VORG', 'EBDT', 'EBLC', 'gasp', 'hdmx', 'kern', 'LTSH', 'PCLT', 'VDMX', 'vhea', 'vmtx', 'BASE'],
  ...['GDEF', 'GPOS', 'GSUB', 'EBSC', 'JSTF', 'MATH', 'CBDT', 'CBLC', 'COLR', 'CPAL', 'SVG ', 'sbix', 'acnt'],
  ...['avar', 'bdat', 'bloc', 'bsln', 'cvar', 'fdsc', 'feat', 'fmtx', 'fvar', 'gvar', 'hsty', 'just', 'lcar'],
  ...['mort', 'morx', 'opbd', 'prop', 'trak', 'Zapf', 'Silf', 'Glat', 'Gloc', 'Feat', 'Sill'],
];
const BY_NAME = 63;

const SIGNATURE = 0x774f4632;
const HEADER = 48;
/** In a font's `head`: its flags, of which one says that it was compressed without loss, and the size of offsets. */
const FLAGS = 16;
const COMPRESSED = 0x0800;
const OFFSET_FORMAT = 50;

/** One better takes twice as long, for a hundredth of the bytes. */
const QUALITY = 10;

/** A table as a WOFF2 file has it. */
interface PackedTable extends FontTable {
  /** How long it is in the font. */
  readonly length: number;
  /** Whether it is written in another way than in the font. */
  readonly isTransformed: boolean;
}

/**
 * A font in the format WOFF2 (W3C Recommendation of 8 August 2024), given in the format of TrueType with its outlines in
 * `glyf`. Throws a `RangeError` where the font ends too early.
 */
export function woff2(font: Uint8Array): Uint8Array {
  const tables = packed(fontTables(font));
  const directory = tables.flatMap(({ tag, data, length, isTransformed }) => {
    const known = KNOWN_TAGS.indexOf(tag);
    return [
      ...(known < 0 ? [BY_NAME, ...Buffer.from(tag, 'latin1')] : [known]),
      ...base128(length),
      ...(isTransformed ? base128(data.length) : []),
    ];
  });
  const data = Buffer.concat(tables.map((table) => table.data));
  const compressed = brotliCompressSync(data, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_FONT,
      [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
    },
  });
  const length = padded(HEADER + directory.length + compressed.length);
  const file = new Uint8Array(length);
  const view = viewOf(file);
  view.setUint32(0, SIGNATURE);
  file.set(font.subarray(0, 4), 4);
  view.setUint32(8, length);
  view.setUint16(12, tables.length);
  view.setUint32(
    16,
    tables.reduce((sum, table) => sum + padded(table.length), 12 + 16 * tables.length),
  );
  view.setUint32(20, compressed.length);
  // The file's own version; it has neither metadata nor private data.
  view.setUint16(24, 1);
  file.set(directory, HEADER);
  file.set(compressed, HEADER + directory.length);
  return file;
}

/** Tables as they are written: `loca` stands right behind `glyf`, from which readers make it. */
function packed(tables: readonly FontTable[]): PackedTable[] {
  const find = (wanted: string): Uint8Array =>
    tables.find(({ tag }) => tag === wanted)?.data ?? new Uint8Array();
  const isLong = viewOf(find('head')).getUint16(OFFSET_FORMAT) !== 0;
  return tables.flatMap(({ tag, data }): PackedTable[] => {
    const length = data.length;
    switch (tag) {
      case 'head':
        return [{ tag, data: markedAsCompressed(data), length, isTransformed: false }];
      case 'glyf': {
        const loca = find('loca');
        const offsets = offsetsOf(loca, isLong);
        return [
          // What lies behind the last glyph, as in a font without any, is not in the file.
          {
            tag,
            data: transformedGlyf(data, offsets, isLong),
            length: offsets.at(-1) ?? 0,
            isTransformed: true,
          },
          { tag: 'loca', data: new Uint8Array(), length: loca.length, isTransformed: true },
        ];
      }
      case 'loca':
        return [];
      default:
        return [{ tag, data, length, isTransformed: false }];
    }
  });
}

function markedAsCompressed(head: Uint8Array): Uint8Array {
  const marked = head.slice();
  const view = viewOf(marked);
  view.setUint16(FLAGS, view.getUint16(FLAGS) | COMPRESSED);
  return marked;
}

/** Where glyphs begin, by a font's `loca`. */
function offsetsOf(loca: Uint8Array, isLong: boolean): number[] {
  const view = viewOf(loca);
  const size = isLong ? 4 : 2;
  return Array.from({ length: loca.length / size }, (_, index) =>
    isLong ? view.getUint32(index * size) : 2 * view.getUint16(index * size),
  );
}

/** A number as `UIntBase128`: seven bits a byte, of which all but the last have the highest bit. */
function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) bytes.unshift((left & 0x7f) | 0x80);
  return bytes;
}

/** A length up to the next that is a multiple of four. */
function padded(length: number): number {
  return 4 * Math.ceil(length / 4);
}
