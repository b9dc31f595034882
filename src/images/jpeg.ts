import { type ByteReader, bigEndian, letters, littleEndian } from './byte-reader.js';
import type { ImageHeader } from './image-header.js';

/** A file has more segments in front of its pixels only where it is damaged. */
const MOST_SEGMENTS = 512;

/** The Exif field that says how a camera was held (Exif 2.32, section 4.6.4). */
const ORIENTATION = 0x0112;

/** The header of a JPEG (ITU-T T.81, annex B), turned as Exif says, which browsers do. */
export function jpegHeader(read: ByteReader): ImageHeader | undefined {
  let isTurned = false;
  let hasExif = false;
  let at = 2;
  for (let count = 0; count < MOST_SEGMENTS; count++) {
    const segment = read(at, 10);
    if (segment[0] !== 0xff) return undefined;
    const marker = segment[1] ?? 0;
    if (marker === 0xff) {
      // Any number of these bytes may stand in front of a marker.
      at += 1;
      continue;
    }
    if (isFrame(marker)) {
      if (segment.length < 9) return undefined;
      const [height, width] = [bigEndian(segment, 5, 2), bigEndian(segment, 7, 2)];
      const size = isTurned ? { width: height, height: width } : { width, height };
      return { ...size, isRatio: false, isTransparent: false };
    }
    if (marker === 0xd9 || marker === 0xda) return undefined;
    if (marker === 0xe1 && !hasExif && letters(segment.subarray(4, 8)) === 'Exif') {
      hasExif = true;
      isTurned = isTurnedByExif((from, length) => read(at + 10 + from, length));
    }
    at += isBare(marker) ? 2 : 2 + bigEndian(segment, 2, 2);
  }
  return undefined;
}

/** Whether a marker starts a frame, which has the size: there is one for each way to compress it. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Whether a marker has no length behind it. */
function isBare(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/** Whether the picture lies on its side, by its first directory of TIFF fields. */
function isTurnedByExif(read: ByteReader): boolean {
  const start = read(0, 8);
  const order = letters(start.subarray(0, 2));
  if (order !== 'II' && order !== 'MM') return false;
  const number = order === 'II' ? littleEndian : bigEndian;
  const directory = number(start, 4, 4);
  // A segment has no more than this.
  if (directory > 0xffff) return false;
  const count = number(read(directory, 2), 0, 2);
  const fields = read(directory + 2, count * 12);
  for (let at = 0; at + 12 <= fields.length; at += 12) {
    if (number(fields, at, 2) !== ORIENTATION) continue;
    const orientation = number(fields, at + 8, 2);
    return orientation >= 5 && orientation <= 8;
  }
  return false;
}
