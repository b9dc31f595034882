import { type ByteReader, bigEndian, letters } from './byte-reader.js';
import type { ImageHeader } from './image-header.js';

/** Bit of a PNG's colour type: each pixel has an alpha value. */
const ALPHA = 4;

/** A file has more chunks in front of its pixels only where it is damaged. */
const MOST_CHUNKS = 64;

/** The header of a PNG (ISO 15948, sections 5.3 and 11): `IHDR`, and `tRNS`, which makes a colour transparent. */
export function pngHeader(read: ByteReader): ImageHeader | undefined {
  const start = read(0, 26);
  if (start.length < 26 || letters(start.subarray(12, 16)) !== 'IHDR') return undefined;
  const size = { width: bigEndian(start, 16, 4), height: bigEndian(start, 20, 4), isRatio: false };
  const hasAlpha = ((start[25] ?? 0) & ALPHA) !== 0;
  return { ...size, isTransparent: hasAlpha || hasTransparentColour(read) };
}

function hasTransparentColour(read: ByteReader): boolean {
  let at = 8;
  for (let count = 0; count < MOST_CHUNKS; count++) {
    const chunk = read(at, 8);
    const name = letters(chunk.subarray(4));
    if (name === 'tRNS') return true;
    if (chunk.length < 8 || name === 'IDAT' || name === 'IEND') return false;
    at += 12 + bigEndian(chunk, 0, 4);
  }
  return false;
}
