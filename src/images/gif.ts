import { type ByteReader, littleEndian } from './byte-reader.js';
import type { ImageHeader } from './image-header.js';

/** A file has more blocks in front of its first frame only where it is damaged. */
const MOST_BLOCKS = 256;

/** The header of a GIF (GIF89a, sections 18 to 23); its first frame says whether it is transparent. */
export function gifHeader(read: ByteReader): ImageHeader | undefined {
  const start = read(0, 13);
  if (start.length < 13) return undefined;
  return {
    width: littleEndian(start, 6, 2),
    height: littleEndian(start, 8, 2),
    isRatio: false,
    isTransparent: isFirstFrameTransparent(read, 13 + colourTableSize(start[10] ?? 0)),
  };
}

/** In bytes, by the field that tells of the table. */
function colourTableSize(packed: number): number {
  return (packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1);
}

function isFirstFrameTransparent(read: ByteReader, from: number): boolean {
  let at = from;
  for (let count = 0; count < MOST_BLOCKS; count++) {
    const [introducer, label, size = 0, packed = 0] = read(at, 4);
    // Anything but an extension is the frame, or the end.
    if (introducer !== 0x21) return false;
    if (label === 0xf9) return (packed & 1) !== 0;
    at += 2;
    // An extension is a row of blocks, each with its length in front, and an empty one at its end.
    for (let length = size; length > 0 && count < MOST_BLOCKS; count++) {
      at += 1 + length;
      length = read(at, 1)[0] ?? 0;
    }
    at += 1;
  }
  return false;
}
