import { type ByteReader, letters, littleEndian } from './byte-reader.js';
import type { ImageHeader } from './image-header.js';

/** The header of a WebP (RFC 9649, sections 2.5 to 2.7, and 3.4 for what is lossless). */
export function webpHeader(read: ByteReader): ImageHeader | undefined {
  const start = read(0, 30);
  if (start.length < 30) return undefined;
  switch (letters(start.subarray(12, 16))) {
    case 'VP8X':
      return {
        width: littleEndian(start, 24, 3) + 1,
        height: littleEndian(start, 27, 3) + 1,
        isRatio: false,
        isTransparent: ((start[20] ?? 0) & 0x10) !== 0,
      };
    case 'VP8L': {
      if (start[20] !== 0x2f) return undefined;
      // 14 bits each, then one that tells of alpha, from the lowest bit on.
      const bits = littleEndian(start, 21, 4);
      return {
        width: (bits % 2 ** 14) + 1,
        height: (Math.floor(bits / 2 ** 14) % 2 ** 14) + 1,
        isRatio: false,
        isTransparent: Math.floor(bits / 2 ** 28) % 2 === 1,
      };
    }
    case 'VP8 ':
      return {
        // The two highest bits of each are for scaling, which no browser does.
        width: littleEndian(start, 26, 2) % 2 ** 14,
        height: littleEndian(start, 28, 2) % 2 ** 14,
        isRatio: false,
        isTransparent: false,
      };
    default:
      return undefined;
  }
}
