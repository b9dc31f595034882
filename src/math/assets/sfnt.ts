/** A table of a font. */
export interface FontTable {
  /** Four characters, such as `glyf`. */
  readonly tag: string;
  readonly data: Uint8Array;
}

const HEADER = 12;
const RECORD = 16;

/** The tables of a font in the format of TrueType, in their order. Throws a `RangeError` where the font ends too early. */
export function fontTables(font: Uint8Array): FontTable[] {
  const view = viewOf(font);
  return Array.from({ length: view.getUint16(4) }, (_, index) => {
    const record = HEADER + index * RECORD;
    const from = view.getUint32(record + 8);
    const to = from + view.getUint32(record + 12);
    if (to > font.length) throw new RangeError('A table of this font ends behind its end.');
    return { tag: String.fromCharCode(...font.subarray(record, record + 4)), data: font.subarray(from, to) };
  });
}

/** The numbers in some bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
